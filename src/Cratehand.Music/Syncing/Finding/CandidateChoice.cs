using Cratehand.Music.Syncing.Reviewing;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing.Finding;

/// <summary>Which of the candidates are tried, which are shown to the owner, and why. Pure.</summary>
public static class CandidateChoice
{
    /// <summary>Below that a doubtful one is not worth the owner's time.</summary>
    public const double WorthAsking = 0.5;

    // Less says that not even the song is the same.
    const double SameSong = 0.15;

    // No version of a song is so much longer: a mix that holds it, or an hour of loops.
    const int LongestVersion = 3;

    /// <param name="offered">In the order of the origins that were asked, each in its own order.</param>
    /// <param name="decisions">What the owner said before, by the candidate's identity.</param>
    public static Found Of(
        TrackDescription wanted, IReadOnlyList<Candidate> offered, IReadOnlyDictionary<string, Ruling> decisions, IReadOnlyList<OriginAnswer> asked)
    {
        var judged = offered.DistinctBy(x => x.Identity).Select(x => Judge(wanted, x, decisions)).ToList();
        var mine = judged.FirstOrDefault(x => x.Standing == Standing.Chosen && decisions.GetValueOrDefault(x.Candidate.Identity) == Ruling.Accepted);
        var all = mine is null ? WithOthers(wanted, WithRivals(wanted, judged)) : judged;
        var ordered = all.OrderBy(x => ReferenceEquals(x, mine) ? 0 : 1).ThenBy(x => x.Standing).ThenByDescending(x => x.Match.Score).Take(Found.Most).ToList();
        return new Found(ReasonOf(ordered, mine, all.Count, asked), ordered, asked);
    }

    static ScoredCandidate Judge(TrackDescription wanted, Candidate candidate, IReadOnlyDictionary<string, Ruling> decisions)
    {
        var match = TrackMatcher.Match(wanted, candidate.Says);
        var standing = decisions.TryGetValue(candidate.Identity, out var said) && said == Ruling.Never ? Standing.Never
            : match.Verdict == MatchVerdict.Different && said != Ruling.Accepted ? Standing.Different
            : candidate.Problem is not null ? Standing.Unavailable
            : said == Ruling.Accepted || match.Verdict == MatchVerdict.Same ? Standing.Chosen
            : match.Score >= WorthAsking ? Standing.Close
            : Standing.Different;
        return new(candidate, match, standing);
    }

    // Two that fit equally and are not the same recording: which of them it is, the owner knows.
    static List<ScoredCandidate> WithRivals(TrackDescription wanted, List<ScoredCandidate> all)
    {
        var clear = all.FindAll(x => x.Standing == Standing.Chosen);
        return clear.Count > 1 && TrackChoice.Choose(wanted, clear.ConvertAll(x => x.Candidate.Says)).Outcome == ChoiceOutcome.CloseCall
            ? all.ConvertAll(x => x.Standing == Standing.Chosen ? x with { Standing = Standing.Close } : x)
            : all;
    }

    // Where only other versions are offered, whether one of them will do is for the owner to say; never is one taken unasked.
    static List<ScoredCandidate> WithOthers(TrackDescription wanted, List<ScoredCandidate> all) =>
        all.Exists(x => x.Standing is Standing.Chosen or Standing.Close)
            ? all
            : all.ConvertAll(x => x is { Standing: Standing.Different, Match.Score: >= SameSong, Candidate.Problem: null } && !(x.Candidate.Says.DurationMs > LongestVersion * wanted.DurationMs) ? x with { Standing = Standing.Close } : x);

    static string ReasonOf(List<ScoredCandidate> ordered, ScoredCandidate? mine, int count, IReadOnlyList<OriginAnswer> asked)
    {
        if (ordered is [{ Standing: Standing.Chosen } best, ..])
        {
            return ReferenceEquals(best, mine) ? $"you chose it ({best.Candidate.Origin})" : $"{Of(best)}, the best of {Many(count)}";
        }

        return ordered is [{ Standing: Standing.Close } close, ..]
            ? $"{Of(close)} is the closest of {Many(count)}, and not surely it: {string.Join(", ", close.Match.Reasons)}{Elsewhere(ordered)}"
            : NoneOf(ordered, count, asked);
    }

    static string NoneOf(List<ScoredCandidate> ordered, int count, IReadOnlyList<OriginAnswer> asked)
    {
        var who = asked.Where(x => x.State == OriginAnswer.Asked).Select(x => x.Origin).ToList();
        return who.Count == 0 ? "nothing that could offer it is switched on"
            : count == 0 ? $"{string.Join(", ", who)}: nothing like it is offered"
            : $"none of {Many(count)} ({string.Join(", ", who)}) is it{Elsewhere(ordered)}";
    }

    static string Elsewhere(List<ScoredCandidate> ordered) =>
        string.Concat(ordered.Where(x => x.Standing == Standing.Unavailable).Select(x => $"; {x.Candidate.Origin} has it, but {InWords(x.Candidate.Problem)}"));

    static string? InWords(string? problem) => problem switch
    {
        "preview" => "gives only a preview",
        "blocked" => "it is blocked there",
        "not-offered" => "its uploader offers no download",
        _ => problem,
    };

    static string Of(ScoredCandidate scored) => FormattableString.Invariant($"{scored.Candidate.Origin}, score {scored.Match.Score:0.00}");

    static string Many(int count) => count == 1 ? "1 candidate" : $"{count} candidates";
}
