using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cratehand.Music.Store.Providers;

namespace Cratehand.Music.Notion;

/// <summary>Requests and lists as Notion wants them: token, version, JSON, cursors.</summary>
internal sealed class NotionWire(ProviderHttp http, NotionOptions options)
{
    /// <summary>The most that Notion gives at once.</summary>
    public const int PageSize = 100;

    readonly ProviderCredential _credential = new("Bearer", options.Token);

    /// <param name="canRepeat">Whether doing it twice is the same as doing it once; <c>null</c>: as the method says.</param>
    public async Task<JsonElement> SendAsync(
        HttpMethod method, string route, string address, JsonObject? body, CancellationToken cancel, bool? canRepeat = null)
    {
        var request = new ProviderRequest(method, route, address)
        {
            Credential = _credential,
            Headers = [("Notion-Version", options.Version)],
            Body = body is null ? null : Content(body.ToJsonString()),
        };
        var answer = await http.SendAsync(canRepeat is { } safe ? request with { CanRepeat = safe } : request, cancel);
        var json = answer.ReadJson();
        return json.ValueKind == JsonValueKind.Object ? json : throw answer.Unreadable("is not an object");
    }

    public Task<JsonElement> GetAsync(string route, string address, CancellationToken cancel) =>
        SendAsync(HttpMethod.Get, route, address, null, cancel);

    /// <summary>Every item of a list that a GET gives.</summary>
    public IAsyncEnumerable<JsonElement> ListAsync(string route, string address, CancellationToken cancel)
    {
        var joint = address.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return PagesAsync(
            route,
            cursor => GetAsync(route, $"{address}{joint}page_size={PageSize}{(cursor is null ? "" : "&start_cursor=" + Uri.EscapeDataString(cursor))}", cancel),
            cancel);
    }

    /// <summary>Every item of a list that a POST gives; such a POST only reads.</summary>
    public IAsyncEnumerable<JsonElement> ListAsync(string route, string address, JsonObject body, CancellationToken cancel)
    {
        body["page_size"] = PageSize;
        return PagesAsync(
            route,
            cursor =>
            {
                // Null is no cursor to Notion; the stream may be read twice, so it must go.
                body.Remove("start_cursor");
                if (cursor is not null)
                {
                    body["start_cursor"] = cursor;
                }

                return SendAsync(HttpMethod.Post, route, address, body, cancel, canRepeat: true);
            },
            cancel);
    }

    static Func<HttpContent> Content(string json) => () => new StringContent(json, Encoding.UTF8, "application/json");

    async IAsyncEnumerable<JsonElement> PagesAsync(string route, Func<string?, Task<JsonElement>> next, [EnumeratorCancellation] CancellationToken cancel)
    {
        string? cursor = null;
        do
        {
            cancel.ThrowIfCancellationRequested();
            var page = await next(cursor);
            if (!page.TryGetProperty("results", out var results) || results.ValueKind != JsonValueKind.Array)
            {
                throw Unreadable(route, "has no results");
            }

            foreach (var item in results.EnumerateArray())
            {
                yield return item;
            }

            cursor = CursorAfter(cursor, page, route);
        }
        while (cursor is not null);
    }

    string? CursorAfter(string? last, JsonElement page, string route)
    {
        if (page.At("request_status", "incomplete_reason").Text() is { } reason)
        {
            throw new NotionIncompleteException(reason);
        }

        var cursor = page.At("next_cursor").Text();
        return cursor is null && page.At("has_more").IsTrue() ? throw Unreadable(route, "says that there is more, and not where")
            : cursor is not null && cursor == last ? throw Unreadable(route, "goes round in circles")
            : cursor;
    }

    ProviderException Unreadable(string route, string what) => new ProviderAnswer(http.Options, route, 200, null, default).Unreadable(what);
}
