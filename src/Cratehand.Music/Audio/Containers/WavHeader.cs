using System.Buffers.Binary;

namespace Cratehand.Music.Audio.Containers;

/// <summary>
/// Reads how much audio a WAV file declares (Microsoft RIFF, and RF64 by EBU Tech 3306). A cut file has less.
/// </summary>
public static class WavHeader
{
    const uint Unknown = 0xFFFFFFFF;

    /// <summary>Seconds of audio by the header; null: no WAV, or written to a pipe and so without a length.</summary>
    public static double? DeclaredSeconds(Stream file)
    {
        file.Position = 0;
        Span<byte> head = stackalloc byte[12];
        if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length
            || !(head.StartsWith("RIFF"u8) || head.StartsWith("RF64"u8)) || !head[8..].SequenceEqual("WAVE"u8))
        {
            return null;
        }

        return Walk(file);
    }

    static double? Walk(Stream file)
    {
        Span<byte> chunk = stackalloc byte[8];
        Span<byte> body = stackalloc byte[16];
        uint bytesPerSecond = 0;
        long? longSize = null;
        while (file.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false) == chunk.Length)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (chunk.StartsWith("data"u8))
            {
                return Seconds(size == Unknown ? longSize : size, bytesPerSecond);
            }

            var next = file.Position + size + (size & 1);
            if (size >= 16 && (chunk.StartsWith("fmt "u8) || chunk.StartsWith("ds64"u8)))
            {
                _ = file.ReadAtLeast(body, body.Length, throwOnEndOfStream: false);
                bytesPerSecond = chunk[0] == (byte)'f' ? BinaryPrimitives.ReadUInt32LittleEndian(body[8..]) : bytesPerSecond;
                longSize = chunk[0] == (byte)'d' ? BinaryPrimitives.ReadInt64LittleEndian(body[8..]) : longSize;
            }

            file.Position = next;
        }

        return null;
    }

    static double? Seconds(long? bytes, uint bytesPerSecond) =>
        bytes is > 0 && bytesPerSecond > 0 ? (double)bytes / bytesPerSecond : null;
}
