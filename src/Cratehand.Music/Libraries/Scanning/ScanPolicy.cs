namespace Cratehand.Music.Libraries.Scanning;

/// <summary>Which files a scan must read, and what it makes of what it found. Pure.</summary>
internal static class ScanPolicy
{
    /// <summary>
    /// Files whose bytes must be read: an entry's unless it is as it was seen, and a stranger as large as a file on record, as it
    /// may be that one under another name. All others need no look inside.
    /// </summary>
    /// <param name="hashes">Of each file that is as it was when it was last read.</param>
    public static IEnumerable<FileSight> ToRead(
        IReadOnlyList<FileSight> found, IReadOnlyDictionary<string, TrackedFile> tracked, IReadOnlyDictionary<string, string> hashes)
    {
        var sizes = tracked.Values.Select(file => file.Bytes).ToHashSet();
        return found.Where(file =>
            file.Bytes > 0 && !hashes.ContainsKey(file.Path) && (tracked.ContainsKey(file.Path) || sizes.Contains(file.Bytes)));
    }

    /// <summary>What became of each file on record, and which are on none.</summary>
    /// <param name="hashes">Of every file found that is of interest.</param>
    public static Verdict Judge(IReadOnlyList<FileSight> found, IReadOnlyDictionary<string, TrackedFile> tracked, IReadOnlyDictionary<string, string> hashes)
    {
        var there = found.Where(file => file.Bytes > 0).ToDictionary(file => file.Path, StringComparer.Ordinal);
        var strangers = there.Values.Where(file => !tracked.ContainsKey(file.Path)).ToList();
        var known = tracked.Values.Select(file => file.Sha256).ToHashSet(StringComparer.Ordinal);
        var moves = Moves(there.Values, tracked, hashes);
        var verdict = new Verdict([], [], []);
        foreach (var file in tracked.Values.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            if (moves.TryGetValue(file.Path, out var moved))
            {
                verdict.Moved.Add((file, moved));
            }
            else if (!there.TryGetValue(file.Path, out var sight) || (hashes[file.Path] is var hash && hash != file.Sha256 && known.Contains(hash)))
            {
                verdict.Missing.Add(file.Path); // also where another track of the library lies under its name: that is no new tag
            }
            else if (hash != file.Sha256 || sight.Bytes != file.Bytes)
            {
                verdict.Changed.Add(file with { Bytes = sight.Bytes, Sha256 = hash });
            }
        }

        var taken = moves.Values.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        return verdict with { Untracked = [.. strangers.Select(file => file.Path).Where(path => !taken.Contains(path))] };
    }

    // Files whose bytes lie under another name: a stranger's, or that of one on record which has itself gone elsewhere.
    static Dictionary<string, FileSight> Moves(
        IEnumerable<FileSight> there, IReadOnlyDictionary<string, TrackedFile> tracked, IReadOnlyDictionary<string, string> hashes)
    {
        var elsewhere = there.Where(file => hashes.ContainsKey(file.Path) && !IsInPlace(file.Path)).ToLookup(file => hashes[file.Path], StringComparer.Ordinal);
        var moves = new Dictionary<string, FileSight>(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in tracked.Values.Where(file => elsewhere.Contains(file.Sha256)).OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            if (!IsInPlace(file.Path) && elsewhere[file.Sha256].FirstOrDefault(x => !taken.Contains(x.Path) && x.Path != file.Input) is { } moved)
            {
                taken.Add(moved.Path);
                moves.Add(file.Path, moved);
            }
        }

        // Put over one that went nowhere: the name is still that one's on record.
        while (moves.FirstOrDefault(move => tracked.ContainsKey(move.Value.Path) && !moves.ContainsKey(move.Value.Path)) is { Key: { } blocked })
        {
            moves.Remove(blocked);
        }

        return moves;

        bool IsInPlace(string path) => tracked.TryGetValue(path, out var own) && hashes.TryGetValue(path, out var hash) && hash == own.Sha256;
    }

    /// <param name="Changed">With the size and the hash they have now.</param>
    internal sealed record Verdict(List<(TrackedFile File, FileSight To)> Moved, List<TrackedFile> Changed, List<string> Missing)
    {
        public IReadOnlyList<string> Untracked { get; init; } = [];
    }
}
