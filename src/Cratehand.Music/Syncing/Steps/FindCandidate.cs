using System.Runtime.ExceptionServices;
using Cratehand.Jobs;
using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Audio.Tools;
using Cratehand.Music.Store;
using Cratehand.Music.Store.Providers;
using Cratehand.Music.Store.Tokens;
using Cratehand.Music.Syncing.Finding;
using Cratehand.Music.Syncing.Reviewing;
using Cratehand.Music.Syncing.Wanting;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing.Steps;

/// <summary>
/// Looks for the audio of a track: in the library, then wherever the owner has switched it on. All evidence is kept. An
/// origin that failed is no reason to call a track unobtainable: without a clear match elsewhere the step is tried again.
/// </summary>
public sealed class FindCandidate(
    CrateDatabase database, LibraryMatches library, CheckLibrary check, IReadOnlyList<ICandidateOrigin> origins, Reviews reviews, Wishes wishes, bool looksElsewhere)
{
    /// <summary>The step in which the search of that round, from 1, is remembered; what searched is told by <see cref="IsStep"/>.</summary>
    public static string StepOf(int round) => round == 1 ? StepName : $"{StepName}-{round}";

    /// <summary>Whether a step of a job was a search.</summary>
    public static bool IsStep(string step) => step == StepName || step.StartsWith(StepName + "-", StringComparison.Ordinal);

    const string StepName = "find-candidate";

    /// <summary>
    /// What to look for after the input's own audio was refused. What was noticed is always looked for; a link that a person
    /// gave only if they want that: then a mere preview's site says who it is.
    /// </summary>
    public Resolved Instead(Resolved input, IReadOnlyList<Refusal> refusals) =>
        looksElsewhere && input.Wanted is null && refusals is [{ Cause: "preview", Described: { } said }] ? input with { Wanted = said } : input;

    /// <summary>The end of the search for what the owner never wants; <c>null</c>: they said no such thing.</summary>
    public async Task<Found?> NeverAsync(Resolved input, CancellationToken cancel) =>
        await wishes.FindAsync(input.Identity!, cancel) is { State: WishState.Never } never ? new Found($"not looked for: {never.Reason}", [], []) : null;

    /// <param name="input">With its identity and who it is.</param>
    /// <param name="before">What was tried already.</param>
    public async Task<Found> RunAsync(Resolved input, IReadOnlyList<Refusal> before, WorkFolder work, CancellationToken cancel)
    {
        var (identity, wanted) = (input.Identity!, input.Wanted!);
        if (await NeverAsync(input, cancel) is { } never)
        {
            return never;
        }

        var entries = await InLibraryAsync(wanted, cancel);
        var decisions = await reviews.DecisionsAsync(identity, cancel);
        var said = decisions.ToDictionary(x => x.Candidate, x => x.Ruling);
        if (entries.FirstOrDefault(x => IsOwned(x, said)) is { Owned: { } owned } mine)
        {
            return new Found(string.Join(", ", mine.Scored.Match.Reasons), [mine.Scored], [], owned);
        }

        var offered = entries.Select(x => x.Scored.Candidate).Concat(Accepted(decisions)).Where(x => before.All(no => no.Candidate.Identity != x.Identity)).ToList();
        return await AskAsync(wanted, offered, said, before, work, cancel);
    }

    async Task<Found> AskAsync(
        TrackDescription wanted, List<Candidate> offered, Dictionary<string, Ruling> said, IReadOnlyList<Refusal> before, WorkFolder work, CancellationToken cancel)
    {
        var answers = new List<OriginAnswer>();
        Exception? failed = null;
        foreach (var origin in origins)
        {
            var (found, answer, error) = await AskAsync(origin, wanted, work, cancel);
            offered.AddRange(found.Where(x => before.All(no => no.Candidate.Identity != x.Identity)));
            answers.Add(answer);
            failed ??= error;
            if (origin.IsLocal && CandidateChoice.Of(wanted, offered, said, answers) is var choice && choice.Chosen.Any())
            {
                return choice; // it is here: nobody else need be asked
            }
        }

        var all = CandidateChoice.Of(wanted, offered, said, answers);
        if (failed is not null && !all.Chosen.Any())
        {
            ExceptionDispatchInfo.Throw(failed);
        }

        return all;
    }

    static async Task<(IReadOnlyList<Candidate> Found, OriginAnswer Answer, Exception? Error)> AskAsync(
        ICandidateOrigin origin, TrackDescription wanted, WorkFolder work, CancellationToken cancel)
    {
        if (origin.OffBecause is { } off)
        {
            return ([], new(origin.Name, OriginAnswer.Off, off), null);
        }

        try
        {
            var found = await origin.FindAsync(wanted, work, cancel);
            return (found, new(origin.Name, OriginAnswer.Asked, $"{found.Count} offered"), null);
        }
        catch (SignInNeededException signIn) when (signIn.IsFirst)
        {
            return ([], new(origin.Name, OriginAnswer.Off, signIn.Message), null);
        }
        catch (SignInNeededException ended)
        {
            // It was searched until the sign-in ended, and will be again: "nothing is offered" would be no truth until then.
            return ([], new(origin.Name, OriginAnswer.Failed, ended.Message) { IsOut = true }, new RetryLaterException(TimeSpan.FromHours(1), ended.Message, ended));
        }
        catch (FetchRefusedException refused)
        {
            return ([], new(origin.Name, OriginAnswer.Failed, refused.Message), null); // as things are, asking again is of no use
        }
        catch (Exception error) when (error is ProviderException or RetryLaterException or FetchFailedException or ToolFailedException or ToolTimedOutException)
        {
            return ([], new(origin.Name, OriginAnswer.Failed, error.Message) { IsOut = true }, error); // kept: thrown again unless another has it
        }
    }

    async Task<List<(Owned Owned, ScoredCandidate Scored)>> InLibraryAsync(TrackDescription wanted, CancellationToken cancel)
    {
        await using var context = await database.OpenAsync(cancel);
        var found = await library.FindAsync(context, wanted, cancel);
        return [.. found.Select(x => (check.OwnedOf(x.Entry), Scored(x.Entry, x.Match)))];
    }

    static ScoredCandidate Scored(Libraries.Entry entry, MatchScore match) =>
        new(
            new Candidate(
                LibraryName, $"entry:{entry.Id}", entry.Files[0].Path,
                LibraryMatches.Describe(entry.Title, entry.Version, entry.Artists, entry.DurationSeconds, entry.Isrc)),
            match, match.Verdict == MatchVerdict.Same ? Standing.Chosen : Standing.Close);

    static bool IsOwned((Owned Owned, ScoredCandidate Scored) entry, Dictionary<string, Ruling> said) =>
        said.GetValueOrDefault(entry.Scored.Candidate.Identity) switch
        {
            Ruling.Accepted => true,
            Ruling.Never => false,
            _ => entry.Scored.Match.Verdict == MatchVerdict.Same,
        };

    // Also what no search offers any more.
    static IEnumerable<Candidate> Accepted(IEnumerable<Decision> decisions) =>
        decisions.Where(x => x.Ruling == Ruling.Accepted).Select(x => JobJson.Read<Candidate>(x.Offer)).Where(x => x.Origin != LibraryName);

    /// <summary>The library's own name among the origins.</summary>
    const string LibraryName = "library";
}
