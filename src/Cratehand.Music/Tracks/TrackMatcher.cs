using Cratehand.Music.Tracks.Matching;

namespace Cratehand.Music.Tracks;

/// <summary>
/// Compares what is wanted with what is offered. Pure. A wrong recording on the shelf costs more than a question: it says
/// <see cref="MatchVerdict.Same"/> only when every word on both sides is accounted for.
/// </summary>
public static class TrackMatcher
{
    /// <summary>Whether <paramref name="offered"/> is the recording that <paramref name="wanted"/> describes.</summary>
    public static MatchScore Match(TrackDescription wanted, TrackDescription offered)
    {
        // Not the uploader's name: it may be anything.
        var described = new Described(wanted);
        return Judge(described, new Described(offered, described.Names));
    }

    static MatchScore Judge(Described wanted, Described offered)
    {
        var length = LengthGate.Of(wanted.Track.DurationMs, offered.Track.DurationMs);
        var title = TitleEvidence.Of(wanted, offered);
        if (Veto(wanted, offered, length, title) is { } veto)
        {
            return veto;
        }

        if (title.IsSameCode && wanted.IsVersionOf(offered) && length is { IsKnown: true, Share: <= LengthGate.Fair })
        {
            return new(MatchVerdict.Same, 1, [$"the ISRC is the same ({TrackName.NormalIsrc(wanted.Track.Isrc)})", length.Text, "both are the same version"]);
        }

        return Weigh(wanted, offered, length, title);
    }

    static MatchScore? Veto(Described wanted, Described offered, LengthGate length, TitleEvidence title)
    {
        if (!wanted.MayBeVersionOf(offered))
        {
            var other = $"another version: wanted is {wanted.Reading.Version}, offered is {offered.Version}";
            var unsure = title.IsEqual && length.IsClose && wanted.Kinds.Concat(offered.Kinds).All(VersionWords.Cuts.Contains);
            return unsure ? new(MatchVerdict.Unsure, 0.5, [other, $"but {length.Text}"]) : Different(0.2, other);
        }

        if (length is { IsKnown: true, Share: > LengthGate.Far })
        {
            return Different(0.1, $"{length.Text}: {(length.IsShorter ? "a preview, an excerpt or a shorter cut" : "a mix, a loop or a longer cut")}");
        }

        if (title.IsSameCode)
        {
            return null;
        }

        return title.Overlap < 0.5 && !title.IsUnreadable ? Different(0.1, $"other titles: \"{wanted.Track.Title}\" and \"{offered.Track.Title}\"")
            : title is { Artist: ArtistEvidence.Other } ? Different(0.2, $"another artist: wanted is {wanted.Artists}, offered is {offered.Artists}")
            : null;
    }

    // Each doubt takes something away; one that is open in itself leaves the question to a person.
    static MatchScore Weigh(Described wanted, Described offered, LengthGate length, TitleEvidence title)
    {
        var doubts = Doubts(wanted, offered, length, title).ToList();
        var score = Math.Round(Math.Clamp(1 - doubts.Sum(doubt => doubt.Weight), 0.05, 1), 2);
        var isOpen = doubts.Exists(doubt => doubt.IsOpen);
        IEnumerable<string> evidence = [.. title.Reasons, length.Text, .. wanted.Kinds.Count > 0 ? [$"both are {wanted.Reading.Version}"] : Array.Empty<string>()];
        var reasons = doubts.OrderByDescending(doubt => doubt.IsOpen).Select(doubt => doubt.Text);
        return isOpen
            ? new(MatchVerdict.Unsure, Math.Min(score, 0.79), [.. reasons, .. evidence])
            : new(MatchVerdict.Same, Math.Max(score, 0.8), [.. evidence, .. reasons]);
    }

    static IEnumerable<Doubt> Doubts(Described wanted, Described offered, LengthGate length, TitleEvidence title)
    {
        if (!title.IsEqual)
        {
            yield return new Doubt(title.IsUnreadable ? "the titles are in scripts that cannot be compared" : title.Unexplained, 1 - title.Overlap + 0.2, IsOpen: true);
        }

        if (!wanted.IsVersionOf(offered))
        {
            yield return new Doubt($"perhaps another version: wanted is {wanted.Version}, offered is {offered.Version}", 0.3, IsOpen: true);
        }

        if (ArtistDoubt(wanted, offered, title.Artist) is { } artist)
        {
            yield return artist;
        }

        foreach (var doubt in length.Doubts(title.Artist == ArtistEvidence.Credited && !title.IsGloss && !title.HasOtherGuests))
        {
            yield return doubt;
        }

        if (title.IsBySound || title.IsGloss)
        {
            yield return new Doubt("the titles are in two scripts", 0.06, IsOpen: false);
        }

        if (wanted.Reading.IsRemaster != offered.Reading.IsRemaster)
        {
            yield return new Doubt("one of them is a remaster", 0.05, IsOpen: false);
        }

        if (title.HasOtherGuests)
        {
            yield return new Doubt("the guests are not named alike", 0.04, IsOpen: false);
        }
    }

    static Doubt? ArtistDoubt(Described wanted, Described offered, ArtistEvidence evidence) =>
        evidence switch
        {
            ArtistEvidence.Perhaps => new($"{wanted.Artists} and {offered.Artists} share an artist only if the X in a name stands between two", 0.3, IsOpen: true),
            ArtistEvidence.None => new("no artist is given to compare", 0.3, IsOpen: true),
            ArtistEvidence.Unreadable or ArtistEvidence.Other => new($"{wanted.Artists} and {offered.Artists} are in scripts that cannot be compared", 0.3, IsOpen: true),
            ArtistEvidence.Named => new($"{wanted.Artists} stands in the title only: {offered.Artists} put it up", 0.06, IsOpen: false),
            _ => null,
        };

    static MatchScore Different(double score, string reason) => new(MatchVerdict.Different, score, [reason]);
}
