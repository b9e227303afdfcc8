using System.Text.Json.Nodes;

namespace Cratehand.Sandbox.Notion.Querying;

/// <summary>Lists by the page. A cursor belongs to the list it was given out for; rows that move between two pages are missed or doubled, as live.</summary>
sealed class Paging(Workspace workspace)
{
    const int MaxPage = 100;
    const int MaxRows = 10_000;
    const int KeptCursors = 10_000;

    readonly OrderedDictionary<string, (string List, int Offset)> _cursors = [];

    /// <param name="fromBody">Where page_size and start_cursor stand: the body of a POST, the query of a GET.</param>
    /// <param name="capped">Whether the 10,000-row cap of queries applies.</param>
    public JsonObject Page<T>(NotionCall call, IReadOnlyList<T> all, Func<T, JsonNode> show, string type, bool fromBody, bool capped = false)
    {
        var size = Size(call, fromBody);
        var offset = Offset(call, fromBody);
        var end = capped && workspace.Rules.Holds(Hosting.Rules.NotionRowCap) ? Math.Min(all.Count, MaxRows) : all.Count;
        var to = Math.Min(offset + size, end);
        var more = to < end;
        var page = new JsonObject
        {
            ["object"] = "list",
            ["results"] = new JsonArray([.. all.Take(to).Skip(offset).Select(show)]),
            ["next_cursor"] = more ? Issue(call, to) : null,
            ["has_more"] = more,
            ["type"] = type,
            [type] = new JsonObject(),
        };
        if (!more && end < all.Count)
        {
            page["request_status"] = new JsonObject { ["type"] = "incomplete", ["incomplete_reason"] = "query_result_limit_reached" };
        }

        return page;
    }

    int Size(NotionCall call, bool fromBody)
    {
        var path = fromBody ? "body.page_size" : "query.page_size";
        var sent = fromBody ? call.Body["page_size"] : call.Query("page_size") is { } text ? Number(text) : null;
        if (sent is null)
        {
            return MaxPage;
        }

        var size = Properties.Values.Number(sent) ?? throw NotionException.Should(path, "a number", sent);
        if (!workspace.Rules.Holds(Hosting.Rules.NotionPageSize))
        {
            return Math.Max(1, (int)size);
        }

        return size > MaxPage ? throw NotionException.Should(path, $"≤ `{MaxPage}`", sent)
            : size < 1 ? throw NotionException.Should(path, "≥ `1`", sent)
            : (int)size;
    }

    static JsonNode Number(string text) => int.TryParse(text, out var number) ? number : (JsonNode)text;

    int Offset(NotionCall call, bool fromBody)
    {
        var cursor = fromBody ? call.Body["start_cursor"]?.ToString() : call.Query("start_cursor");
        if (cursor is null)
        {
            return 0;
        }

        if (_cursors.TryGetValue(cursor, out var place) && place.List == call.ListKey())
        {
            return place.Offset;
        }

        return workspace.Rules.Holds(Hosting.Rules.NotionCursor)
            ? throw NotionException.Validation($"The start_cursor provided is invalid: {cursor}")
            : 0;
    }

    string Issue(NotionCall call, int offset)
    {
        var cursor = workspace.NewId();
        _cursors[cursor] = (call.ListKey(), offset);
        if (_cursors.Count > KeptCursors)
        {
            _cursors.RemoveAt(0);
        }

        return cursor;
    }
}
