using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Store.Providers;

namespace Cratehand.Music.Sources;

/// <summary>
/// A place where taste shows. It only reads, decides nothing, and keeps nothing between two readings but the mark it is given
/// back. What it cannot read it throws: an error is never an empty page.
/// </summary>
public interface ISource
{
    /// <summary>See <see cref="SourceNames"/>.</summary>
    string Name { get; }

    /// <summary>
    /// Pages go from the newest to the oldest, all of it each time: who reads may stop at what is known. Otherwise only what is
    /// new since the mark is given, in no order.
    /// </summary>
    bool IsNewestFirst { get; }

    /// <summary>Reads page by page; nothing is asked for before it is wanted.</summary>
    /// <exception cref="SourceOffException">There is nothing to read: not set up, not switched on.</exception>
    IAsyncEnumerable<SourcePage> ReadAsync(Reading from, CancellationToken cancel);

    /// <summary>
    /// Whether the provider still has what this source once showed; <c>null</c> where it cannot be asked. False says that nobody took a
    /// like back. A failure throws.
    /// </summary>
    /// <param name="input">See <see cref="Detection"/>.</param>
    Task<bool?> IsStillThereAsync(string identity, string input, CancellationToken cancel) => Task.FromResult<bool?>(null);
}

/// <summary>How a source is to be read.</summary>
/// <param name="Mark">What the last page of an earlier reading said; <c>null</c> for the first.</param>
/// <param name="IsWhole">Everything is wanted, what looks unchanged included.</param>
/// <param name="IsRehearsal">Nothing may be written, not even to a work folder.</param>
public sealed record Reading(string? Mark = null, bool IsWhole = false, bool IsRehearsal = false);

/// <summary>A page of a source.</summary>
/// <param name="Mark">What to begin with next time if nothing after this page is read; <c>null</c>: as this time. The source's own text.</param>
/// <param name="IsFirstSight">Its list was never read before: what stands there is older than the connection.</param>
public sealed record SourcePage(IReadOnlyList<Detection> Items, string? Mark = null, bool IsFirstSight = false)
{
    /// <summary>The mark of a list of likes that was read to its end: whatever is not on record after that is new.</summary>
    public const string ReadToItsEnd = "end";

    /// <summary>The list goes on, and no more of it is read: what is not on it may be there all the same.</summary>
    public bool IsCut { get; init; }

    /// <summary>What is there and is no track, or is not ready, in words: <c>2 podcast episodes</c>.</summary>
    public IReadOnlyList<string> Left { get; init; } = [];
}

/// <summary>Lists of which one that is not to be had keeps nobody from the others.</summary>
static class EachList
{
    /// <inheritdoc cref="TryReadAsync{T}(Func{Task{T}}, string, ICollection{string})"/>
    public static Task<IReadOnlyList<T>?> TryReadAsync<T>(IAsyncEnumerable<T> items, string name, ICollection<string> left, CancellationToken cancel) =>
        TryReadAsync<IReadOnlyList<T>>(async () => await items.ToListAsync(cancel), name, left);

    /// <summary>What a list holds, or <c>null</c> and a word in <paramref name="left"/>: it is forbidden or gone, and stays so.</summary>
    public static async Task<T?> TryReadAsync<T>(Func<Task<T>> read, string name, ICollection<string> left)
        where T : class
    {
        try
        {
            return await read();
        }
        catch (Exception no) when (no is ProviderException { Status: 403 or 404 or 410 } or FetchRefusedException { Kind: not FetchRefusal.NotSwitchedOn })
        {
            left.Add($"the playlist {name} cannot be read: {no.Message}");
            return null;
        }
    }
}

/// <summary>Nothing was asked, and that is no trouble: the message says what to do if it should be.</summary>
public sealed class SourceOffException(string message) : Exception(message);

/// <summary>The sources there are. Wire format: never rename.</summary>
public static class SourceNames
{
    public const string SpotifySaved = "spotify-saved";
    public const string SpotifyPlaylists = "spotify-playlists";
    public const string SpotifyPlaying = "spotify-playing";
    public const string SpotifyRecent = "spotify-recent";
    public const string SoundCloudLikes = "soundcloud-likes";
    public const string SoundCloudPlaylists = "soundcloud-playlists";
    public const string SoundCloudRecent = "soundcloud-recent";
    public const string YouTubePlaylists = "youtube-playlists";
    public const string DropFolder = "drop-folder";

    /// <summary>What was noticed and left alone, because it is older than the connection.</summary>
    public const string Backlog = "backlog";

    public static readonly IReadOnlyList<string> All =
        [SpotifySaved, SpotifyPlaylists, SpotifyPlaying, SpotifyRecent, SoundCloudLikes, SoundCloudPlaylists, SoundCloudRecent, YouTubePlaylists, DropFolder, Backlog];
}

/// <summary>Which playlists the owner named.</summary>
/// <param name="Names">Names, whatever their case, or ids.</param>
public sealed record NamedLists(IReadOnlyList<string> Names, string Setting)
{
    /// <exception cref="SourceOffException">None.</exception>
    public void Demand()
    {
        if (Names.Count == 0)
        {
            throw new SourceOffException($"No playlist is named: set {Setting}.");
        }
    }

    public bool Holds(string name, string id) => Names.Any(n => n.Equals(name, StringComparison.OrdinalIgnoreCase) || n == id);

    /// <summary>For each name that none of <paramref name="there"/> has, a word that says so.</summary>
    public IReadOnlyList<string> Missing(IEnumerable<(string Name, string Id)> there) =>
        [.. Names.Where(n => !there.Any(l => n.Equals(l.Name, StringComparison.OrdinalIgnoreCase) || n == l.Id)).Select(n => $"no playlist is called {n}")];
}
