using System.Text.Json.Nodes;
using Cratehand.Sandbox.Notion.Properties;
using Cratehand.Sandbox.Notion.Querying;
using Cratehand.Sandbox.Notion.Webhooks;
using Microsoft.AspNetCore.Builder;

namespace Cratehand.Sandbox.Notion.Routes;

/// <summary>Blocks: the content of pages. A page id is a block id here, as in Notion.</summary>
sealed class BlockRoutes(Gate gate, Workspace workspace, Rendering rendering, Blocks blocks, Paging paging, EventQueue events)
{
    public void Map(WebApplication app)
    {
        app.MapGet("/v1/blocks/{block_id}/children", gate.Open(List));
        app.MapPatch("/v1/blocks/{block_id}/children", gate.Open(Append));
        app.MapGet("/v1/blocks/{block_id}", gate.Open(call => rendering.Block(call, Find(call))));
        app.MapPatch("/v1/blocks/{block_id}", gate.Open(Update));
        app.MapDelete("/v1/blocks/{block_id}", gate.Open(Delete));
    }

    JsonObject List(NotionCall call)
    {
        var (_, id) = Parent(call);
        List<Block> children = [.. workspace.Blocks.Values.Where(b => b.ParentId == id && !b.InTrash)];
        return paging.Page(call, children, b => rendering.Block(call, b), "block", fromBody: false);
    }

    JsonObject Append(NotionCall call)
    {
        var (page, id) = Parent(call);
        if (page.InTrash && workspace.Rules.Holds(Hosting.Rules.NotionTrash))
        {
            throw NotionException.Trashed();
        }

        var drafts = blocks.Read(call.Body["children"] ?? throw NotionException.Undefined("body.children"), "body.children");
        var (after, atStart) = Place(call, id);
        var made = blocks.Append(page.Id, id, drafts, after, atStart);
        Changed(page, made.Select(b => b.Id));
        return paging.Page(call, made, b => rendering.Block(call, b), "block", fromBody: false);
    }

    (string? After, bool AtStart) Place(NotionCall call, string parentId)
    {
        var strict = workspace.Rules.Holds(Hosting.Rules.NotionPositionNotAfter);
        var (wrong, should) = call.Is2026 ? ("after", "position") : ("position", "after");
        if (call.Body[wrong] is { } given && strict)
        {
            throw NotionException.Should($"body.{wrong}", $"not present (this version takes `{should}`)", given);
        }

        var position = call.Body["position"];
        var after = call.Body["after"] ?? ((string?)position?["type"] == "after_block" ? position?["after_block"]?["id"] : null);
        if (after is null)
        {
            return (null, (string?)position?["type"] == "start");
        }

        var id = Ids.FromBody(after, "body.after", workspace.Rules);
        return workspace.Blocks.TryGetValue(id, out var sibling) && sibling.ParentId == parentId ? (id, false) : throw NotionException.NotFound("block", id);
    }

    (Page Page, string Id) Parent(NotionCall call)
    {
        var id = Ids.FromPath(call, "block_id", workspace.Rules);
        return workspace.Blocks.TryGetValue(id, out var block) && !block.InTrash ? (workspace.Page(block.PageId), id)
            : workspace.Pages.TryGetValue(id, out var page) && workspace.IsVisible(page.Shared) ? (page, id)
            : throw NotionException.NotFound("block", id);
    }

    Block Find(NotionCall call)
    {
        var id = Ids.FromPath(call, "block_id", workspace.Rules);
        return workspace.Blocks.TryGetValue(id, out var block) ? block : throw NotionException.NotFound("block", id);
    }

    JsonObject Update(NotionCall call)
    {
        var block = Find(call);
        if (call.Body[block.Type] is JsonObject content)
        {
            foreach (var (name, value) in content)
            {
                block.Content[name] = name == "rich_text"
                    ? RichText.Read(value, $"body.{block.Type}.rich_text", workspace.Rules)
                    : value?.DeepClone();
            }
        }

        block.InTrash = (bool?)(call.Body["in_trash"] ?? call.Body["archived"]) ?? block.InTrash;
        block.Edited = workspace.Now;
        Changed(workspace.Page(block.PageId), [block.Id]);
        return rendering.Block(call, block);
    }

    JsonObject Delete(NotionCall call)
    {
        var block = Find(call);
        block.InTrash = true;
        block.Edited = workspace.Now;
        Changed(workspace.Page(block.PageId), [block.Id]);
        return rendering.Block(call, block);
    }

    void Changed(Page page, IEnumerable<string> ids)
    {
        workspace.Touch(page);
        foreach (var id in ids)
        {
            events.PageChanged(page, "page.content_updated", block: new JsonObject { ["id"] = id, ["type"] = "block" });
        }
    }
}
