using System.Runtime.CompilerServices;

namespace Cratehand.Music.Sources.Spotify;

/// <summary>What plays now.</summary>
public sealed class SpotifyPlayingSource(SpotifyClient spotify) : ISource
{
    public string Name => SourceNames.SpotifyPlaying;

    public bool IsNewestFirst => false;

    public async IAsyncEnumerable<SourcePage> ReadAsync(Reading from, [EnumeratorCancellation] CancellationToken cancel)
    {
        var playing = await spotify.PlayingAsync(cancel);
        yield return playing switch
        {
            null or { IsPlaying: false } => new SourcePage([]) { Left = ["nothing is playing"] },
            { Item.Kind: SpotifyItemKind.Gone } => new SourcePage([]) { Left = ["Spotify does not say what is playing"] },
            _ => SpotifyDetections.Page([playing.Item], Signal.Played),
        };
    }
}
