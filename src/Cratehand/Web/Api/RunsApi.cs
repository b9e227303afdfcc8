using Cratehand.Cli.Commands.Runs;
using Cratehand.Music.Libraries;
using Cratehand.Wiring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Cratehand.Web.Api;

/// <summary>The runs, as <c>runs list --json</c> and <c>runs show --json</c> give them.</summary>
static class RunsApi
{
    const int Most = 500;

    public static void Map(IEndpointRouteBuilder app, Daemon daemon)
    {
        app.MapGet("/api/v1/runs", (int? limit, CancellationToken cancel) => ListAsync(daemon, limit ?? 20, cancel)).WithSummary("The newest runs, newest first.");
        app.MapGet("/api/v1/runs/{id}", (string id, CancellationToken cancel) => ShowAsync(daemon, id, cancel)).WithSummary("A run: steps, attempts, receipt, moved files.");
    }

    static async Task<IResult> ListAsync(Daemon daemon, int limit, CancellationToken cancel) =>
        limit is < 1 or > Most
            ? Problem.Of(400, $"limit must be from 1 to {Most}.", "Ask for fewer.")
            : Results.Json(new { items = (await daemon.Crate.Book.NewestAsync(limit, cancel)).Select(RunView.Of) });

    static async Task<IResult> ShowAsync(Daemon daemon, string id, CancellationToken cancel)
    {
        switch (await daemon.Crate.Book.FindAsync(id, cancel))
        {
            case []:
                return Problem.Of(404, $"There is no run {id}.", "GET /api/v1/runs lists them.");
            case [var job]:
                var steps = await daemon.Crate.Book.StepsAsync(job.Id, cancel);
                var attempts = await daemon.Crate.Book.AttemptsAsync(job.Id, cancel);
                return Results.Json(RunView.Whole(job, steps, attempts, await Journal.OfRunAsync(daemon.Crate.Database, job.RunId, cancel)));
            case var several:
                return Problem.Of(409, $"{id} could be any of {several.Count} runs.", "Give more of the id.");
        }
    }
}
