using Cratehand.Status;
using Cratehand.Wiring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Cratehand.Web.Api;

/// <summary>How things stand, and the wake-up for what a command beside the daemon has put on record.</summary>
static class StatusApi
{
    public static void Map(IEndpointRouteBuilder app, Daemon daemon)
    {
        app.MapGet("/api/v1/status", async (CancellationToken cancel) => Results.Json(await ReadAsync(daemon, cancel)))
            .WithSummary("What runs, what comes next, what needs you.")
            .Produces<StatusView>();
        app.MapPost("/api/v1/wake", () =>
        {
            daemon.Engine?.Wake();
            return Results.NoContent();
        }).WithSummary("Look for new work now.");
    }

    static Task<StatusView> ReadAsync(Daemon daemon, CancellationToken cancel) =>
        new StatusReader(daemon.Crate, daemon.Settings, daemon.Clock).ReadAsync(
            new DaemonView(Environment.ProcessId, daemon.Address?.ToString().TrimEnd('/'), daemon.Started, daemon.EngineTrouble()), cancel);
}
