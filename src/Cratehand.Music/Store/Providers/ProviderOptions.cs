namespace Cratehand.Music.Store.Providers;

/// <summary>How one provider is spoken to.</summary>
/// <param name="Name">Lower case, as in settings, metrics and <c>provider_cooldown</c>; stored, never change.</param>
/// <param name="Label">As people write it: <c>SoundCloud</c>.</param>
/// <param name="BaseAddress">Relative addresses of requests start here; a path in it is kept.</param>
public sealed record ProviderOptions(string Name, string Label, Uri BaseAddress)
{
    /// <summary>The long-term rate of one process.</summary>
    public double RequestsPerSecond { get; init; } = 3;

    /// <summary>Requests that may go out at once after a rest.</summary>
    public int Burst { get; init; } = 3;

    /// <summary>From the first byte sent to the last received.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The largest answer, unpacked.</summary>
    public int MaxBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Sendings of one request, the first included.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>A wait up to this is waited out in place; a longer one is handed to the job.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The wait when the provider says "too much" and not until when; doubled each time it says so again.</summary>
    public TimeSpan FirstCooldown { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest of those waits. One that the provider names is kept up to seven days.</summary>
    public TimeSpan LongestCooldown { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Requests in a row that got no answer worth the name, until the provider is left alone for a while.</summary>
    public int Tolerance { get; init; } = 3;

    /// <summary>The longest rest after those; short, as it may be this machine that was offline.</summary>
    public TimeSpan LongestOutageRest { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The way out when the token is not accepted, a whole sentence.</summary>
    public string SignInHint { get; init; } = "Sign in again.";

    /// <summary>Reads the body of a failure. It is given what arrived, at most <see cref="MaxBytes"/>, JSON or not, and throws nothing.</summary>
    public Func<ReadOnlyMemory<byte>, ProviderProblem> Explain { get; init; } = _ => ProviderProblem.Silent;
}

/// <summary>What a provider's failure says of itself; see <see cref="ProviderException"/>.</summary>
public sealed record ProviderProblem(string? Code, string? Said, string? Field)
{
    public static readonly ProviderProblem Silent = new(null, null, null);
}
