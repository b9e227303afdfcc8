using System.Data.Common;
using Cratehand.Jobs;

namespace Cratehand.Music.Libraries.Scanning;

/// <summary>What a scan found. Paths are relative to the library folder.</summary>
/// <param name="Files">Audio files that lie there.</param>
/// <param name="Unchanged">Files of entries that are as they were.</param>
/// <param name="Read">Files whose bytes were read: new ones of interest, and those whose size or date had changed.</param>
/// <param name="BytesRead">How much that was.</param>
public sealed record ScanReport(int Files, int Unchanged, int Read, long BytesRead)
{
    /// <summary>Files of entries, found elsewhere: the entries follow.</summary>
    public Listed<MovedFile> Moved { get; init; } = Listed<MovedFile>.None;

    /// <summary>Files of entries with other bytes than before, most likely other tags: the entries follow.</summary>
    public Listed<string> Changed { get; init; } = Listed<string>.None;

    /// <summary>Files of entries that are not there, or empty.</summary>
    public Listed<string> Missing { get; init; } = Listed<string>.None;

    /// <summary>Files that belong to no entry.</summary>
    public Listed<string> Untracked { get; init; } = Listed<string>.None;
}

/// <summary>How many, and the first ten thousand of them: a report is stored with its run.</summary>
public sealed record Listed<T>(int Count, IReadOnlyList<T> Items)
{
    internal static Listed<T> None => new(0, []);
}

internal static class Paths
{
    const int Most = 10_000;

    public static Listed<T> Of<T>(IEnumerable<T> items)
    {
        var all = items.ToList();
        return new(all.Count, all.Count > Most ? all[..Most] : all);
    }
}

/// <summary>A file that its owner moved.</summary>
public sealed record MovedFile(string From, string To);

/// <summary>A file as the folder shows it, without its bytes.</summary>
/// <param name="Path">Relative to the library folder, with <c>/</c>.</param>
/// <param name="Modified">When it was last written to, in ticks of 100 ns.</param>
internal sealed record FileSight(string Path, long Bytes, long Modified);

/// <summary>A file of an entry, as it is on record.</summary>
/// <param name="Input">Of a kept original that has the very bytes of the file it was filed from, that file, relative to the library folder: it is its
/// owner's, and not where anything was moved to; else <c>null</c>.</param>
internal sealed record TrackedFile(Guid Id, Guid Entry, string Path, long Bytes, string Sha256, string? Input)
{
    /// <summary>What <see cref="Read"/> reads, of an entry <c>e</c>.</summary>
    public const string Columns =
        $"""
        f.id, f.entry_id, f.path, f.bytes, f.sha256,
            CASE WHEN EXISTS (SELECT 1 FROM entry_evidence o WHERE o.entry_id = e.id AND o.kind = '{nameof(EvidenceKind.OriginalHash)}' AND o.value = f.sha256)
                THEN (SELECT json_extract(j.args, '$.input') FROM job j WHERE j.id = LOWER(e.job_id)) END
        FROM entry_file f JOIN entry e ON e.id = f.entry_id
        """;

    public static TrackedFile Read(DbDataReader row, string root) =>
        new(
            row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetInt64(3), row.GetString(4),
            row.TextOrNull(5) is { } input && System.IO.Path.IsPathRooted(input) ? System.IO.Path.GetRelativePath(root, input) : null);
}
