namespace Cratehand.Music.Sources.DropFolder;

/// <summary>What the owner has settled about the drop folder.</summary>
/// <param name="Folder">Absolute.</param>
/// <param name="Unpacked">Where archives are unpacked; not within <paramref name="Folder"/>.</param>
/// <param name="Settle">A file that did not change for so long is taken to be whole.</param>
public sealed record DropOptions(string Folder, string Unpacked, TimeSpan Settle)
{
    /// <summary>An archive's audio may unpack to so much, all together; bytes.</summary>
    public long MaxUnpackedBytes { get; init; } = 8L << 30;

    /// <summary>An archive may hold so many entries.</summary>
    public int MaxEntries { get; init; } = 10_000;

    /// <summary>The largest list that is read; bytes.</summary>
    public long MaxListBytes { get; init; } = 16 << 20;
}
