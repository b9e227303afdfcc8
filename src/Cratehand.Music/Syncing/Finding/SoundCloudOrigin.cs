using Cratehand.Music.Sources.SoundCloud;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing.Finding;

/// <summary>SoundCloud, by the search of its official API.</summary>
/// <param name="client">Gives the client when first asked; <c>null</c>: SoundCloud is not set up.</param>
/// <param name="offBecause">Why nothing may be fetched from there; <c>null</c> if it may.</param>
public sealed class SoundCloudOrigin(Func<SoundCloudClient?> client, Func<string?> offBecause) : ICandidateOrigin
{
    const int Most = 20;

    public string Name => "soundcloud";

    public bool IsLocal => false;

    public string? OffBecause => offBecause() ?? (client() is null ? "SoundCloud is not set up: cratehand auth soundcloud" : null);

    public async Task<IReadOnlyList<Candidate>> FindAsync(TrackDescription wanted, WorkFolder work, CancellationToken cancel)
    {
        var tracks = await client()!.SearchAsync(SearchWords.Of(wanted), Most, cancel);
        return [.. tracks.Where(track => track.Link is not null).Select(Of)];
    }

    /// <summary>Where the links of its tracks lead.</summary>
    public static Uri Home { get; } = new("https://soundcloud.com/");

    Candidate Of(SoundCloudTrack track)
    {
        var link = TrackLink.Parse(track.Link!.AbsoluteUri)!;
        return new Candidate(Name, link.Identity, link.Canonical, Describe(track))
        {
            Problem = track.Access switch { SoundCloudAccess.Preview => "preview", SoundCloudAccess.Blocked => "blocked", _ => null },
        };
    }

    /// <summary>A track as others describe it; who put it up stands in for an artist that is not named.</summary>
    static TrackDescription Describe(SoundCloudTrack track) =>
        new(track.Title, (track.Artist ?? track.Uploader?.Name) is { } artist ? [artist] : [], (long?)track.Duration?.TotalMilliseconds, track.Isrc);
}
