using System.Diagnostics.Metrics;

namespace Cratehand.Music.Store.Providers;

/// <summary>Metrics of the calls to providers, meter <c>Cratehand.Providers</c>. Routes are templates, so their number is bounded.</summary>
internal static class ProviderMeter
{
    static readonly Meter Meter = new("Cratehand.Providers");

    static readonly Counter<long> Calls = Meter.CreateCounter<long>(
        "cratehand.providers.calls", description: "Requests sent, by provider, route and status class (2xx … 5xx, or the kind of failure without one).");

    static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "cratehand.providers.duration", unit: "s", description: "From sending a request to its whole answer.");

    public static void Called(string provider, HttpMethod method, string route, string status, TimeSpan took)
    {
        KeyValuePair<string, object?>[] tags =
            [new("provider", provider), new("route", $"{method} {route}"), new("status", status)];
        CallTally.Called();
        Calls.Add(1, tags);
        Duration.Record(took.TotalSeconds, tags);
    }
}
