using Cratehand.Wiring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Cratehand.Web;

/// <summary>For those who watch the daemon: it answers, it is alive, it is ready. Anyone may ask.</summary>
static class Probes
{
    public static void Map(IEndpointRouteBuilder app, Daemon daemon)
    {
        app.MapGet("/ping", () => Results.Text("pong\n")).WithSummary("Answers.");
        app.MapGet("/healthz", () => Results.Json(new { status = "alive" })).WithSummary("Whether the process answers.");
        app.MapGet("/readyz", (CancellationToken cancel) => ReadyAsync(daemon, cancel)).WithSummary("Whether it can work: each check by its name; 503 if one fails.");
    }

    static async Task<IResult> ReadyAsync(Daemon daemon, CancellationToken cancel)
    {
        var checks = new List<object>();
        var ready = daemon.EngineTrouble() is null;
        foreach (var check in daemon.Checks.ToList())
        {
            var trouble = await FindTroubleAsync(check, cancel);
            ready &= trouble is null;
            checks.Add(new { check.Name, ok = trouble is null, trouble });
        }

        return Results.Json(new { status = ready ? "ready" : "not-ready", checks }, statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    // A check that cannot find out has found out enough.
    static async Task<string?> FindTroubleAsync(ReadyCheck check, CancellationToken cancel)
    {
        try
        {
            return await check.FindTrouble(cancel);
        }
        catch (Exception error) when (!cancel.IsCancellationRequested)
        {
            return $"It could not be found out: {error.Message}";
        }
    }
}
