using System.Text.Json;
using Cratehand.Cli.Syncing;
using Cratehand.Jobs;
using Cratehand.Music.Syncing;
using Cratehand.Music.Tracks;
using Cratehand.Wiring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Cratehand.Web.Api;

/// <summary>Puts tracks on record to be filed. Over the network links only: who holds the key may not read this machine's files by it.</summary>
static class SyncApi
{
    const int Most = 100;

    public static void Map(IEndpointRouteBuilder app, Daemon daemon) =>
        app.MapPost("/api/v1/sync", (HttpContext http, CancellationToken cancel) => SyncAsync(daemon, http, cancel))
            .Accepts<SyncRequest>("application/json")
            .WithSummary("""File tracks: {"inputs":["https://…"]}; answers 202 with the run of each.""");

    static async Task<IResult> SyncAsync(Daemon daemon, HttpContext http, CancellationToken cancel)
    {
        if (await ReadAsync(http, cancel) is not { Inputs: { Count: > 0 and <= Most } typed })
        {
            return Problem.Of(400, "That is no request to sync.", $$"""Send JSON: {"inputs":["https://…"]} with 1 to {{Most}} links.""");
        }

        var inputs = (Gate.IsOwners(http) ? InputList.Read(typed, "/") : typed.Select(Link)).ToList();
        if (inputs.Find(input => input.Input is null) is { } wrong)
        {
            return Problem.Of(400, wrong.Problem!, "Over the network only http and https links are taken; files by `cratehand sync FILE`.");
        }

        var items = new List<SyncAnswer>();
        foreach (var args in inputs.Select(input => new SyncTrack(input.Input!)))
        {
            var asked = await daemon.Crate.Queue.EnqueueAsync(args, new EnqueueOptions(new Trigger(TriggerKind.Manual, "api"), args.UniqueKey), cancel);
            items.Add(new SyncAnswer(TrackLink.Show(args.Input), asked.Id, asked.IsNew));
        }

        daemon.Engine?.Wake();
        return Results.Json(new { items }, statusCode: StatusCodes.Status202Accepted);
    }

    static async Task<SyncRequest?> ReadAsync(HttpContext http, CancellationToken cancel)
    {
        try
        {
            return http.Request.HasJsonContentType() ? await http.Request.ReadFromJsonAsync<SyncRequest>(cancel) : null;
        }
        catch (JsonException)
        {
            return null; // answered as what it is: no request to sync
        }
    }

    // What is no link is not even looked for on the disk: the answer must not tell whether it is there.
    static SyncInput Link(string typed) => TrackLink.Parse(typed) is { } link ? new(typed, link.Canonical) : new(typed, null, $"{typed} is no http or https link.");
}

/// <param name="Inputs">Links; over the socket in the data folder files and folders, too.</param>
public sealed record SyncRequest(IReadOnlyList<string>? Inputs);

/// <param name="Input">As it is understood, without what is secret in it; the answers stand in the order of the request.</param>
/// <param name="Run">The run that does it.</param>
/// <param name="IsNew">False: it was asked for before and is not finished.</param>
public sealed record SyncAnswer(string Input, Guid Run, bool IsNew);
