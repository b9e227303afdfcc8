using System.Diagnostics.Metrics;

namespace Cratehand.Music.Detecting;

/// <summary>Metrics of detection by source, meter <c>Cratehand.Detecting</c>.</summary>
internal static class DetectionMeter
{
    static readonly Meter Meter = new("Cratehand.Detecting");

    static readonly Counter<long> Looks = Meter.CreateCounter<long>(
        "cratehand.detecting.looks", description: "Levels looked at, by source and outcome (ok, error, off, resting).");

    static readonly Counter<long> Seen = Meter.CreateCounter<long>("cratehand.detecting.seen", description: "Entries read, by source.");
    static readonly Counter<long> New = Meter.CreateCounter<long>("cratehand.detecting.new", description: "Entries that were new and wanted, by source.");
    static readonly Counter<long> Errors = Meter.CreateCounter<long>("cratehand.detecting.errors", description: "Readings that failed, by source.");
    static readonly Counter<long> Calls = Meter.CreateCounter<long>("cratehand.detecting.calls", description: "Requests sent, by source.");

    static readonly Gauge<double> LastSuccess = Meter.CreateGauge<double>(
        "cratehand.detecting.last_success", unit: "s", description: "When the source was last read, Unix time, by source.");

    static readonly Gauge<double> Cooldown = Meter.CreateGauge<double>(
        "cratehand.detecting.cooldown", unit: "s", description: "How long the source is left alone from its last look on, by source.");

    /// <param name="restsUntil">As it is on record after this look.</param>
    public static void Looked(Level level, DateTimeOffset now, DateTimeOffset restsUntil)
    {
        KeyValuePair<string, object?> source = new("source", level.Source);
        Looks.Add(1, source, new("outcome", level.Outcome));
        Seen.Add(level.Seen, source);
        New.Add(level.New, source);
        Calls.Add(level.Calls, source);
        Errors.Add(level.Outcome == LevelOutcome.Error ? 1 : 0, source);
        Cooldown.Record(Math.Max(0, (restsUntil - now).TotalSeconds), source);
        if (level.Outcome == LevelOutcome.Ok)
        {
            LastSuccess.Record(now.ToUnixTimeMilliseconds() / 1000d, source);
        }
    }
}
