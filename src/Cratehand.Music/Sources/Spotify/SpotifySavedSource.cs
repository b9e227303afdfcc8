using System.Runtime.CompilerServices;

namespace Cratehand.Music.Sources.Spotify;

/// <summary>The likes ("Liked Songs"), which Spotify lists under no playlist.</summary>
public sealed class SpotifySavedSource(SpotifyClient spotify) : ISource
{
    const int PageSize = 50;

    public string Name => SourceNames.SpotifySaved;

    public bool IsNewestFirst => true;

    public async IAsyncEnumerable<SourcePage> ReadAsync(Reading from, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var items in spotify.SavedAsync(cancel).Chunk(PageSize).WithCancellation(cancel))
        {
            yield return SpotifyDetections.Page(items, Signal.Liked, items.Length < PageSize ? SourcePage.ReadToItsEnd : null);
        }
    }

    // A track that was taken off Spotify stands among the likes without a name, or no more.
    public async Task<bool?> IsStillThereAsync(string identity, string input, CancellationToken cancel) =>
        SpotifyDetections.TrackIdOf(identity) is { } id ? await spotify.TrackAsync(id, cancel) is not null : null;
}
