using Cratehand.Music.Sources;
using Cratehand.Music.Store;
using Microsoft.EntityFrameworkCore;

namespace Cratehand.Music.Detecting;

/// <summary>Reads what is on record about detections; changes nothing.</summary>
public sealed class DetectionBook(CrateDatabase database)
{
    /// <summary>The sources by name, those that were ever looked at.</summary>
    public async Task<IReadOnlyDictionary<string, SourceState>> SourcesAsync(CancellationToken cancel)
    {
        await using var context = await database.OpenAsync(cancel);
        return await context.Set<SourceState>().AsNoTracking().ToDictionaryAsync(x => x.Source, cancel);
    }

    /// <summary>What is on record of these identities.</summary>
    public async Task<IReadOnlyDictionary<string, KnownTrack>> KnownAsync(IReadOnlyCollection<string> identities, CancellationToken cancel)
    {
        await using var context = await database.OpenAsync(cancel);
        return await context.Set<DetectedTrack>().AsNoTracking().Where(x => identities.Contains(x.Identity))
            .ToDictionaryAsync(x => x.Identity, x => new KnownTrack(x.Source, x.State, x.Unliked != null), cancel);
    }

    /// <summary>Whether anything was noticed at a source.</summary>
    public async Task<bool> HasAnyAsync(string source, CancellationToken cancel)
    {
        await using var context = await database.OpenAsync(cancel);
        return await context.Set<DetectedTrack>().AnyAsync(x => x.Source == source, cancel);
    }

    /// <summary>Identities that a source was the first to show, that were likes, and are so far as is known.</summary>
    public async Task<IReadOnlyList<string>> LikedAsync(string source, CancellationToken cancel)
    {
        var liked = Signal.Liked.ToText();
        await using var context = await database.OpenAsync(cancel);
        return await context.Set<DetectedTrack>().Where(x => x.Source == source && x.Signal == liked && x.Unliked == null).Select(x => x.Identity).ToListAsync(cancel);
    }

    /// <summary>Detections whose turn could be now, of these sources.</summary>
    public async Task<IReadOnlyList<DetectedTrack>> WaitingAsync(IReadOnlyList<string> sources, DateTimeOffset now, CancellationToken cancel)
    {
        await using var context = await database.OpenAsync(cancel);
        return await WaitingIn(context, sources, now).ToListAsync(cancel);
    }

    /// <summary>The newest of what was there before, of all sources.</summary>
    public async Task<IReadOnlyList<DetectedTrack>> BacklogAsync(int limit, CancellationToken cancel)
    {
        await using var context = await database.OpenAsync(cancel);
        return await BacklogIn(context, limit).ToListAsync(cancel);
    }

    /// <summary>The jobs of those that were taken up and not settled since.</summary>
    public async Task<IReadOnlyList<Guid>> TakenAsync(CancellationToken cancel)
    {
        await using var context = await database.OpenAsync(cancel);
        var jobs = await context.Set<DetectedTrack>().Where(x => x.State == DetectionState.Taken && x.Job != null).Select(x => x.Job!).ToListAsync(cancel);
        return jobs.ConvertAll(Guid.Parse);
    }

    /// <summary>Detections that fit what a person typed, newest first.</summary>
    /// <param name="exactly">An input or identity.</param>
    /// <param name="words">Part of a title.</param>
    public async Task<IReadOnlyList<DetectedTrack>> FindAsync(string exactly, string words, int limit, CancellationToken cancel)
    {
        await using var context = await database.OpenAsync(cancel);
        var rows = context.Set<DetectedTrack>().AsNoTracking();
        var found = await rows.Where(x => x.Input == exactly || x.Identity == exactly).Take(limit).ToListAsync(cancel);
        if (found.Count > 0)
        {
            return found;
        }

        // Compared here: SQLite folds the case of ASCII only, and titles are in all scripts.
        return await rows.OrderByDescending(x => x.Rank).AsAsyncEnumerable().Where(x => x.Title.Contains(words, StringComparison.OrdinalIgnoreCase)).Take(limit).ToListAsync(cancel);
    }

    internal static IQueryable<DetectedTrack> WaitingIn(CrateContext context, IReadOnlyList<string> sources, DateTimeOffset now)
    {
        var moment = now.ToUnixTimeMilliseconds();
        return context.Set<DetectedTrack>().AsNoTracking()
            .Where(x => x.State == DetectionState.Waiting && x.NotBefore <= moment && sources.Contains(x.Source))
            .OrderByDescending(x => x.Rank).Take(5_000);
    }

    internal static IQueryable<DetectedTrack> BacklogIn(CrateContext context, int limit) =>
        context.Set<DetectedTrack>().AsNoTracking().Where(x => x.State == DetectionState.KnownBefore).OrderByDescending(x => x.Rank).Take(limit);
}
