using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Cratehand.Sandbox.Notion;

/// <summary>One accepted request: who speaks which version, and what is asked.</summary>
/// <param name="Version"><c>2025-09-03</c> or <c>2026-03-11</c>.</param>
/// <param name="Body">Empty when the request had none.</param>
sealed record NotionCall(HttpContext Http, string Version, JsonObject Body)
{
    /// <summary>Whether this version says <c>in_trash</c> only and places blocks by <c>position</c>.</summary>
    public bool Is2026 => string.CompareOrdinal(Version, "2026-03-11") >= 0;

    public string Path => Http.Request.Path.Value ?? "";

    /// <summary>A path part as it came, decoded.</summary>
    public string Part(string name) => Uri.UnescapeDataString(Http.Request.RouteValues[name]?.ToString() ?? "");

    /// <summary>A query value, or null.</summary>
    public string? Query(string name) => Http.Request.Query[name] is { Count: > 0 } values ? values[0] : null;

    /// <summary>The ids given as repeated <c>filter_properties</c>; empty means all.</summary>
    public IReadOnlyList<string> FilterProperties => [.. Http.Request.Query["filter_properties"].Select(v => v ?? "")];

    /// <summary>The same question without its place in the list: what a cursor belongs to.</summary>
    public string ListKey()
    {
        var body = Body.DeepClone().AsObject();
        body.Remove("start_cursor");
        body.Remove("page_size");
        return $"{Http.Request.Method} {Path} {Query("block_id")} {body.ToJsonString()}";
    }
}
