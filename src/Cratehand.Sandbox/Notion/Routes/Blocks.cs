using System.Text.Json.Nodes;
using Cratehand.Sandbox.Notion.Properties;

namespace Cratehand.Sandbox.Notion.Routes;

/// <summary>Blocks as sent, checked whole before the first is put anywhere.</summary>
sealed class Blocks(Workspace workspace)
{
    const int MaxPerCall = 100;
    const int MaxInAll = 1000;
    const int MaxLevels = 2;

    static readonly string[] WithText =
    [
        "paragraph", "heading_1", "heading_2", "heading_3", "bulleted_list_item", "numbered_list_item", "quote", "to_do", "toggle", "callout", "code",
    ];

    static readonly string[] Others =
        ["embed", "bookmark", "image", "video", "pdf", "file", "audio", "equation", "divider", "breadcrumb", "table_of_contents", "link_to_page", "table", "table_row"];

    /// <exception cref="NotionException">One of them is not a block, or they are too many or too deep.</exception>
    public IReadOnlyList<Draft> Read(JsonNode children, string path)
    {
        var all = 0;
        var drafts = Read(children, path, 1, ref all);
        return all > MaxInAll && workspace.Rules.Holds(Hosting.Rules.NotionPayload)
            ? throw NotionException.Validation($"body failed validation: body should have ≤ `{MaxInAll}` blocks, instead had `{all}`.")
            : drafts;
    }

    List<Draft> Read(JsonNode? children, string path, int level, ref int all)
    {
        var list = children as JsonArray ?? throw NotionException.Should(path, "an array", children);
        if (list.Count > MaxPerCall && workspace.Rules.Holds(Hosting.Rules.NotionArray))
        {
            throw NotionException.TooMany(path, MaxPerCall, list.Count);
        }

        var drafts = new List<Draft>();
        for (var i = 0; i < list.Count; i++)
        {
            all++;
            drafts.Add(ReadOne(list[i], $"{path}[{i}]", level, ref all));
        }

        return drafts;
    }

    Draft ReadOne(JsonNode? sent, string path, int level, ref int all)
    {
        var type = (sent as JsonObject)?.Select(p => p.Key).FirstOrDefault(k => WithText.Contains(k) || Others.Contains(k))
            ?? throw NotionException.FixOne(path, [.. WithText, .. Others]);
        var content = (sent![type] as JsonObject)?.DeepClone().AsObject() ?? [];
        var below = content["children"] ?? sent["children"]?.DeepClone();
        content.Remove("children");
        if (WithText.Contains(type))
        {
            content["rich_text"] = RichText.Read(content["rich_text"], $"{path}.{type}.rich_text", workspace.Rules);
            Complete(type, content);
        }

        if (below is not null && level > MaxLevels)
        {
            throw NotionException.Should($"{path}.{type}.children", "not present", new JsonArray());
        }

        return new(type, content, below is null ? [] : Read(below, $"{path}.{type}.children", level + 1, ref all));
    }

    // What Notion adds when it was not said.
    static void Complete(string type, JsonObject content)
    {
        switch (type)
        {
            case "code":
                content["caption"] ??= new JsonArray();
                content["language"] ??= "plain text";
                return;
            case "to_do":
                content["checked"] ??= false;
                break;
            case "paragraph" or "callout":
                content["icon"] ??= null;
                break;
            case "heading_1" or "heading_2" or "heading_3":
                content["is_toggleable"] ??= false;
                break;
        }

        content["color"] ??= "default";
    }

    /// <summary>Puts blocks under a parent: at its end, at its start, or after one of its children.</summary>
    public IReadOnlyList<Block> Append(string pageId, string parentId, IReadOnlyList<Draft> drafts, string? after, bool atStart)
    {
        var at = after is not null ? workspace.Blocks.IndexOf(after) + 1 : atStart ? 0 : workspace.Blocks.Count;
        var made = new List<Block>();
        foreach (var draft in drafts)
        {
            var block = new Block
            {
                Id = workspace.NewId(),
                PageId = pageId,
                ParentId = parentId,
                Type = draft.Type,
                Content = draft.Content,
                Created = workspace.Now,
                Edited = workspace.Now,
            };
            workspace.Blocks.Insert(at++, block.Id, block);
            made.Add(block);
        }

        foreach (var (block, draft) in made.Zip(drafts))
        {
            Append(pageId, block.Id, draft.Children, null, atStart: false);
        }

        return made;
    }

    public sealed record Draft(string Type, JsonObject Content, IReadOnlyList<Draft> Children);
}
