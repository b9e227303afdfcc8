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
        var elsewhere = strangers.Where(file => hashes.ContainsKey(file.Path)).ToLookup(file => hashes[file.Path], StringComparer.Ordinal);
        var verdict = new Verdict([], [], []);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in tracked.Values.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            if (there.TryGetValue(file.Path, out var sight))
            {
                AddChanged(verdict, file, sight, hashes[file.Path]);
            }
            else if (elsewhere[file.Sha256].FirstOrDefault(x => !taken.Contains(x.Path)) is { } moved)
            {
                taken.Add(moved.Path);
                verdict.Moved.Add((file, moved));
            }
            else
            {
                verdict.Missing.Add(file.Path);
            }
        }

        return verdict with { Untracked = [.. strangers.Select(file => file.Path).Where(path => !taken.Contains(path))] };
    }

    static void AddChanged(Verdict verdict, TrackedFile file, FileSight sight, string hash)
    {
        if (hash != file.Sha256 || sight.Bytes != file.Bytes)
        {
            verdict.Changed.Add(file with { Bytes = sight.Bytes, Sha256 = hash });
        }
    }

    /// <param name="Changed">With the size and the hash they have now.</param>
    internal sealed record Verdict(List<(TrackedFile File, FileSight To)> Moved, List<TrackedFile> Changed, List<string> Missing)
    {
        public IReadOnlyList<string> Untracked { get; init; } = [];
    }
}
