namespace Cratehand.Sandbox.Media;

/// <summary>One request for a file.</summary>
/// <param name="Path">As asked.</param>
/// <param name="From">The first byte wanted.</param>
/// <param name="Sent">Bytes handed to the connection.</param>
/// <param name="Length">Of the whole file; 0 where there was none.</param>
public sealed record Download(string Path, int Status, long From, long Sent, long Length)
{
    /// <summary>Whether the file was sent from its first byte to its last, in this one answer.</summary>
    public bool IsComplete => Length > 0 && From == 0 && Sent == Length;
}

/// <summary>What a path has given.</summary>
public sealed record DownloadTotal(string Path, int Requests, int Complete, int Partial, long BytesSent);

/// <summary>Who fetched how much: that a file was fetched twice, or half, is seen here.</summary>
public sealed class DownloadLog
{
    readonly Lock _gate = new();
    readonly List<Download> _downloads = [];

    public void Add(Download download)
    {
        lock (_gate)
        {
            _downloads.Add(download);
        }
    }

    /// <summary>One line a path, in the order of first requests.</summary>
    public IReadOnlyList<DownloadTotal> Totals()
    {
        lock (_gate)
        {
            return [.. _downloads.GroupBy(d => d.Path).Select(g => new DownloadTotal(
                g.Key, g.Count(), g.Count(d => d.IsComplete), g.Count(d => d is { IsComplete: false, Sent: > 0 }), g.Sum(d => d.Sent)))];
        }
    }
}
