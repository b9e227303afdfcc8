using System.Text.Json.Nodes;

namespace Cratehand.Sandbox.Notion;

// The workspace as it is held and as the state file shows it; the wire has its own shapes (Rendering).

sealed class Database
{
    public required string Id { get; init; }

    /// <summary>The name by which seeds speak of it (agentTasks, tracks, artists, playlists), or null.</summary>
    public string? Key { get; init; }

    public required string Title { get; set; }

    public required string ParentPage { get; init; }

    public required DateTimeOffset Created { get; init; }

    public DateTimeOffset Edited { get; set; }

    public bool InTrash { get; set; }

    public bool Shared { get; set; } = true;
}

sealed class DataSource
{
    public required string Id { get; init; }

    public required string DatabaseId { get; init; }

    public required string Title { get; set; }

    public List<Property> Properties { get; init; } = [];

    public required DateTimeOffset Created { get; init; }

    public DateTimeOffset Edited { get; set; }

    public bool InTrash { get; set; }

    public bool Shared { get; set; } = true;

    public int LastNumber { get; set; }

    /// <summary>By name, or by id in either spelling.</summary>
    public Property? Find(string nameOrId) =>
        Properties.Find(p => p.Name == nameOrId) ?? Properties.Find(p => p.Is(nameOrId));
}

/// <summary>One column. <c>Config</c> is what stands under the type's name in the schema.</summary>
sealed class Property
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    public required string Type { get; init; }

    public JsonObject Config { get; set; } = [];

    public bool Is(string id) => Id == id || Uri.UnescapeDataString(Id) == Uri.UnescapeDataString(id);
}

sealed class Page
{
    public required string Id { get; init; }

    /// <summary>Null for a page that is no row.</summary>
    public string? DataSourceId { get; init; }

    /// <summary>Null for a row, and for a page at the top.</summary>
    public string? ParentPage { get; init; }

    /// <summary>Property id → the value under the type's name; what is empty is absent.</summary>
    public Dictionary<string, JsonNode> Values { get; init; } = [];

    public required DateTimeOffset Created { get; init; }

    public DateTimeOffset Edited { get; set; }

    public required string CreatedBy { get; init; }

    public required string EditedBy { get; set; }

    public JsonNode? Icon { get; set; }

    public JsonNode? Cover { get; set; }

    public bool InTrash { get; set; }

    public bool Shared { get; set; } = true;

    public int Number { get; set; }
}

sealed class Block
{
    public required string Id { get; init; }

    /// <summary>A page or a block.</summary>
    public required string ParentId { get; init; }

    public required string PageId { get; init; }

    public required string Type { get; init; }

    public JsonObject Content { get; set; } = [];

    public required DateTimeOffset Created { get; init; }

    public DateTimeOffset Edited { get; set; }

    public bool InTrash { get; set; }
}

sealed class Comment
{
    public required string Id { get; init; }

    public required string PageId { get; init; }

    public required string ParentId { get; init; }

    public required string DiscussionId { get; init; }

    public required JsonArray RichText { get; init; }

    public required DateTimeOffset Created { get; init; }
}
