namespace Cratehand.Checks;

/// <summary>Says what may be fetched; downloading nothing is well, and is how Cratehand starts.</summary>
public sealed class AcquireCheck(IReadOnlyList<string> hosts) : ICheck
{
    public string Name => "acquire";

    public Task<CheckResult> RunAsync(CancellationToken cancel) => Task.FromResult(CheckResult.Well(
        Name,
        hosts.Count == 0 ? "downloads nothing (Acquire:Hosts is empty)" : $"may fetch from {string.Join(", ", hosts)}"));
}
