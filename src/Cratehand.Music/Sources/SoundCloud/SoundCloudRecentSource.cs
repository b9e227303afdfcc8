using System.Runtime.CompilerServices;

namespace Cratehand.Music.Sources.SoundCloud;

/// <summary>What was played; SoundCloud remembers 25 and not when.</summary>
public sealed class SoundCloudRecentSource(SoundCloudClient soundCloud) : ISource
{
    const string Read = "read";

    public string Name => SourceNames.SoundCloudRecent;

    public bool IsNewestFirst => false;

    public async IAsyncEnumerable<SourcePage> ReadAsync(Reading from, [EnumeratorCancellation] CancellationToken cancel)
    {
        var plays = await soundCloud.RecentlyPlayedAsync(cancel);
        yield return SoundCloudDetections.Page(plays, Signal.Played, Read, isFirstSight: from.Mark is null);
    }
}
