namespace Cratehand.Music.Store.Providers;

internal enum Verdict
{
    /// <summary>It is what was asked for.</summary>
    Take,

    /// <summary>Send it again after a short wait.</summary>
    Repeat,

    /// <summary>Nobody calls this provider for a while; the job comes back then.</summary>
    CoolDown,

    /// <summary>As <see cref="CoolDown"/>, but this request may have worked: its sender must know.</summary>
    CoolDownAndFail,

    Fail,
}

/// <summary>What is done about an answer or its absence. Knows no clock and no connection.</summary>
internal static class RetryPlan
{
    static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(250);

    /// <summary>What one sending came to.</summary>
    /// <param name="Failure"><c>null</c>: a usable answer.</param>
    /// <param name="Asked">The wait that the provider asked for.</param>
    public sealed record Outcome(ProviderException? Failure, TimeSpan? Asked);

    /// <param name="attempt">Sendings so far, from 1.</param>
    /// <param name="chance">Between 0 and 1; spreads the waits, so that two workers in each other's way part.</param>
    public static (Verdict Verdict, TimeSpan Wait) After(Outcome outcome, bool canRepeat, int attempt, ProviderOptions options, double chance)
    {
        if (outcome.Failure is not { } failure)
        {
            return (Verdict.Take, TimeSpan.Zero);
        }

        var isLast = attempt >= options.Attempts;
        if (AsksForRest(failure.Status, outcome.Asked))
        {
            var mayRepeat = canRepeat || !failure.MayHaveHappened;
            return outcome.Asked is { } wait && wait <= options.Patience && mayRepeat && !isLast
                ? (Verdict.Repeat, wait)
                : (mayRepeat ? Verdict.CoolDown : Verdict.CoolDownAndFail, TimeSpan.Zero);
        }

        var again = !isLast && IsWeather(failure.Kind) && (canRepeat || !failure.MayHaveHappened);
        return again ? (Verdict.Repeat, Backoff(attempt, chance)) : (Verdict.Fail, TimeSpan.Zero);
    }

    /// <summary>How long a provider is left alone that did not say how long.</summary>
    /// <param name="strikes">How often in a row it has said so before.</param>
    public static TimeSpan Rest(int strikes, ProviderOptions options) =>
        TimeSpan.FromSeconds(Math.Min(
            options.FirstCooldown.TotalSeconds * Math.Pow(2, Math.Min(strikes, 30)), options.LongestCooldown.TotalSeconds));

    /// <summary>How long a provider is left alone that failed and asked for nothing; zero while it has not failed often enough.</summary>
    /// <param name="strikes">How often in a row it has failed before.</param>
    public static TimeSpan OutageRest(int strikes, ProviderOptions options) =>
        strikes + 1 < options.Tolerance ? TimeSpan.Zero : Rest(strikes + 1 - options.Tolerance, options with { LongestCooldown = options.LongestOutageRest });

    /// <summary>Whether the provider is away, as against one that answers what we do not like.</summary>
    public static bool IsOutage(ProviderFailure kind) => kind is ProviderFailure.Unavailable or ProviderFailure.Unreachable or ProviderFailure.TimedOut;

    /// <summary>Whether it has failed so often that one sending must do to see whether it is back.</summary>
    public static bool IsOnTrial(int strikes, ProviderOptions options) => strikes >= options.Tolerance;

    // 503 alone is an accident; with Retry-After it is a request.
    static bool AsksForRest(int? status, TimeSpan? asked) => status is 429 or 529 || (status == 503 && asked is not null);

    // A time-out has cost a minute already: the job's own retry is the place for more.
    static bool IsWeather(ProviderFailure kind) =>
        kind is ProviderFailure.Unavailable or ProviderFailure.Unreachable or ProviderFailure.Conflict;

    static TimeSpan Backoff(int attempt, double chance) => FirstWait * Math.Pow(2, attempt - 1) * (0.5 + chance);
}
