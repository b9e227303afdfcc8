using System.Text.Json.Nodes;
using Cratehand.Sandbox.Notion.Properties;
using Microsoft.AspNetCore.Builder;

namespace Cratehand.Sandbox.Notion.Routes;

/// <summary>Databases since 2025-09-03: containers of data sources, with no columns of their own.</summary>
sealed class DatabaseRoutes(Gate gate, Workspace workspace, Rendering rendering, SchemaWriter schema)
{
    public void Map(WebApplication app)
    {
        app.MapGet("/v1/databases/{database_id}", gate.Open(call => rendering.Database(call, Find(call))));
        app.MapPost("/v1/databases", gate.Open(Create));
        app.MapPatch("/v1/databases/{database_id}", gate.Open(Update));
        app.MapPost("/v1/databases/{database_id}/query", gate.Open(_ => throw Gone()));
    }

    // Clients written before 2025-09-03 end here.
    static NotionException Gone() => new(400, "invalid_request_url", "Invalid request URL.");

    Database Find(NotionCall call) => workspace.Database(Ids.FromPath(call, "database_id", workspace.Rules));

    JsonObject Create(NotionCall call)
    {
        var parent = Ids.FromBody(call.Body["parent"]?["page_id"], "body.parent.page_id", workspace.Rules);
        workspace.Page(parent);
        var title = RichText.Plain(RichText.Read(call.Body["title"] ?? new JsonArray(), "body.title", workspace.Rules));
        var database = new Database { Id = workspace.NewId(), Title = title, ParentPage = parent, Created = workspace.Now, Edited = workspace.Now };
        var source = new DataSource { Id = workspace.NewId(), DatabaseId = database.Id, Title = title, Created = workspace.Now, Edited = workspace.Now };
        var columns = call.Body["initial_data_source"]?["properties"] as JsonObject ?? new JsonObject { ["Name"] = new JsonObject { ["title"] = new JsonObject() } };
        schema.Write(source, columns);
        if (source.Properties.Count(p => p.Type == "title") != 1)
        {
            throw NotionException.Validation("body failed validation: body.initial_data_source.properties should have one title property.");
        }

        workspace.Databases.Add(database.Id, database);
        workspace.DataSources.Add(source.Id, source);
        return rendering.Database(call, database);
    }

    JsonObject Update(NotionCall call)
    {
        var database = Find(call);
        if (call.Body["title"] is { } title)
        {
            database.Title = RichText.Plain(RichText.Read(title, "body.title", workspace.Rules));
        }

        database.InTrash = (bool?)call.Body["in_trash"] ?? database.InTrash;
        database.Edited = workspace.Now;
        return rendering.Database(call, database);
    }
}
