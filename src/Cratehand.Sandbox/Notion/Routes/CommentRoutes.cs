using System.Text.Json.Nodes;
using Cratehand.Sandbox.Notion.Properties;
using Cratehand.Sandbox.Notion.Querying;
using Cratehand.Sandbox.Notion.Webhooks;
using Microsoft.AspNetCore.Builder;

namespace Cratehand.Sandbox.Notion.Routes;

/// <summary>Comments on pages and blocks, and answers in a discussion.</summary>
sealed class CommentRoutes(Gate gate, Workspace workspace, Rendering rendering, Paging paging, EventQueue events)
{
    public void Map(WebApplication app)
    {
        app.MapPost("/v1/comments", gate.Open(Create));
        app.MapGet("/v1/comments", gate.Open(List));
        app.MapGet("/v1/comments/{comment_id}", gate.Open(One));
    }

    JsonObject Create(NotionCall call)
    {
        var text = RichText.Read(call.Body["rich_text"], "body.rich_text", workspace.Rules);
        var (page, parent, discussion) = Place(call.Body);
        var comment = new Comment
        {
            Id = workspace.NewId(),
            PageId = page,
            ParentId = parent,
            DiscussionId = discussion,
            RichText = text,
            Created = workspace.Now,
        };
        workspace.Comments.Add(comment.Id, comment);
        events.Commented(comment);
        return rendering.Comment(comment);
    }

    (string Page, string Parent, string Discussion) Place(JsonObject body)
    {
        if (body["discussion_id"] is { } discussion)
        {
            var id = Ids.FromBody(discussion, "body.discussion_id", workspace.Rules);
            var first = workspace.Comments.Values.FirstOrDefault(c => c.DiscussionId == id) ?? throw NotionException.NotFound("discussion", id);
            return (first.PageId, first.ParentId, id);
        }

        if (body["parent"]?["block_id"] is { } block)
        {
            var id = Ids.FromBody(block, "body.parent.block_id", workspace.Rules);
            return workspace.Blocks.TryGetValue(id, out var found)
                ? (found.PageId, id, workspace.NewId())
                : throw NotionException.NotFound("block", id);
        }

        var page = workspace.Page(Ids.FromBody(body["parent"]?["page_id"], "body.parent.page_id", workspace.Rules)).Id;
        return (page, page, workspace.NewId());
    }

    JsonObject List(NotionCall call)
    {
        var id = Ids.Read(call.Query("block_id") ?? throw NotionException.Undefined("query.block_id"), "query.block_id", workspace.Rules);
        if (!workspace.Blocks.ContainsKey(id))
        {
            workspace.Page(id);
        }

        List<Comment> found = [.. workspace.Comments.Values.Where(c => c.ParentId == id)];
        return paging.Page(call, found, rendering.Comment, "comment", fromBody: false);
    }

    JsonObject One(NotionCall call)
    {
        var id = Ids.FromPath(call, "comment_id", workspace.Rules);
        return workspace.Comments.TryGetValue(id, out var comment) ? rendering.Comment(comment) : throw NotionException.NotFound("comment", id);
    }
}
