using System.Text;
using Microsoft.AspNetCore.Http;

namespace Cratehand.Sandbox.Hosting;

/// <summary>What stands in front of every stand-in: the call is noted, and trouble is made for it where a fault waits.</summary>
sealed class Observation(World world, IStandIn standIn)
{
    const int KeptOfABody = 64 * 1024;

    /// <summary>Handles one call. A fault with an effect lets the call through first and spoils its answer.</summary>
    public async Task HandleAsync(HttpContext http, RequestDelegate next)
    {
        var request = standIn.LogsBodies ? await ReadAsync(http.Request) : null;
        var fault = world.Faults.Take(standIn.Name, http.Request.Method, http.Request.Path);
        var at = world.Clock.GetUtcNow();
        if (fault is { DelayMs: > 0 })
        {
            await Task.Delay(TimeSpan.FromMilliseconds(fault.DelayMs), TimeProvider.System, http.RequestAborted);
        }

        var (status, answer) = await AnswerAsync(http, next, fault);
        world.Calls.Add(Note(http.Request, at, request, status, answer) with { Fault = fault?.Describe() });
        if (fault is { Drop: true })
        {
            http.Abort();
        }
    }

    async Task<(int Status, string? Body)> AnswerAsync(HttpContext http, RequestDelegate next, Fault? fault)
    {
        var spoils = fault is { Drop: true } or { Status: not null };
        if (!spoils)
        {
            return await PassAsync(http, next, keep: true);
        }

        if (fault!.AfterEffect)
        {
            await PassAsync(http, next, keep: false);
        }

        return fault.Drop ? (0, null) : await SpoilAsync(http.Response, fault);
    }

    async Task<(int Status, string? Body)> PassAsync(HttpContext http, RequestDelegate next, bool keep)
    {
        if (keep && !standIn.LogsBodies)
        {
            await TryAsync(http, next);
            return (http.Response.StatusCode, null);
        }

        var wire = http.Response.Body;
        using var held = new MemoryStream();
        http.Response.Body = held;
        await TryAsync(http, next);
        http.Response.Body = wire;
        if (keep)
        {
            await wire.WriteAsync(held.GetBuffer().AsMemory(0, (int)held.Length), http.RequestAborted);
        }

        return (http.Response.StatusCode, Text(held.GetBuffer(), (int)held.Length));
    }

    // A hole in a stand-in is said aloud in its answer, and so stands in the call log.
    static async Task TryAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (Exception hole) when (hole is not OperationCanceledException && !http.Response.HasStarted)
        {
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await http.Response.WriteAsync($"The sandbox itself failed: {hole}");
        }
    }

    async Task<(int Status, string? Body)> SpoilAsync(HttpResponse response, Fault fault)
    {
        response.Clear();
        response.StatusCode = fault.Status!.Value;
        foreach (var (name, value) in fault.Headers)
        {
            response.Headers[name] = value;
        }

        if ((fault.Body ?? standIn.FaultBody(fault.Status.Value)) is not { } body)
        {
            return (fault.Status.Value, null);
        }

        response.ContentType = "application/json; charset=utf-8";
        await response.WriteAsync(body.ToJsonString());
        return (fault.Status.Value, body.ToJsonString());
    }

    Call Note(HttpRequest request, DateTimeOffset at, string? body, int status, string? answer) =>
        new(
            0,
            at,
            standIn.Name,
            request.Method,
            request.Path.Value ?? "",
            request.QueryString.Value ?? "",
            request.Headers.Where(h => !IsCredential(h.Key)).ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString()),
            request.Headers.Authorization.ToString() is { Length: >= 4 } token ? token[^4..] : null,
            body,
            status,
            answer,
            null);

    static bool IsCredential(string header) =>
        header.Equals("authorization", StringComparison.OrdinalIgnoreCase) || header.Equals("cookie", StringComparison.OrdinalIgnoreCase);

    static async Task<string?> ReadAsync(HttpRequest request)
    {
        request.EnableBuffering();
        using var held = new MemoryStream();
        await request.Body.CopyToAsync(held);
        request.Body.Position = 0;
        return Text(held.GetBuffer(), (int)held.Length);
    }

    static string? Text(byte[] bytes, int length) => length == 0 ? null : Encoding.UTF8.GetString(bytes, 0, Math.Min(length, KeptOfABody));
}
