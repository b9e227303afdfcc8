using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing;

/// <summary>A track that somebody wants, by the name of a link.</summary>
/// <param name="Identity">See <see cref="TrackLink.Identity"/>.</param>
/// <param name="Link">What to sync to try again.</param>
/// <param name="Signal">See <see cref="SyncTrack.Signal"/>.</param>
public sealed record Noticed(string Identity, string Link, TrackDescription Wanted, string? Signal);
