using Cratehand.Music.Libraries;
using Cratehand.Music.Store;
using Cratehand.Music.Tracks;
using Microsoft.EntityFrameworkCore;

namespace Cratehand.Music.Syncing.Finding;

/// <summary>Entries that may be the wanted track, by what they are called: the library as the first to be asked.</summary>
public sealed class LibraryMatches(FolderLibrary library)
{
    /// <summary>Lengths further apart are no match whatever the names say; saves comparing the whole library.</summary>
    const int WithinSeconds = 15;
    const int Most = 5;

    /// <summary>The best entries that lie on the shelf, the best first; those that are surely other recordings are left out.</summary>
    /// <param name="within">Where to ask. In a transaction, whose lock all others wait for, no folder is searched for files that were moved.</param>
    public async Task<IReadOnlyList<(Entry Entry, MatchScore Match)>> FindAsync(CrateContext within, TrackDescription wanted, CancellationToken cancel)
    {
        var near = from row in await RowsAsync(within, wanted, cancel)
                   let match = TrackMatcher.Match(wanted, row.Says)
                   where match.Verdict == MatchVerdict.Same || (match.Verdict == MatchVerdict.Unsure && match.Score >= CandidateChoice.WorthAsking)
                   orderby match.Verdict == MatchVerdict.Same descending, match.Score descending
                   select (row.Id, match);
        var found = new List<(Entry, MatchScore)>();
        foreach (var (id, match) in near.Take(Most))
        {
            if (match.Verdict == MatchVerdict.Same && within.Database.CurrentTransaction is null)
            {
                await library.FollowAsync(id, cancel);
            }

            var entry = await within.Set<Entry>().AsNoTracking().Include(x => x.Files).SingleAsync(x => x.Id == id, cancel);
            if (library.IsOnShelf(entry))
            {
                found.Add((entry, match));
            }
        }

        return found;
    }

    /// <summary>An entry as others describe tracks.</summary>
    public static TrackDescription Describe(string title, string? version, string artists, double seconds, string? isrc) =>
        new(version is null ? title : $"{title} ({version})", Jobs.JobJson.Read<List<string>>(artists), (long)(1000 * seconds), isrc);

    static async Task<List<(Guid Id, TrackDescription Says)>> RowsAsync(CrateContext context, TrackDescription wanted, CancellationToken cancel)
    {
        var (isrc, isAny) = (TrackName.NormalIsrc(wanted.Isrc), wanted.DurationMs is null);
        var (least, most) = ((wanted.DurationMs / 1000.0) - WithinSeconds, (wanted.DurationMs / 1000.0) + WithinSeconds);
        var rows = await context.Set<Entry>()
            .Where(x => x.IsShelved && (isAny || (isrc != null && x.Isrc == isrc) || (x.DurationSeconds >= least && x.DurationSeconds <= most)))
            .Select(x => new { x.Id, x.Title, x.Version, x.Artists, x.DurationSeconds, x.Isrc })
            .ToListAsync(cancel);
        return rows.ConvertAll(x => (x.Id, Describe(x.Title, x.Version, x.Artists, x.DurationSeconds, x.Isrc)));
    }
}
