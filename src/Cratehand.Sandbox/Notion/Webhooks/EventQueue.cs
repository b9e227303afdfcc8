using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;

namespace Cratehand.Sandbox.Notion.Webhooks;

/// <summary>
/// What happened to an entity, gathered for a while before it is told: edits of one page within the window become one event,
/// what was created and deleted within it is never told. Comments are told at once.
/// </summary>
sealed class EventQueue(World world, Workspace workspace, Deliverer deliverer)
{
    static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    readonly Lock _lock = new();
    readonly Dictionary<(string Type, string Entity), JsonObject> _gathering = [];

    public void PageChanged(Page page, string type, IReadOnlyList<string>? properties = null, JsonNode? block = null)
    {
        var data = new JsonObject { ["parent"] = Parent(page) };
        if (properties is not null)
        {
            data["updated_properties"] = new JsonArray([.. properties.Select(p => JsonValue.Create(p))]);
        }

        if (block is not null)
        {
            data["updated_blocks"] = new JsonArray(block);
        }

        Gather(type, "page", page.Id, data);
    }

    public void SchemaChanged(DataSource source, JsonArray changes) =>
        Gather("data_source.schema_updated", "data_source", source.Id, new()
        {
            ["parent"] = new JsonObject { ["id"] = source.DatabaseId, ["type"] = "database" },
            ["updated_properties"] = changes,
        });

    public void Commented(Comment comment)
    {
        var data = new JsonObject
        {
            ["page_id"] = comment.PageId,
            ["parent"] = new JsonObject { ["id"] = comment.ParentId, ["type"] = comment.ParentId == comment.PageId ? "page" : "block" },
        };
        deliverer.Tell(Event("comment.created", "comment", comment.Id, data));
    }

    void Gather(string type, string kind, string id, JsonObject data)
    {
        lock (_lock)
        {
            if (type == "page.deleted" && _gathering.Remove(("page.created", id)))
            {
                return;
            }

            if (type == "page.properties_updated" && _gathering.ContainsKey(("page.created", id)))
            {
                return;
            }

            if (_gathering.TryGetValue((type, id), out var gathered))
            {
                Merge(gathered["data"]!.AsObject(), data);
                return;
            }

            _gathering[(type, id)] = Event(type, kind, id, data);
        }

        world.Clock.Schedule(world.Clock.GetUtcNow() + Window, () => ReleaseAsync(type, id));
    }

    Task ReleaseAsync(string type, string id)
    {
        JsonObject? gathered;
        lock (_lock)
        {
            _gathering.Remove((type, id), out gathered);
        }

        if (gathered is not null)
        {
            deliverer.Tell(gathered);
        }

        return Task.CompletedTask;
    }

    static void Merge(JsonObject into, JsonObject data)
    {
        foreach (var name in (string[])["updated_properties", "updated_blocks"])
        {
            foreach (var item in data[name] as JsonArray ?? [])
            {
                var list = into[name]!.AsArray();
                if (!list.Any(i => JsonNode.DeepEquals(i, item)))
                {
                    list.Add(item!.DeepClone());
                }
            }
        }
    }

    JsonObject Parent(Page page) =>
        workspace.SourceOf(page) is { } source
            ? new() { ["id"] = source.DatabaseId, ["type"] = "database", ["data_source_id"] = source.Id }
            : new() { ["id"] = page.ParentPage ?? Workspace.Id, ["type"] = page.ParentPage is null ? "space" : "page" };

    JsonObject Event(string type, string kind, string id, JsonObject data) => new()
    {
        ["id"] = workspace.NewId(),
        ["timestamp"] = Workspace.Time(world.Clock.GetUtcNow()),
        ["workspace_id"] = Workspace.Id,
        ["workspace_name"] = "Sandbox",
        ["subscription_id"] = null,
        ["integration_id"] = Workspace.BotId,
        ["authors"] = new JsonArray(new JsonObject { ["id"] = workspace.Author, ["type"] = workspace.Author == Workspace.BotId ? "bot" : "person" }),
        ["accessible_by"] = new JsonArray(new JsonObject { ["id"] = Workspace.BotId, ["type"] = "bot" }),
        ["attempt_number"] = 1,
        ["api_version"] = "2026-03-11",
        ["type"] = type,
        ["entity"] = new JsonObject { ["id"] = id, ["type"] = kind },
        ["data"] = data,
    };
}
