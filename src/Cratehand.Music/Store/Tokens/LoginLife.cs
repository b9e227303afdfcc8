namespace Cratehand.Music.Store.Tokens;

/// <summary>How long a sign-in lasts, and when its owner is told that it ends.</summary>
public static class LoginLife
{
    /// <summary>Days left at which the owner is told, each once.</summary>
    public static readonly IReadOnlyList<int> Thresholds = [30, 7, 1];

    /// <summary>Whole days until the sign-in ends, never negative; <c>null</c> where it does not end by itself.</summary>
    public static int? DaysLeft(DateTimeOffset signedIn, TimeSpan? life, DateTimeOffset now) =>
        life is { } span ? Math.Max(0, (int)Math.Floor((signedIn + span - now).TotalDays)) : null;

    /// <summary>The threshold to tell of now, or <c>null</c> if none was reached or the owner knows.</summary>
    /// <param name="announced">The last one told of.</param>
    public static int? DueThreshold(int? daysLeft, int? announced)
    {
        var reached = Thresholds.Where(days => daysLeft <= days).Order().Select(days => (int?)days).FirstOrDefault();
        return reached < (announced ?? int.MaxValue) ? reached : null;
    }
}

/// <summary>A sign-in ends soon.</summary>
/// <param name="Command">What to type to sign in again.</param>
public sealed record LoginNotice(string Provider, int DaysLeft, string Command);
