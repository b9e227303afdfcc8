using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Cratehand.Sandbox.Notion;

/// <summary>What every call passes before it is looked at: token, version, budget, size, JSON. Calls are then answered one at a time.</summary>
sealed class Gate(World world, Workspace workspace)
{
    const int MaxBytes = 500 * 1024;

    // In the live API's own order of telling (it lists them all when it refuses one).
    static readonly string[] Known =
        ["2021-05-11", "2021-05-13", "2021-08-16", "2022-02-22", "2022-06-28", "2025-09-03", "2026-03-11"];

    static readonly JsonSerializerOptions Wire = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly Lock _lock = new();
    readonly Budget _budget = new(world.Clock);

    /// <summary>Requests in a minute; what lies beyond draws 429.</summary>
    public int RequestsPerMinute { get; set; } = world.Options.NotionRequestsPerMinute;

    /// <summary>A route that answers with JSON, or with the refusal that <paramref name="act"/> throws.</summary>
    public RequestDelegate Open(Func<NotionCall, JsonNode> act) => http => HandleAsync(http, act);

    /// <summary>Does something to the workspace with no call in between.</summary>
    public T Alone<T>(Func<T> act)
    {
        lock (_lock)
        {
            return act();
        }
    }

    async Task HandleAsync(HttpContext http, Func<NotionCall, JsonNode> act)
    {
        try
        {
            CheckToken(http.Request);
            var version = CheckVersion(http.Request);
            CheckBudget();
            var call = new NotionCall(http, version, await ReadAsync(http));
            var answer = Alone(() => act(call));
            await WriteAsync(http, 200, answer);
        }
        catch (NotionException refusal)
        {
            if (refusal.RetryAfter is { } seconds)
            {
                http.Response.Headers.RetryAfter = seconds.ToString();
            }

            await WriteAsync(http, refusal.Status, refusal.ToBody());
        }
        catch (InvalidOperationException e)
        {
            // A value of a kind that JSON cannot be read as; the live API words this by its schema, we by our reader.
            await WriteAsync(http, 400, NotionException.Validation($"body failed validation: {e.Message}").ToBody());
        }
    }

    void CheckToken(HttpRequest request)
    {
        if (world.Rules.Holds(Rules.NotionToken) && request.Headers.Authorization != $"Bearer {world.Options.NotionToken}")
        {
            throw new NotionException(401, "unauthorized", "API token is invalid.");
        }
    }

    string CheckVersion(HttpRequest request)
    {
        var version = request.Headers["Notion-Version"].ToString();
        if (version.Length == 0)
        {
            return world.Rules.Holds(Rules.NotionVersionRequired)
                ? throw new NotionException(
                    400,
                    "missing_version",
                    "Notion-Version header failed validation: Notion-Version header should be defined, instead was `undefined`.")
                : "2025-09-03";
        }

        if (version is "2025-09-03" or "2026-03-11" || !world.Rules.Holds(Rules.NotionVersionKnown))
        {
            return version;
        }

        throw NotionException.Validation(Known.Contains(version)
            ? $"The sandbox stands in for 2025-09-03 and 2026-03-11, not for {version}."
            : $"Notion-Version header failed validation: Notion-Version header should be {Listed()}, instead was `\"{version}\"`.");
    }

    static string Listed() => string.Join(", ", Known[..^1].Select(v => $"`\"{v}\"`")) + $", or `\"{Known[^1]}\"`";

    void CheckBudget()
    {
        if (world.Rules.Holds(Rules.NotionRate) && _budget.Spend(RequestsPerMinute) is { } wait)
        {
            throw new NotionException(429, "rate_limited", "You have been rate limited. Please try again in a few minutes.")
            {
                RetryAfter = wait,
                Additional = new() { ["rate_limit_reason"] = "public_api_request_rate_limit" },
            };
        }
    }

    async Task<JsonObject> ReadAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true)
        {
            return [];
        }

        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(http.RequestAborted);
        if (text.Length > MaxBytes && world.Rules.Holds(Rules.NotionPayload))
        {
            throw NotionException.Validation($"body failed validation: body.length should be ≤ `{MaxBytes}`, instead was `{text.Length}`.");
        }

        return text.Length == 0 ? [] : Parse(text);
    }

    JsonObject Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw NotionException.Validation("body failed validation: body should be an object.");
        }
        catch (JsonException) when (!world.Rules.Holds(Rules.NotionJson))
        {
            return [];
        }
        catch (JsonException)
        {
            throw new NotionException(400, "invalid_json", "Error parsing JSON body.");
        }
    }

    Task WriteAsync(HttpContext http, int status, JsonNode body)
    {
        var id = Alone(workspace.NewId);
        body["request_id"] = id;
        http.Response.StatusCode = status;
        http.Response.Headers["x-notion-request-id"] = id;
        http.Response.ContentType = "application/json; charset=utf-8";
        return http.Response.WriteAsync(body.ToJsonString(Wire));
    }
}
