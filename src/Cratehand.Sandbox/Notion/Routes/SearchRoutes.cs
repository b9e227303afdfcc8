using System.Text.Json.Nodes;
using Cratehand.Sandbox.Notion.Properties;
using Cratehand.Sandbox.Notion.Querying;
using Microsoft.AspNetCore.Builder;

namespace Cratehand.Sandbox.Notion.Routes;

/// <summary>Search by title among what is shared. The live index lags behind; here it does not.</summary>
sealed class SearchRoutes(Gate gate, Workspace workspace, Paging paging, Rendering rendering)
{
    public void Map(WebApplication app) => app.MapPost("/v1/search", gate.Open(Search));

    JsonObject Search(NotionCall call)
    {
        var kind = Kind(call.Body["filter"]);
        var words = (string?)call.Body["query"] ?? "";
        var found = Pages(call).Concat(Sources(call))
            .Where(f => kind is null || f.Kind == kind)
            .Where(f => f.Title.Contains(words, StringComparison.OrdinalIgnoreCase));
        var ascending = (string?)call.Body["sort"]?["direction"] == "ascending";
        List<Found> sorted = [.. ascending ? found.OrderBy(f => f.Edited) : found.OrderByDescending(f => f.Edited)];
        return paging.Page(call, sorted, f => f.Show(), "page_or_data_source", fromBody: true);
    }

    static string? Kind(JsonNode? filter)
    {
        var value = filter?["value"];
        return value is null || (string?)value is "page" or "data_source"
            ? (string?)value
            : throw NotionException.Should("body.filter.value", "`\"page\"` or `\"data_source\"`", value);
    }

    IEnumerable<Found> Pages(NotionCall call) => workspace.Pages.Values
        .Where(p => !p.InTrash && workspace.IsVisible(p.Shared))
        .Select(p => new Found("page", RichText.Plain(p.Values.GetValueOrDefault("title")), p.Edited, () => rendering.Page(call, p)));

    IEnumerable<Found> Sources(NotionCall call) => workspace.DataSources.Values
        .Where(s => !s.InTrash && workspace.IsVisible(s.Shared))
        .Select(s => new Found("data_source", s.Title, s.Edited, () => rendering.DataSource(call, s)));

    sealed record Found(string Kind, string Title, DateTimeOffset Edited, Func<JsonNode> Show);
}
