using System.Text.Json.Nodes;
using Cratehand.Sandbox.Notion.Properties;
using Cratehand.Sandbox.Notion.Querying;
using Cratehand.Sandbox.Notion.Webhooks;
using Microsoft.AspNetCore.Builder;

namespace Cratehand.Sandbox.Notion.Routes;

/// <summary>Pages: rows of a data source, or pages under a page.</summary>
sealed class PageRoutes(Gate gate, Workspace workspace, Rendering rendering, PageWriter writer, Blocks blocks, Paging paging, EventQueue events)
{
    public void Map(WebApplication app)
    {
        app.MapPost("/v1/pages", gate.Open(Create));
        app.MapGet("/v1/pages/{page_id}", gate.Open(call => rendering.Page(call, Find(call), call.FilterProperties)));
        app.MapPatch("/v1/pages/{page_id}", gate.Open(Update));
        app.MapGet("/v1/pages/{page_id}/properties/{property_id}", gate.Open(Item));
    }

    Page Find(NotionCall call) => workspace.Page(Ids.FromPath(call, "page_id", workspace.Rules));

    JsonObject Create(NotionCall call)
    {
        if (call.Body["properties"] is not JsonObject properties)
        {
            throw NotionException.Undefined("body.properties");
        }

        var page = Make(call.Body["parent"]);
        var children = blocks.Read(call.Body["children"] ?? new JsonArray(), "body.children");
        if (!workspace.Rules.Holds(Hosting.Rules.NotionWhole))
        {
            workspace.Pages.Add(page.Id, page);
        }

        writer.Write(page, properties);
        workspace.Pages.TryAdd(page.Id, page);
        blocks.Append(page.Id, page.Id, children, null, atStart: false);
        events.PageChanged(page, "page.created");
        return rendering.Page(call, page, call.FilterProperties);
    }

    Page Make(JsonNode? parent)
    {
        if (parent?["data_source_id"] is { } source)
        {
            return Row(workspace.DataSource(Ids.FromBody(source, "body.parent.data_source_id", workspace.Rules)));
        }

        if (parent?["database_id"] is { } database)
        {
            return Row(workspace.FirstSourceOf(workspace.Database(Ids.FromBody(database, "body.parent.database_id", workspace.Rules))));
        }

        if (parent?["page_id"] is not { } above)
        {
            throw parent is null ? NotionException.Undefined("body.parent")
                : NotionException.FixOne("body.parent", ["page_id", "database_id", "data_source_id", "workspace"]);
        }

        var id = workspace.Page(Ids.FromBody(above, "body.parent.page_id", workspace.Rules)).Id;
        return New(null, id, 0);
    }

    Page Row(DataSource source)
    {
        var page = New(source.Id, null, ++source.LastNumber);
        foreach (var status in source.Properties.Where(p => p.Type == "status"))
        {
            if (Options.Default(status) is { } first)
            {
                page.Values[status.Id] = first;
            }
        }

        return page;
    }

    Page New(string? source, string? above, int number) => new()
    {
        Id = workspace.NewId(),
        DataSourceId = source,
        ParentPage = above,
        Number = number,
        Created = workspace.Now,
        Edited = workspace.Now,
        CreatedBy = workspace.Author,
        EditedBy = workspace.Author,
    };

    JsonObject Update(NotionCall call)
    {
        var page = Find(call);
        var inTrash = Trash(call);
        if (page.InTrash && inTrash != false && workspace.Rules.Holds(Hosting.Rules.NotionTrash))
        {
            throw NotionException.Trashed();
        }

        var written = call.Body["properties"] is JsonObject properties ? writer.Write(page, properties) : [];
        page.Icon = call.Body.ContainsKey("icon") ? call.Body["icon"]?.DeepClone() : page.Icon;
        page.Cover = call.Body.ContainsKey("cover") ? call.Body["cover"]?.DeepClone() : page.Cover;
        workspace.Touch(page);
        Tell(page, inTrash, written);
        return rendering.Page(call, page, call.FilterProperties);
    }

    void Tell(Page page, bool? inTrash, IReadOnlyList<string> written)
    {
        if (written.Count > 0)
        {
            events.PageChanged(page, "page.properties_updated", written);
        }

        if (inTrash is { } wanted && wanted != page.InTrash)
        {
            page.InTrash = wanted;
            events.PageChanged(page, wanted ? "page.deleted" : "page.undeleted");
        }
    }

    bool? Trash(NotionCall call)
    {
        if (call.Is2026 && call.Body["archived"] is { } archived && workspace.Rules.Holds(Hosting.Rules.NotionInPlaceOfArchived))
        {
            throw NotionException.Should("body.archived", "not present", archived);
        }

        return (bool?)(call.Body["in_trash"] ?? call.Body["archived"]);
    }

    // One property whole: the page itself shows only the first 25 references.
    JsonObject Item(NotionCall call)
    {
        var page = Find(call);
        var name = call.Part("property_id");
        var property = workspace.SourceOf(page)?.Properties.Find(p => p.Is(name))
            ?? throw NotionException.NotFound("property", name);
        var value = rendering.Whole(page, property);
        if (property.Type is not ("title" or "rich_text" or "relation" or "people"))
        {
            return Part(property, value);
        }

        var list = paging.Page<JsonNode?>(call, [.. value!.AsArray()], v => Part(property, v!.DeepClone()), "property_item", fromBody: false);
        list["property_item"] = new JsonObject { ["id"] = property.Id, ["next_url"] = null, ["type"] = property.Type, [property.Type] = new JsonObject() };
        return list;
    }

    static JsonObject Part(Property property, JsonNode? value) =>
        new() { ["object"] = "property_item", ["id"] = property.Id, ["type"] = property.Type, [property.Type] = value };
}
