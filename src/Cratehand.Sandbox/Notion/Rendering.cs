using System.Text.Json.Nodes;
using Cratehand.Sandbox.Notion.Properties;

namespace Cratehand.Sandbox.Notion;

/// <summary>What is held → what the wire shows, in the caller's version.</summary>
sealed class Rendering(Workspace workspace, Values values)
{
    const int ShownReferences = 25;

    public JsonObject Page(NotionCall call, Page page, IReadOnlyList<string>? only = null)
    {
        var shown = Head("page", page.Id, page.Created, page.Edited);
        Trash(call, shown, page.InTrash);
        shown["is_archived"] = page.InTrash;
        shown["is_locked"] = false;
        shown["created_by"] = Workspace.User(page.CreatedBy);
        shown["last_edited_by"] = Workspace.User(page.EditedBy);
        shown["icon"] = page.Icon?.DeepClone();
        shown["cover"] = page.Cover?.DeepClone();
        shown["parent"] = Parent(page);
        shown["properties"] = Properties(page, only ?? []);
        shown["url"] = $"https://app.notion.com/p/{page.Id.Replace("-", "")}";
        shown["public_url"] = null;
        return shown;
    }

    public JsonObject Property(Page page, Property property)
    {
        var value = values.Of(page, property);
        var shown = new JsonObject { ["id"] = property.Id, ["type"] = property.Type };
        if (property.Type is "relation" or "people" && value is JsonArray list)
        {
            var cut = list.Count > ShownReferences && workspace.Rules.Holds(Hosting.Rules.NotionReferences);
            value = cut ? new JsonArray([.. list.Take(ShownReferences).Select(r => r!.DeepClone())]) : value;
            Add(shown, "has_more", property.Type == "relation" ? cut : null);
        }

        shown[property.Type] = value;
        return shown;
    }

    /// <summary>A value with all its references.</summary>
    public JsonNode? Whole(Page page, Property property) => values.Of(page, property);

    public JsonObject DataSource(NotionCall call, DataSource source)
    {
        var shown = Head("data_source", source.Id, source.Created, source.Edited);
        Trash(call, shown, source.InTrash);
        Titled(shown, source.Title, source.Id);
        shown["is_inline"] = false;
        shown["created_by"] = Workspace.User(Workspace.OwnerId);
        shown["last_edited_by"] = Workspace.User(Workspace.OwnerId);
        shown["parent"] = new JsonObject { ["type"] = "database_id", ["database_id"] = source.DatabaseId };
        shown["database_parent"] = PageParent(workspace.Databases[source.DatabaseId].ParentPage);
        shown["properties"] = new JsonObject(source.Properties.Select(p => KeyValuePair.Create(p.Name, (JsonNode?)Schema(p))));
        return shown;
    }

    public JsonObject Database(NotionCall call, Database database)
    {
        var shown = Head("database", database.Id, database.Created, database.Edited);
        Trash(call, shown, database.InTrash);
        Titled(shown, database.Title, database.Id);
        shown["is_inline"] = false;
        shown["is_locked"] = false;
        shown["parent"] = PageParent(database.ParentPage);
        shown["data_sources"] = new JsonArray(
            [.. workspace.DataSources.Values.Where(s => s.DatabaseId == database.Id).Select(s => new JsonObject { ["id"] = s.Id, ["name"] = s.Title })]);
        return shown;
    }

    public JsonObject Block(NotionCall call, Block block)
    {
        var shown = Head("block", block.Id, block.Created, block.Edited);
        Trash(call, shown, block.InTrash);
        shown["parent"] = block.ParentId == block.PageId
            ? PageParent(block.PageId)
            : new JsonObject { ["type"] = "block_id", ["block_id"] = block.ParentId };
        shown["created_by"] = Workspace.User(Workspace.BotId);
        shown["last_edited_by"] = Workspace.User(Workspace.BotId);
        shown["has_children"] = workspace.Blocks.Values.Any(b => b.ParentId == block.Id && !b.InTrash);
        shown["type"] = block.Type;
        shown[block.Type] = block.Content.DeepClone();
        return shown;
    }

    public JsonObject Comment(Comment comment)
    {
        var shown = Head("comment", comment.Id, comment.Created, comment.Created);
        shown["parent"] = comment.ParentId == comment.PageId
            ? PageParent(comment.PageId)
            : new JsonObject { ["type"] = "block_id", ["block_id"] = comment.ParentId };
        shown["discussion_id"] = comment.DiscussionId;
        shown["created_by"] = Workspace.User(Workspace.BotId);
        shown["rich_text"] = comment.RichText.DeepClone();
        shown["display_name"] = new JsonObject { ["type"] = "integration", ["resolved_name"] = "Cratehand" };
        return shown;
    }

    JsonObject Head(string kind, string id, DateTimeOffset created, DateTimeOffset edited) => new()
    {
        ["object"] = kind,
        ["id"] = id,
        ["created_time"] = workspace.Shown(created),
        ["last_edited_time"] = workspace.Shown(edited),
    };

    void Trash(NotionCall call, JsonObject shown, bool inTrash)
    {
        shown["in_trash"] = inTrash;
        if (!call.Is2026 || !workspace.Rules.Holds(Hosting.Rules.NotionInPlaceOfArchived))
        {
            shown["archived"] = inTrash;
        }
    }

    static void Titled(JsonObject shown, string title, string id)
    {
        shown["title"] = RichText.Of(title);
        shown["description"] = new JsonArray();
        shown["icon"] = null;
        shown["cover"] = null;
        shown["url"] = $"https://app.notion.com/p/{id.Replace("-", "")}";
        shown["public_url"] = null;
    }

    static JsonObject PageParent(string id) => new() { ["type"] = "page_id", ["page_id"] = id };

    JsonObject Parent(Page page) =>
        workspace.SourceOf(page) is { } source
            ? new() { ["type"] = "data_source_id", ["data_source_id"] = source.Id, ["database_id"] = source.DatabaseId }
            : page.ParentPage is { } parent ? PageParent(parent)
            : new() { ["type"] = "workspace", ["workspace"] = true };

    JsonObject Properties(Page page, IReadOnlyList<string> only)
    {
        var shown = new JsonObject();
        if (workspace.SourceOf(page) is not { } source)
        {
            shown["title"] = new JsonObject
            {
                ["id"] = "title",
                ["type"] = "title",
                ["title"] = page.Values.TryGetValue("title", out var title) ? title.DeepClone() : new JsonArray(),
            };
            return shown;
        }

        foreach (var property in source.Properties.Where(p => only.Count == 0 || only.Any(p.Is)))
        {
            shown[property.Name] = Property(page, property);
        }

        return shown;
    }

    static JsonObject Schema(Property property) => new()
    {
        ["id"] = property.Id,
        ["name"] = property.Name,
        ["description"] = null,
        ["type"] = property.Type,
        [property.Type] = property.Config.DeepClone(),
    };

    static void Add(JsonObject shown, string name, bool? value)
    {
        if (value is { } known)
        {
            shown[name] = known;
        }
    }
}
