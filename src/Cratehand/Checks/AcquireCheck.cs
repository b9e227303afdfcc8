using Cratehand.Wiring.Configuration;

namespace Cratehand.Checks;

/// <summary>Says what may be fetched; downloading nothing is well, and is how Cratehand starts.</summary>
public sealed class AcquireCheck(AcquireSettings acquire) : ICheck
{
    public string Name => "acquire";

    public Task<CheckResult> RunAsync(CancellationToken cancel) => Task.FromResult(CheckResult.Well(Name, Words(acquire)));

    /// <summary>Where audio may come from, besides the owner's own files.</summary>
    public static string Words(AcquireSettings acquire) =>
        (acquire.Hosts, acquire.SoundCloudDownloads) switch
        {
            ([], false) => "downloads nothing (Acquire:Hosts is empty)",
            ([], true) => "may fetch what SoundCloud's uploaders offer (Acquire:SoundCloudDownloads), nothing else",
            (var hosts, false) => $"may fetch from {string.Join(", ", hosts)}",
            (var hosts, true) => $"may fetch from {string.Join(", ", hosts)}, and what SoundCloud's uploaders offer",
        };
}
