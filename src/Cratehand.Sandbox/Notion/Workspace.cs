using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;

namespace Cratehand.Sandbox.Notion;

/// <summary>All that the stand-in holds. Not safe for two at once: <see cref="Gate"/> lets one in at a time.</summary>
sealed class Workspace(World world)
{
    public const string Id = "5a4db0c0-0000-4000-8000-00000000c0de";
    public const string BotId = "b0700000-0000-4000-8000-000000000001";
    public const string OwnerId = "0e750000-0000-4000-8000-000000000002";

    // Seeded, so that two runs of the same calls give the same ids.
    readonly Random _random = new(20250903);

    public OrderedDictionary<string, Database> Databases { get; } = [];

    public OrderedDictionary<string, DataSource> DataSources { get; } = [];

    public OrderedDictionary<string, Page> Pages { get; } = [];

    public OrderedDictionary<string, Block> Blocks { get; } = [];

    public OrderedDictionary<string, Comment> Comments { get; } = [];

    public RuleBook Rules => world.Rules;

    /// <summary>The moment of an edit, kept whole; what the wire shows is rounded down to the minute.</summary>
    public DateTimeOffset Now => world.Clock.GetUtcNow();

    /// <summary>Who made the change that is being made: the connection, or the owner when a seed edits.</summary>
    public string Author { get; set; } = BotId;

    public string NewId()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes).ToString();
    }

    /// <summary>Four characters, some of which must be escaped: clients are to take property ids as they are given.</summary>
    public string NewPropertyId()
    {
        const string Letters = "ABCDEFGHabcdefgh0123456789:@;?<=^_|~";
        return Uri.EscapeDataString(string.Concat(Enumerable.Range(0, 4).Select(_ => Letters[_random.Next(Letters.Length)])));
    }

    public IEnumerable<Page> RowsOf(DataSource source) => Pages.Values.Where(p => p.DataSourceId == source.Id);

    public DataSource? SourceOf(Page page) => page.DataSourceId is { } id && DataSources.TryGetValue(id, out var source) ? source : null;

    public DataSource FirstSourceOf(Database database) => DataSources.Values.First(s => s.DatabaseId == database.Id);

    public bool IsVisible(bool shared) => shared || !Rules.Holds(Hosting.Rules.NotionShared);

    public Page Page(string id) => Pages.TryGetValue(id, out var page) && IsVisible(page.Shared && SourceOf(page) is null or { Shared: true }) ? page : throw NotionException.NotFound("page", id);

    public DataSource DataSource(string id) =>
        DataSources.TryGetValue(id, out var source) && IsVisible(source.Shared) ? source : throw NotionException.NotFound("data_source", id);

    public Database Database(string id) =>
        Databases.TryGetValue(id, out var database) && IsVisible(database.Shared) ? database : throw NotionException.NotFound("database", id);

    public void Touch(Page page)
    {
        page.Edited = Now;
        page.EditedBy = Author;
    }

    /// <summary>Notion shows edits to the minute: a cursor on this time must overlap by one.</summary>
    public string Shown(DateTimeOffset edited) =>
        Time(Rules.Holds(Hosting.Rules.NotionMinutes) ? edited.AddTicks(-(edited.Ticks % TimeSpan.TicksPerMinute)) : edited);

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    public static JsonObject User(string id) => new() { ["object"] = "user", ["id"] = id };
}
