using System.Buffers.Binary;

namespace Cratehand.Sandbox.Media;

/// <summary>Writes RIFF/WAVE files of plain PCM: the 44-byte head, then the samples.</summary>
public static class WavFile
{
    const int HeadLength = 44;

    /// <param name="target">Where to; left open.</param>
    /// <param name="sound">What lies beyond full scale is clipped.</param>
    /// <param name="bits">16 or 24.</param>
    public static void Write(Stream target, Sound sound, int bits = 16)
    {
        if (bits is not (16 or 24))
        {
            throw new ArgumentOutOfRangeException(nameof(bits), bits, "WAV files are written with 16 or 24 bits.");
        }

        var data = Data(sound.Samples, bits);
        target.Write(Head(sound, bits, data.Length));
        target.Write(data);
    }

    /// <summary>Writes a new file, over an old one if there is one.</summary>
    public static void Write(string path, Sound sound, int bits = 16)
    {
        using var file = File.Create(path);
        Write(file, sound, bits);
    }

    static byte[] Head(Sound sound, int bits, int dataLength)
    {
        var head = new byte[HeadLength];
        var frame = sound.Channels * bits / 8;
        "RIFF"u8.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), HeadLength - 8 + dataLength);
        "WAVEfmt "u8.CopyTo(head.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(22), (short)sound.Channels);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(24), sound.SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(28), sound.SampleRate * frame);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(32), (short)frame);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(34), (short)bits);
        "data"u8.CopyTo(head.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(40), dataLength);
        return head;
    }

    static byte[] Data(float[] samples, int bits)
    {
        var (width, fullScale) = (bits / 8, 1 << (bits - 1));
        var data = new byte[samples.Length * width];
        for (var i = 0; i < samples.Length; i++)
        {
            var value = (int)Math.Clamp(Math.Round(samples[i] * (double)fullScale), -fullScale, fullScale - 1);
            for (var place = 0; place < width; place++)
            {
                data[(i * width) + place] = (byte)(value >> (8 * place));
            }
        }

        return data;
    }
}
