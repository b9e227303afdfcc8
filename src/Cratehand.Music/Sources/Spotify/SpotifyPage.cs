using System.Text.Json;
using Cratehand.Music.Store.Providers;

namespace Cratehand.Music.Sources.Spotify;

/// <summary>A page of a list, and where it is from.</summary>
/// <param name="Route">As metrics show it.</param>
/// <param name="Path">As asked for.</param>
sealed record SpotifyPage(string Route, string Path, int Offset, IReadOnlyList<JsonElement> Entries, bool HasNext);

/// <summary>
/// Under which name playlists are read: <c>items</c> since February 2026, <c>tracks</c> before. A server that does not know the
/// new name is found out once and remembered.
/// </summary>
sealed class SpotifyPlaylistRoutes
{
    const string Items = "items";
    const string Tracks = "tracks";

    // Null: not known yet. Written once with the same value by whoever finds out first.
    volatile string? _name;

    public async Task<SpotifyPage> FirstPageAsync(Func<string, Task<SpotifyPage>> ask)
    {
        try
        {
            var page = await ask(_name ?? Items);
            _name ??= Items;
            return page;
        }
        catch (ProviderException no) when (_name is null && IsMissing(no))
        {
            if (await OldNameAsync(ask) is { } page)
            {
                return page;
            }

            throw;
        }
    }

    async Task<SpotifyPage?> OldNameAsync(Func<string, Task<SpotifyPage>> ask)
    {
        try
        {
            var page = await ask(Tracks);
            _name = Tracks;
            return page;
        }
        catch (ProviderException no) when (IsMissing(no))
        {
            // 403 is how development mode answers to the old name; 404 may be about the playlist, and says nothing.
            _name = no.Kind == ProviderFailure.Forbidden ? Items : null;
            return null;
        }
    }

    static bool IsMissing(ProviderException no) => no.Kind is ProviderFailure.Forbidden or ProviderFailure.NotFound;
}
