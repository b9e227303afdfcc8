using System.Runtime.InteropServices;
using System.Text;

namespace Cratehand.Music.Audio.Tools;

/// <summary>Text of a program, bounded: the beginning or the end of it is kept, all of it is read.</summary>
sealed class BoundedText(int maxBytes, bool keepEnd)
{
    readonly List<byte> _kept = [];

    public async Task ReadAsync(Stream source, CancellationToken cancel)
    {
        var buffer = new byte[8192];
        for (int read; (read = await source.ReadAsync(buffer, cancel)) > 0;)
        {
            Keep(buffer.AsSpan(0, read));
        }
    }

    public override string ToString() => Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(_kept));

    void Keep(ReadOnlySpan<byte> bytes)
    {
        _kept.AddRange(keepEnd ? bytes : bytes[..Math.Min(bytes.Length, maxBytes - _kept.Count)]);
        if (_kept.Count > maxBytes)
        {
            _kept.RemoveRange(0, _kept.Count - maxBytes);
        }
    }
}
