using Cratehand.Music.Sources;

namespace Cratehand.Music.Detecting;

/// <summary>What is to be made of likes that their list does not show any more.</summary>
/// <param name="TakenBack">Identities that are liked no more.</param>
/// <param name="Vanished">Identities of which the provider itself has nothing any more: nobody took a like back.</param>
/// <param name="Left">See <see cref="SourcePage.Left"/>.</param>
sealed record Losses(IReadOnlyList<string> TakenBack, IReadOnlyList<string> Vanished, IReadOnlyList<string> Left)
{
    public static readonly Losses None = new([], [], []);

    /// <summary>Nothing is concluded.</summary>
    public static Losses Doubted(string why) => new([], [], [why]);
}

/// <summary>
/// Looks after the likes that a reading to the end did not show. One counts as taken back only if a second reading agrees, for while
/// a list is read page by page, one that is taken back hides its neighbour; and only if the provider, where it can be asked, still has it.
/// </summary>
sealed class LostLikes(DetectionBook book, int most)
{
    /// <param name="seen">Identities that the reading showed.</param>
    /// <param name="isCut">See <see cref="SourcePage.IsCut"/>.</param>
    public async Task<Losses> FindAsync(ISource source, IEnumerable<string> seen, bool isCut, CancellationToken cancel)
    {
        var liked = await book.LikedAsync(source.Name, cancel);
        var missing = liked.Except(seen).ToHashSet();
        if (missing.Count == 0)
        {
            return Losses.None;
        }

        var again = isCut ? new([], isCut) : await AgainAsync(source, cancel);
        missing.ExceptWith(again.There);
        return Doubt(missing.Count, liked.Count, again, most) is { } doubt ? Losses.Doubted(doubt) : await AskAsync(source, missing, cancel);
    }

    /// <summary>Why nothing is concluded from it, or <c>null</c>. That many at once, or all, are a faulty answer or another account. Pure.</summary>
    static string? Doubt(int missing, int liked, Second again, int most) =>
        again.IsCut ? $"{missing} of {liked} likes are not on the list, but it was cut at the longest that is read: nothing is taken for liked no more"
        : again.There.Count == 0 || missing > most
            ? $"{missing} of {liked} likes are missing at once: taken for a faulty answer or another account, and left as they are (Unlike:Most is {most})"
            : null;

    static async Task<Second> AgainAsync(ISource source, CancellationToken cancel)
    {
        var (there, isCut) = (new HashSet<string>(), false);
        await foreach (var page in source.ReadAsync(new(IsWhole: true, IsRehearsal: true), cancel).WithCancellation(cancel))
        {
            there.UnionWith(page.Items.Select(item => item.Identity));
            isCut |= page.IsCut;
        }

        return new(there, isCut);
    }

    // An error is no answer, and one track's error keeps nobody from the others: it is asked about at the next reading to the end.
    async Task<Losses> AskAsync(ISource source, IReadOnlyCollection<string> missing, CancellationToken cancel)
    {
        var rows = await book.KnownAsync(missing, cancel);
        var (takenBack, vanished, troubles) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var identity in missing)
        {
            try
            {
                (await source.IsStillThereAsync(identity, rows[identity].Input, cancel) is false ? vanished : takenBack).Add(identity);
            }
            catch (Exception trouble) when (!cancel.IsCancellationRequested)
            {
                troubles.Add(trouble.Message);
            }
        }

        return new(takenBack, vanished, [.. Words(vanished.Count, troubles)]);
    }

    static IEnumerable<string> Words(int vanished, List<string> troubles)
    {
        if (vanished > 0)
        {
            yield return $"{vanished} missing because the provider itself has them no more: no like was taken back, and what you have of them is kept";
        }

        if (troubles.Count > 0)
        {
            yield return $"{troubles.Count} missing, but whether the likes were taken back could not be asked this time: {troubles[0]}";
        }
    }

    /// <summary>What the second reading showed.</summary>
    sealed record Second(HashSet<string> There, bool IsCut);
}
