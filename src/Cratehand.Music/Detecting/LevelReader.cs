using System.Globalization;
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
    readonly LostLikes _lost = new(book, options.MostUnlikes);

    /// <summary>Throws only when <paramref name="cancel"/> is set.</summary>
    public async Task<Sighting> ReadAsync(ISource source, LevelPlan plan, CancellationToken cancel)
    {
        if (!plan.IsForced && plan.State is { } state && state.RestsUntil > clock.GetUtcNow().ToUnixTimeMilliseconds())
        {
            var until = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(state.RestsUntil), clock.LocalTimeZone);
            return new(source.Name, LevelOutcome.Resting, $"left alone until {until.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} after: {state.Trouble}");
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
        var isWhole = IsWholeDue(plan);
        using var late = new CancellationTokenSource(TimeoutOf(plan), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        await ReadPagesAsync(source, plan, reach, isWhole, either.Token);
        if (isWhole && source.IsNewestFirst)
        {
            reach.Lose(await _lost.FindAsync(source, reach.Read.Select(x => x.What.Identity), reach.IsCut, either.Token));
        }

        reach.IsWhole = isWhole;
        return await SightAsync(source, plan, reach, cancel);
    }

    bool IsWholeDue(LevelPlan plan) => plan.State?.LastWhole is { } last && last < (clock.GetUtcNow() - options.ReconcileEvery).ToUnixTimeMilliseconds();

    TimeSpan TimeoutOf(LevelPlan plan) => plan.Options.Timeout * (IsWholeDue(plan) ? 10 : 1);

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
                if (!isWhole && (reach.Older() >= plan.Least || plan.State?.Mark == SourcePage.ReadToItsEnd))
                {
                    return;
                }
            }
        }

        reach.IsUsable = true;
    }

    async Task<Sighting> SightAsync(ISource source, LevelPlan plan, Reach reach, CancellationToken cancel)
    {
        var sieve = SieveFor(source, plan) with
        {
            HadAny = await book.HasAnyAsync(source.Name, cancel),
            IsAllKnown = plan.State?.Mark == SourcePage.ReadToItsEnd,
        };
        return new(source.Name, LevelOutcome.Ok, null, reach.Read.Count)
        {
            Mark = reach.Mark,
            Left = reach.Left,
            Fresh = sieve.Sift(reach.Read, reach.Known, clock.GetUtcNow()),
            Gone = reach.Gone,
            Vanished = reach.Vanished,
            IsWhole = reach.IsWhole,
        };
    }

    Sieve SieveFor(ISource source, LevelPlan plan) =>
        new(
            source.Name, source.IsNewestFirst, Moment(plan.State?.Connected), PlaysCount: options.Mode == ChainMode.First || plan.Options.Plays == 1)
        {
            LastSuccess = Moment(plan.State?.LastSuccess),
        };

    static DateTimeOffset? Moment(long? stored) => stored is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    (string Outcome, string Reason, bool CanRepeat) TroubleOf(ISource source, LevelPlan plan, Exception error) =>
        error switch
        {
            SourceOffException or FetchRefusedException { Kind: FetchRefusal.NotSwitchedOn } => (LevelOutcome.Off, error.Message, false),
            FetchRefusedException => (LevelOutcome.Error, error.Message, false), // a no that stays one until somebody changes something
            RetryLaterException { InnerException: TokenRefusedException } => (LevelOutcome.Error, error.Message, false), // the owner must see to it, and nobody else says so
            RetryLaterException later => (LevelOutcome.Resting, later.Message, false),
            SignInNeededException when plan.State?.Connected is null => (LevelOutcome.Off, error.Message, false), // nobody ever signed in: no trouble
            SignInNeededException or ProviderException => (LevelOutcome.Error, error.Message, false), // repeated already, where that may help
            OperationCanceledException => (LevelOutcome.Error, $"{source.Name} was not read to its end within {TimeoutOf(plan).TotalSeconds:0} s.", true),
            _ => (LevelOutcome.Error, error.Message, true),
        };

    /// <summary>What was read so far.</summary>
    sealed class Reach
    {
        public List<ReadEntry> Read { get; } = [];

        public Dictionary<string, KnownTrack> Known { get; } = [];

        public List<string> Left { get; } = [];

        /// <inheritdoc cref="Losses.TakenBack"/>
        public IReadOnlyList<string> Gone { get; private set; } = [];

        /// <inheritdoc cref="Losses.Vanished"/>
        public IReadOnlyList<string> Vanished { get; private set; } = [];

        public string? Mark { get; private set; }

        /// <summary>It may be stored as it is: nothing that is new could be missed by going on from here.</summary>
        public bool IsUsable { get; set; }

        public bool IsWhole { get; set; }

        public bool IsCut { get; private set; }

        public void Add(SourcePage page, IReadOnlyDictionary<string, KnownTrack> known)
        {
            Read.AddRange(page.Items.Select(item => new ReadEntry(item, page.IsFirstSight)));
            Left.AddRange(page.Left);
            Mark = page.Mark ?? Mark;
            IsCut |= page.IsCut;
            foreach (var (identity, row) in known)
            {
                Known[identity] = row;
            }
        }

        public void Lose(Losses lost)
        {
            (Gone, Vanished) = (lost.TakenBack, lost.Vanished);
            Left.AddRange(lost.Left);
        }

        /// <summary>How many could be taken up from the backlog.</summary>
        public int Older() => Read.Count(entry => Known.GetValueOrDefault(entry.What.Identity) is not { } row || row.State == DetectionState.KnownBefore);
    }
}
