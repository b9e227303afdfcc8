using System.Globalization;
using System.Runtime.CompilerServices;

namespace Cratehand.Music.Sources.Spotify;

/// <summary>What was played since the last look; Spotify remembers fifty.</summary>
public sealed class SpotifyRecentSource(SpotifyClient spotify) : ISource
{
    public string Name => SourceNames.SpotifyRecent;

    public bool IsNewestFirst => false;

    public async IAsyncEnumerable<SourcePage> ReadAsync(Reading from, [EnumeratorCancellation] CancellationToken cancel)
    {
        var since = long.TryParse(from.Mark, CultureInfo.InvariantCulture, out var mark) ? DateTimeOffset.FromUnixTimeMilliseconds(mark) : (DateTimeOffset?)null;
        var plays = await spotify.RecentlyPlayedAsync(since, cancel);
        var newest = plays.Max(play => play.At)?.ToUnixTimeMilliseconds();
        yield return SpotifyDetections.Page(plays, Signal.Played, (newest ?? mark).ToString(CultureInfo.InvariantCulture), isFirstSight: since is null);
    }
}
