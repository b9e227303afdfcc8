namespace Cratehand.Music.Tracks;

/// <summary>Compares what is wanted with what is offered. Pure.</summary>
public static class TrackMatcher
{
    /// <summary>Whether <paramref name="offered"/> is the recording that <paramref name="wanted"/> describes.</summary>
    public static MatchScore Match(TrackDescription wanted, TrackDescription offered) =>
        string.Equals(wanted.Title, offered.Title, StringComparison.OrdinalIgnoreCase)
        && wanted.Artists.SequenceEqual(offered.Artists, StringComparer.OrdinalIgnoreCase)
            ? new(MatchVerdict.Same, 1, ["artist and title are the same"])
            : new(MatchVerdict.Unsure, 0, ["artist or title differ"]);
}
