using System.Text.Json.Nodes;
using Cratehand.Sandbox.Notion.Properties;
using Cratehand.Sandbox.Notion.Querying;
using Cratehand.Sandbox.Notion.Webhooks;
using Microsoft.AspNetCore.Builder;

namespace Cratehand.Sandbox.Notion.Routes;

/// <summary>Data sources: columns, and queries over rows.</summary>
sealed class DataSourceRoutes(
    Gate gate, Workspace workspace, Rendering rendering, SchemaWriter schema, Paging paging, Values values, EventQueue events)
{
    readonly Filter _filter = new(workspace, values);
    readonly Sorting _sorting = new(workspace, values);

    public void Map(WebApplication app)
    {
        app.MapGet("/v1/data_sources/{data_source_id}", gate.Open(call => rendering.DataSource(call, Find(call))));
        app.MapGet("/v1/data_sources/{data_source_id}/templates", gate.Open(Templates));
        app.MapPost("/v1/data_sources", gate.Open(Create));
        app.MapPatch("/v1/data_sources/{data_source_id}", gate.Open(Update));
        app.MapPost("/v1/data_sources/{data_source_id}/query", gate.Open(Query));
    }

    DataSource Find(NotionCall call) => workspace.DataSource(Ids.FromPath(call, "data_source_id", workspace.Rules));

    JsonObject Templates(NotionCall call)
    {
        Find(call);
        return new() { ["templates"] = new JsonArray(), ["has_more"] = false, ["next_cursor"] = null };
    }

    JsonObject Create(NotionCall call)
    {
        var database = workspace.Database(Ids.FromBody(call.Body["parent"]?["database_id"], "body.parent.database_id", workspace.Rules));
        var title = RichText.Plain(RichText.Read(call.Body["title"] ?? new JsonArray(), "body.title", workspace.Rules));
        var source = new DataSource { Id = workspace.NewId(), DatabaseId = database.Id, Title = title, Created = workspace.Now, Edited = workspace.Now };
        schema.Write(source, call.Body["properties"] as JsonObject ?? throw NotionException.Undefined("body.properties"));
        workspace.DataSources.Add(source.Id, source);
        return rendering.DataSource(call, source);
    }

    JsonObject Update(NotionCall call)
    {
        var source = Find(call);
        var changes = call.Body["properties"] is JsonObject columns ? schema.Write(source, columns) : [];
        if (call.Body["title"] is { } title)
        {
            source.Title = RichText.Plain(RichText.Read(title, "body.title", workspace.Rules));
        }

        source.InTrash = (bool?)call.Body["in_trash"] ?? source.InTrash;
        if (changes.Count > 0)
        {
            events.SchemaChanged(source, [.. changes.Select(Told)]);
        }

        return rendering.DataSource(call, source);
    }

    static JsonObject Told((Property Property, string Action) change) =>
        new() { ["id"] = change.Property.Id, ["name"] = change.Property.Name, ["action"] = change.Action };

    JsonObject Query(NotionCall call)
    {
        var source = Find(call);
        var filter = _filter.Compile(source, call.Body["filter"]);
        var inTrash = (bool?)(call.Body["in_trash"] ?? call.Body["archived"]) ?? false;
        var all = !workspace.Rules.Holds(Hosting.Rules.NotionTrash);
        var rows = workspace.RowsOf(source).Where(p => workspace.IsVisible(p.Shared) && (all || p.InTrash == inTrash)).Where(filter);
        var sorted = _sorting.Sort(source, rows, call.Body["sorts"]);
        var only = call.FilterProperties;
        foreach (var name in only)
        {
            Known(source, name);
        }

        return paging.Page(call, sorted, p => rendering.Page(call, p, only), "page_or_data_source", fromBody: true, capped: true);
    }

    void Known(DataSource source, string name)
    {
        if (source.Find(name) is null && workspace.Rules.Holds(Hosting.Rules.NotionUnknownProperty))
        {
            throw NotionException.Validation($"Could not find property with name or id: {name}");
        }
    }
}
