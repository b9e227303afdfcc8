namespace Cratehand.Music.Audio.Containers;

/// <summary>Looks for the mark that the last page of an Ogg stream must bear (RFC 3533 §6: end of stream, flag 4).</summary>
public static class OggEnd
{
    const int LargestPage = 27 + 255 + (255 * 255);
    const byte EndOfStream = 4;

    /// <summary>True: an Ogg file whose last whole page is not an end, so something was cut off. Other files: false.</summary>
    public static bool IsMissing(Stream file)
    {
        file.Position = 0;
        Span<byte> magic = stackalloc byte[4];
        if (file.ReadAtLeast(magic, 4, throwOnEndOfStream: false) < 4 || !magic.SequenceEqual("OggS"u8))
        {
            return false;
        }

        // Two pages' worth from the end hold the last page, even with a page's worth of foreign bytes after it.
        var tail = new byte[Math.Min(file.Length, 2 * LargestPage)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        return !EndsWell(tail);
    }

    static bool EndsWell(ReadOnlySpan<byte> tail)
    {
        for (var at = tail.LastIndexOf("OggS"u8); at >= 0; at = tail[..at].LastIndexOf("OggS"u8))
        {
            if (at + 27 <= tail.Length && Length(tail[at..]) is { } length && at + length <= tail.Length)
            {
                return (tail[at + 5] & EndOfStream) != 0;
            }
        }

        return false;
    }

    static int? Length(ReadOnlySpan<byte> page)
    {
        var segments = page[26];
        if (page.Length < 27 + segments)
        {
            return null;
        }

        var length = 27 + segments;
        foreach (var lace in page.Slice(27, segments))
        {
            length += lace;
        }

        return length;
    }
}
