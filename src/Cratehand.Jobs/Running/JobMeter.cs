using System.Diagnostics.Metrics;

namespace Cratehand.Jobs.Running;

/// <summary>The engine's metrics, meter <c>Cratehand.Jobs</c>.</summary>
internal static class JobMeter
{
    static readonly Meter Meter = new("Cratehand.Jobs");

    static readonly Counter<long> Attempts = Meter.CreateCounter<long>(
        "cratehand.jobs.attempts", description: "Attempts ended, by kind and outcome.");

    public static void Ended(string kind, string outcome) =>
        Attempts.Add(1, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("outcome", outcome));
}
