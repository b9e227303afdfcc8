using Cratehand.Jobs;
using Cratehand.Music.Syncing;
using Cratehand.Music.Syncing.Finding;
using Cratehand.Music.Syncing.Reviewing;
using Cratehand.Music.Syncing.Steps;
using Cratehand.Music.Syncing.Wanting;
using Cratehand.Music.Tracks;
using Cratehand.Wiring;

namespace Cratehand.Cli.Deciding;

/// <summary>A decision of the owner's as lists and JSON show it.</summary>
/// <param name="Said"><c>accepted</c> or <c>never</c>.</param>
public sealed record DecisionView(string Candidate, string Said, DateTimeOffset When);

/// <summary>What a search of a run came to.</summary>
public sealed record SearchView(Guid Run, string Reason, IReadOnlyList<OriginAnswer> Asked, IReadOnlyList<CandidateView> Candidates);

/// <summary>All that is on record beside files and runs of what a person asks about: wishes, questions, decisions, searches.</summary>
public sealed record Story(IReadOnlyList<WishView> Wishes, IReadOnlyList<ReviewView> Reviews, IReadOnlyList<DecisionView> Decisions, IReadOnlyList<SearchView> Searches)
{
    // One screen: the rest of the evidence is in --json and in `runs show`.
    const int Shown = 5;

    public static readonly Story Empty = new([], [], [], []);

    public bool IsEmpty => Wishes.Count + Reviews.Count + Decisions.Count + Searches.Count == 0;

    /// <param name="identity">Of the link that was asked about, or the words.</param>
    public static async Task<Story> OfAsync(Crate crate, string identity, IReadOnlyList<Job> runs, ShopLinks shops, CancellationToken cancel)
    {
        var wishes = await crate.Workflow.Wishes.ListAsync(false, identity, cancel);
        var identities = wishes.Select(wish => wish.Identity).Concat(runs.Select(IdentityOf)).Append(identity).OfType<string>().ToHashSet();
        var open = await crate.Workflow.Reviews.ListAsync(cancel);
        var reviews = open.Index().Where(x => identities.Contains(x.Item.Identity) || x.Item.Title.Contains(identity, StringComparison.OrdinalIgnoreCase)).ToList();
        var decisions = new List<Decision>();
        foreach (var one in identities.Union(reviews.Select(x => x.Item.Identity)))
        {
            decisions.AddRange(await crate.Workflow.Reviews.DecisionsAsync(one, cancel));
        }

        return new(
            [.. wishes.Select(wish => WishView.Of(wish, shops))],
            [.. reviews.Select(x => ReviewView.Of(x.Item, x.Index + 1))],
            decisions.ConvertAll(x => new DecisionView(x.Candidate, x.Ruling.ToString().ToLowerInvariant(), DateTimeOffset.FromUnixTimeMilliseconds(x.Decided))),
            await SearchesAsync(crate, runs, cancel));
    }

    /// <summary>What the last search of a run came to; <c>null</c> if it did not search.</summary>
    public static SearchView? SearchOf(Guid run, IReadOnlyList<JobStep> steps) =>
        steps.LastOrDefault(step => FindCandidate.IsStep(step.Name)) is { } step && JobJson.Read<Found>(step.Value) is { } found
            ? new(run, found.Reason, found.Asked, [.. found.Candidates.Select((x, i) => CandidateView.Of(x, i + 1))])
            : null;

    /// <summary>Writes the search: who was asked, and the best of what was offered.</summary>
    public static void Write(Output output, SearchView search, int most)
    {
        output.Line($"  searched: {search.Reason}");
        search.Asked.ToList().ForEach(answer => output.Line($"    {answer.Origin,-12} {answer.State}: {answer.Reason}"));
        search.Candidates.Take(most).ToList().ForEach(candidate => candidate.Write(output, "    "));
        if (search.Candidates.Count > most)
        {
            output.Line($"    and {search.Candidates.Count - most} more: cratehand runs show {search.Run.ToString("N")[^8..]}");
        }
    }

    internal void Write(Output output)
    {
        Wishes.ToList().ForEach(wish => wish.Write(output));
        Reviews.ToList().ForEach(review => review.Write(output));
        Decisions.ToList().ForEach(decision => output.Line($"you said {decision.Said} on {decision.When.ToLocalTime():yyyy-MM-dd}: {decision.Candidate}"));
    }

    internal void WriteSearch(Output output, Guid run)
    {
        if (Searches.FirstOrDefault(search => search.Run == run) is { } search)
        {
            Write(output, search, Shown);
        }
    }

    static async Task<IReadOnlyList<SearchView>> SearchesAsync(Crate crate, IReadOnlyList<Job> runs, CancellationToken cancel)
    {
        var searches = new List<SearchView?>();
        foreach (var run in runs)
        {
            searches.Add(SearchOf(run.Id, await crate.Book.StepsAsync(run.Id, cancel)));
        }

        return [.. searches.OfType<SearchView>()];
    }

    static string? IdentityOf(Job run) => run.Kind == SyncTrack.Kind && TrackLink.Parse(run.ArgsAs<SyncTrack>().Input) is { } link ? link.Identity : null;
}
