namespace Cratehand.Music.Tracks;

/// <summary>How far a choice came.</summary>
public enum ChoiceOutcome
{
    /// <summary>One may be taken.</summary>
    Winner,

    /// <summary>It is among them or may be: a person has to say.</summary>
    CloseCall,

    /// <summary>None of them is it.</summary>
    None,
}

/// <summary>One offer and what it came to.</summary>
/// <param name="Place">In the list that was given, from 0.</param>
public sealed record Judged(int Place, TrackDescription Offered, MatchScore Match);

/// <summary>Which of several offers is the wanted recording. Pure.</summary>
/// <param name="Best">The winner, or of a close call the likeliest; null if there is none.</param>
/// <param name="Ranked">All, the likeliest first; of equals the one that came first.</param>
/// <param name="Reasons">Why so, in words for the owner; never empty.</param>
public sealed record TrackChoice(ChoiceOutcome Outcome, Judged? Best, IReadOnlyList<Judged> Ranked, IReadOnlyList<string> Reasons)
{
    /// <summary>How far the winner must lie before the next that may be another recording.</summary>
    const double Margin = 0.1;

    public static TrackChoice Choose(TrackDescription wanted, IReadOnlyList<TrackDescription> offered)
    {
        var ranked = offered.Select((one, place) => new Judged(place, one, TrackMatcher.Match(wanted, one)))
            .OrderBy(judged => Rank(judged.Match.Verdict)).ThenByDescending(judged => judged.Match.Score).ThenBy(judged => judged.Place).ToList();
        var open = ranked.FindAll(judged => judged.Match.Verdict != MatchVerdict.Different);
        if (open.Count == 0)
        {
            return new(ChoiceOutcome.None, null, ranked, ranked.Count == 0 ? ["nothing was found"] : [$"none of {ranked.Count} found is it", .. ranked.Take(3).Select(Said)]);
        }

        var best = open[0];
        return best.Match.Verdict != MatchVerdict.Same ? new(ChoiceOutcome.CloseCall, best, ranked, [$"{open.Count} may be it, none for certain", Said(best)])
            : Rival(best, ranked) is { } rival ? new(ChoiceOutcome.CloseCall, best, ranked, [$"{Name(rival.Offered)} is as likely, and another recording", Said(best), Said(rival)])
            : new(ChoiceOutcome.Winner, best, ranked, [Said(best), .. ranked.Skip(1).Take(3).Select(Said)]);
    }

    // Two that are the same recording do not compete: either will do.
    static Judged? Rival(Judged best, List<Judged> ranked) =>
        ranked.Find(other =>
            other != best && other.Match.Verdict != MatchVerdict.Different && other.Match.Score > best.Match.Score - Margin
            && TrackMatcher.Match(best.Offered, other.Offered).Verdict == MatchVerdict.Different);

    static int Rank(MatchVerdict verdict) => verdict switch { MatchVerdict.Same => 0, MatchVerdict.Unsure => 1, _ => 2 };

    static string Said(Judged judged) => $"{Name(judged.Offered)}: {judged.Match.Verdict.ToString().ToLowerInvariant()}, {string.Join(", ", judged.Match.Reasons.Take(2))}";

    static string Name(TrackDescription track) => track.Artists.Count == 0 ? $"\"{track.Title}\"" : $"\"{track.Title}\" by {string.Join(", ", track.Artists)}";
}
