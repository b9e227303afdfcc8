using System.Diagnostics.Metrics;
using Cratehand.Jobs;
using Cratehand.Wiring;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Cratehand.Web;

/// <summary>What <c>/metrics</c> tells: the meters of engine, providers, web and runtime, and what stands in the database.</summary>
sealed class Metrics : IDisposable
{
    const string Path = "/metrics";

    readonly Meter _meter = new("Cratehand.Daemon");
    readonly JobBook _book;
    IReadOnlyDictionary<JobState, int> _counts = new Dictionary<JobState, int>();
    DateTimeOffset? _lastSuccess;

    Metrics(Daemon daemon)
    {
        _book = daemon.Crate.Book;
        _meter.CreateObservableGauge("cratehand.jobs", Counts, description: "Jobs on record, by state.");
        _meter.CreateObservableGauge("cratehand.last_success.timestamp", LastSuccess, unit: "s", description: "When a job last completed; Unix time.");
        _meter.CreateObservableGauge("cratehand.engine.silence", () => daemon.Engine?.SinceSweep?.TotalSeconds ?? double.NaN, unit: "s", description: "Since the engine last looked for work.");
    }

    public static void Add(IServiceCollection services, Daemon daemon)
    {
        services.AddSingleton(_ => new Metrics(daemon));
        services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("cratehand")).WithMetrics(metrics => metrics
            .AddMeter("Cratehand.*", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
            .AddPrometheusExporter());
    }

    public static void Map(WebApplication app)
    {
        var metrics = app.Services.GetRequiredService<Metrics>();
        app.Use(async (http, next) =>
        {
            if (http.Request.Path == Path)
            {
                await metrics.LookAsync(http.RequestAborted);
            }

            await next(http);
        });
        app.MapPrometheusScrapingEndpoint(Path);
    }

    public void Dispose() => _meter.Dispose();

    // The gauges are read by the exporter, which cannot wait for a database.
    async Task LookAsync(CancellationToken cancel)
    {
        _counts = await _book.CountAsync(cancel);
        _lastSuccess = (await _book.NewestAsync([JobState.Completed], 1, cancel)) is [var job] ? job.Finished : null;
    }

    IEnumerable<Measurement<int>> Counts() => Enum.GetValues<JobState>().Select(state => new Measurement<int>(_counts.GetValueOrDefault(state), new KeyValuePair<string, object?>("state", state.ToText())));

    IEnumerable<Measurement<double>> LastSuccess() => _lastSuccess is { } at ? [new Measurement<double>(at.ToUnixTimeMilliseconds() / 1000.0)] : [];
}
