using Cratehand.Music.Sources;

namespace Cratehand.Music.Detecting;

/// <summary>Looks at the sources of the chain; writes nothing.</summary>
public sealed class Lookout(IReadOnlyList<ISource> sources, DetectionBook book, DetectingOptions options, TimeProvider clock)
{
    readonly LevelReader _reader = new(book, options, clock);

    /// <param name="isRehearsal">Not even a work folder is written.</param>
    public async Task<Look> LookAsync(DetectTracks args, bool isRehearsal, CancellationToken cancel)
    {
        var states = await book.SourcesAsync(cancel);
        var levels = FallbackChain.Levels(options, args.Backlog > 0);
        var least = args.Backlog ?? await LeastAsync(levels, cancel);
        Task<Sighting> ReadAsync(string name) =>
            name == SourceNames.Backlog
                ? BacklogAsync(args, cancel)
                : _reader.ReadAsync(Named(name), new(options.Of(name), states.GetValueOrDefault(name), least, args.IsForced, isRehearsal), cancel);

        return options.Mode == ChainMode.First ? await FirstAsync(levels, ReadAsync, cancel) : new(await Task.WhenAll(levels.Select(ReadAsync)));
    }

    // Where the chain itself has a backlog, the lists are read on when what is on record of it runs out.
    async Task<int> LeastAsync(IReadOnlyList<string> levels, CancellationToken cancel)
    {
        var limit = levels.Contains(SourceNames.Backlog) ? options.Of(SourceNames.Backlog).Limit : 0;
        return limit > 0 && (await book.BacklogAsync(limit, cancel)).Count < limit ? limit : 0;
    }

    ISource Named(string name) => sources.Single(source => source.Name == name);

    async Task<Look> FirstAsync(IReadOnlyList<string> levels, Func<string, Task<Sighting>> read, CancellationToken cancel)
    {
        var sightings = new List<Sighting>();
        string? winner = null;
        foreach (var name in levels)
        {
            if (winner is not null)
            {
                sightings.Add(new(name, LevelOutcome.NotReached, $"{winner} has a track"));
                continue;
            }

            var sighting = await read(name);
            sightings.Add(sighting);
            // What was there before, or is now seen for the first time.
            var hasOne = name == SourceNames.Backlog ? sighting.Seen + sightings.Sum(level => level.Count(DetectionState.KnownBefore)) > 0
                : sighting.Count(DetectionState.Waiting) > 0 || (await book.WaitingAsync([name], clock.GetUtcNow(), cancel)).Count > 0;
            winner = hasOne ? name : null;
        }

        return new(sightings) { Winner = winner ?? "" };
    }

    // What it holds is on record already; what is taken of it is decided in the transaction that takes it.
    async Task<Sighting> BacklogAsync(DetectTracks args, CancellationToken cancel)
    {
        var rows = await book.BacklogAsync(Math.Max(args.Backlog ?? 0, options.Of(SourceNames.Backlog).Limit), cancel);
        return new(SourceNames.Backlog, LevelOutcome.Ok, null, rows.Count);
    }
}
