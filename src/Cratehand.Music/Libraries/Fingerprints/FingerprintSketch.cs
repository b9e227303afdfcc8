namespace Cratehand.Music.Libraries.Fingerprints;

/// <summary>
/// The few items of a fingerprint by which it is looked up: those whose hash is smallest. Two fingerprints that share
/// items share the ones with the smallest hashes too (min-hash), wherever in the music they stand. Pure.
/// </summary>
internal static class FingerprintSketch
{
    /// <summary>Items that are stored for an entry.</summary>
    public const int Stored = 32;

    /// <summary>Items that are asked for: more, as what the other has beyond them may be small there.</summary>
    public const int Asked = 64;

    /// <summary>Those items, different ones, the smallest hash first.</summary>
    public static IReadOnlyList<uint> Of(ReadOnlySpan<uint> fingerprint, int count)
    {
        var distinct = new HashSet<uint>();
        foreach (var item in fingerprint)
        {
            distinct.Add(item);
        }

        return [.. distinct.OrderBy(Hash).Take(count)];
    }

    // The finaliser of MurmurHash3: every bit of the item moves every bit of its hash. Stored rows depend on it: never change it.
    static uint Hash(uint item)
    {
        item ^= item >> 16;
        item *= 0x85EBCA6B;
        item ^= item >> 13;
        item *= 0xC2B2AE35;
        return item ^ (item >> 16);
    }
}
