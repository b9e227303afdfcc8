using System.Text.Json;
using System.Text.Json.Nodes;
using Cratehand.Sandbox.Notion.Webhooks;

namespace Cratehand.Sandbox.Notion.Seeding;

/// <summary>The whole workspace as JSON, out and in. Events not yet told are not part of it: at most once.</summary>
static class Snapshot
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static JsonNode Take(Workspace workspace, Deliverer deliverer) => JsonSerializer.SerializeToNode(
        new Held(
            [.. workspace.Databases.Values],
            [.. workspace.DataSources.Values],
            [.. workspace.Pages.Values],
            [.. workspace.Blocks.Values],
            [.. workspace.Comments.Values],
            deliverer.Subscriptions,
            deliverer.Deliveries),
        Json)!;

    public static bool Restore(JsonNode state, Workspace workspace, Deliverer deliverer)
    {
        var held = state.Deserialize<Held>(Json)!;
        Fill(workspace.Databases, held.Databases, d => d.Id);
        Fill(workspace.DataSources, held.DataSources, s => s.Id);
        Fill(workspace.Pages, held.Pages, p => p.Id);
        Fill(workspace.Blocks, held.Blocks, b => b.Id);
        Fill(workspace.Comments, held.Comments, c => c.Id);
        deliverer.Subscriptions = held.Subscriptions;
        return true;
    }

    static void Fill<T>(OrderedDictionary<string, T> into, IReadOnlyList<T> items, Func<T, string> id)
    {
        into.Clear();
        foreach (var item in items)
        {
            into.Add(id(item), item);
        }
    }

    sealed record Held(
        IReadOnlyList<Database> Databases,
        IReadOnlyList<DataSource> DataSources,
        IReadOnlyList<Page> Pages,
        IReadOnlyList<Block> Blocks,
        IReadOnlyList<Comment> Comments,
        IReadOnlyList<Subscription> Subscriptions,
        IReadOnlyList<Delivery> Deliveries);
}
