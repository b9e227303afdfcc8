using Cratehand.Jobs;
using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Sources;
using Cratehand.Music.Store.Providers;
using Cratehand.Music.Store.Tokens;

namespace Cratehand.Music.Detecting;

/// <summary>How a level is read this time.</summary>
/// <param name="State"><c>null</c>: never read.</param>
/// <param name="Least">Read at least so many that were there before: the owner asked for them.</param>
/// <param name="IsForced">In spite of its rest.</param>
public sealed record LevelPlan(LevelOptions Options, SourceState? State, int Least, bool IsForced, bool IsRehearsal);

/// <summary>Reads one source as far as it must be read. Whatever goes wrong there is its outcome, and nobody else's trouble.</summary>
public sealed class LevelReader(DetectionBook book, DetectingOptions options, TimeProvider clock)
{
    /// <summary>Throws only when <paramref name="cancel"/> is set.</summary>
    public async Task<Sighting> ReadAsync(ISource source, LevelPlan plan, CancellationToken cancel)
    {
        if (!plan.IsForced && plan.State is { } state && state.RestsUntil > clock.GetUtcNow().ToUnixTimeMilliseconds())
        {
            return new(source.Name, LevelOutcome.Resting, $"left alone until {DateTimeOffset.FromUnixTimeMilliseconds(state.RestsUntil):HH:mm:ss} UTC after: {state.Trouble}");
        }

        var tally = CallTally.Begin();
        for (var attempt = 1; ; attempt++)
        {
            var reach = new Reach();
            try
            {
                return (await WithinTimeAsync(source, plan, reach, cancel)) with { Calls = tally.Calls };
            }
            catch (Exception error) when (!cancel.IsCancellationRequested)
            {
                // What was read whole before the trouble is kept, and is all that this reading gives.
                var trouble = TroubleOf(source, plan, error);
                if (reach.IsUsable || attempt >= options.Tries || !trouble.CanRepeat)
                {
                    var kept = reach.IsUsable ? await SightAsync(source, plan, reach, cancel) : new Sighting(source.Name, trouble.Outcome);
                    return kept with { Outcome = trouble.Outcome, Trouble = trouble.Reason, Calls = tally.Calls };
                }
            }
        }
    }

    async Task<Sighting> WithinTimeAsync(ISource source, LevelPlan plan, Reach reach, CancellationToken cancel)
    {
        var isWhole = plan.State?.LastWhole is { } last && last < (clock.GetUtcNow() - options.ReconcileEvery).ToUnixTimeMilliseconds();
        using var late = new CancellationTokenSource(plan.Options.Timeout * (isWhole ? 10 : 1), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        await ReadPagesAsync(source, plan, reach, isWhole, either.Token);
        return await SightAsync(source, plan, reach, cancel);
    }

    async Task ReadPagesAsync(ISource source, LevelPlan plan, Reach reach, bool isWhole, CancellationToken cancel)
    {
        var sieve = SieveFor(source, plan);
        await foreach (var page in source.ReadAsync(new(plan.State?.Mark, isWhole, plan.IsRehearsal), cancel).WithCancellation(cancel))
        {
            var known = await book.KnownAsync([.. page.Items.Select(item => item.Identity)], cancel);
            reach.Add(page, known);
            reach.IsUsable |= !source.IsNewestFirst;
            if (source.IsNewestFirst && (plan.State?.Connected is null || sieve.IsCaughtUp(page.Items, known)))
            {
                reach.IsUsable = true;
                if (!isWhole && reach.Older() >= plan.Least)
                {
                    return;
                }
            }
        }

        reach.IsUsable = true;
        reach.IsWhole = isWhole;
    }

    async Task<Sighting> SightAsync(ISource source, LevelPlan plan, Reach reach, CancellationToken cancel)
    {
        var sieve = SieveFor(source, plan) with { HadAny = await book.HasAnyAsync(source.Name, cancel) };
        var gone = reach.IsWhole && source.IsNewestFirst ? (await book.LikedAsync(source.Name, cancel)).Except(reach.Read.Select(x => x.What.Identity)) : [];
        return new(source.Name, LevelOutcome.Ok, null, reach.Read.Count)
        {
            Mark = reach.Mark,
            Left = reach.Left,
            Fresh = sieve.Sift(reach.Read, reach.Known, clock.GetUtcNow()),
            Gone = [.. gone],
            IsWhole = reach.IsWhole,
        };
    }

    Sieve SieveFor(ISource source, LevelPlan plan) =>
        new(
            source.Name, source.IsNewestFirst, plan.State?.Connected is { } since ? DateTimeOffset.FromUnixTimeMilliseconds(since) : null, HadAny: true,
            PlaysCount: options.Mode == ChainMode.First || plan.Options.Plays == 1);

    static (string Outcome, string Reason, bool CanRepeat) TroubleOf(ISource source, LevelPlan plan, Exception error) =>
        error switch
        {
            SourceOffException or FetchRefusedException => (LevelOutcome.Off, error.Message, false),
            RetryLaterException later => (LevelOutcome.Resting, later.Message, false),
            SignInNeededException when plan.State?.Connected is null => (LevelOutcome.Off, error.Message, false), // nobody ever signed in: no trouble
            SignInNeededException or ProviderException => (LevelOutcome.Error, error.Message, false), // repeated already, where that may help
            OperationCanceledException => (LevelOutcome.Error, $"{source.Name} was not read to its end within {plan.Options.Timeout.TotalSeconds:0} s.", true),
            _ => (LevelOutcome.Error, error.Message, true),
        };

    /// <summary>What was read so far.</summary>
    sealed class Reach
    {
        public List<ReadEntry> Read { get; } = [];

        public Dictionary<string, KnownTrack> Known { get; } = [];

        public List<string> Left { get; } = [];

        public string? Mark { get; private set; }

        /// <summary>It may be stored as it is: nothing that is new could be missed by going on from here.</summary>
        public bool IsUsable { get; set; }

        public bool IsWhole { get; set; }

        public void Add(SourcePage page, IReadOnlyDictionary<string, KnownTrack> known)
        {
            Read.AddRange(page.Items.Select(item => new ReadEntry(item, page.IsFirstSight)));
            Left.AddRange(page.Left);
            Mark = page.Mark ?? Mark;
            foreach (var (identity, row) in known)
            {
                Known[identity] = row;
            }
        }

        /// <summary>How many could be taken up from the backlog.</summary>
        public int Older() => Read.Count(entry => Known.GetValueOrDefault(entry.What.Identity) is not { } row || row.State == DetectionState.KnownBefore);
    }
}
