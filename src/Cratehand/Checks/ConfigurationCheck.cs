using Cratehand.Wiring.Configuration;

namespace Cratehand.Checks;

/// <summary>The configuration holds nothing unknown and nothing wrong.</summary>
public sealed class ConfigurationCheck(EffectiveSettings effective) : ICheck
{
    public string Name => "configuration";

    public Task<CheckResult> RunAsync(CancellationToken cancel) => Task.FromResult(
        effective.Problems is [var first, ..] and var all
            ? CheckResult.Wrong(Name, $"{first.Message} ({first.Origin}{(all.Count > 1 ? $"; {all.Count - 1} more" : "")})", $"{first.Fix} `cratehand config check` lists all.")
            : CheckResult.Well(Name, File.Exists(effective.File) ? effective.File : $"defaults; {effective.File} is not there and need not be"));
}
