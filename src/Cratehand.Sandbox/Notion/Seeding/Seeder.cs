using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Notion.Properties;
using Cratehand.Sandbox.Notion.Webhooks;

namespace Cratehand.Sandbox.Notion.Seeding;

/// <summary>
/// Does to the workspace what its owner would do by hand:
/// <c>databases [{key, title, columns:["Name : title"]}]</c>, <c>columns [{database, add:["BPM : number"], remove:["…"], rename:{old:new}}]</c>,
/// <c>rows [{database, values:{…}, id?, editedAt?}]</c>, <c>edits [{page, values}]</c>,
/// <c>trash|hide|show [page or database id]</c>, <c>generate [{database, rows, columns?, fillEvery?}]</c> (columns up to a number; each so many-th is filled).
/// A database goes by its key or its id.
/// </summary>
sealed class Seeder(Workspace workspace, SchemaWriter schema, PageWriter writer, EventQueue events)
{
    public const string RootId = "00700700-0000-4000-8000-000000000000";

    readonly Columns _columns = new(workspace, schema);

    /// <summary>The databases that every sandbox has.</summary>
    public void Begin(bool withExamples)
    {
        workspace.Author = Workspace.OwnerId;
        new ExampleWorkspace(workspace, this).Make(withExamples);
        workspace.Author = Workspace.BotId;
    }

    /// <exception cref="SeedException">A part names what does not exist.</exception>
    public bool Apply(JsonNode seed)
    {
        workspace.Author = Workspace.OwnerId;
        try
        {
            Each(seed["databases"], d => Database(
                d["key"]!.ToString(), (d["title"] ?? d["key"])!.ToString(), (workspace.NewId(), workspace.NewId()), d["columns"]!.AsArray().Select(c => c!.ToString())));
            Each(seed["columns"], Columns);
            Each(seed["rows"], r => Tell(Row(Source(r["database"]), r["values"]!.AsObject(), (string?)r["id"], (DateTimeOffset?)r["editedAt"]), "page.created"));
            Each(seed["edits"], Edit);
            Each(seed["trash"], t => Trash(t.ToString()));
            Each(seed["hide"], t => Share(t.ToString(), false));
            Each(seed["show"], t => Share(t.ToString(), true));
            Each(seed["generate"], Generate);
            return true;
        }
        catch (NotionException e)
        {
            throw new SeedException(e.Message);
        }
        finally
        {
            workspace.Author = Workspace.BotId;
        }
    }

    /// <summary>A new database with one data source, under the page at the top.</summary>
    public DataSource Database(string key, string title, (string Database, string Source) ids, IEnumerable<string> columns)
    {
        var now = workspace.Now;
        workspace.Databases[ids.Database] = new() { Id = ids.Database, Key = key, Title = title, ParentPage = RootId, Created = now, Edited = now };
        var source = new DataSource { Id = ids.Source, DatabaseId = ids.Database, Title = title, Created = now, Edited = now };
        workspace.DataSources[source.Id] = source;
        foreach (var line in columns)
        {
            _columns.Add(source, line);
        }

        return source;
    }

    /// <summary>A new row with plain values.</summary>
    public Page Row(DataSource source, JsonObject values, string? id = null, DateTimeOffset? editedAt = null)
    {
        var page = new Page
        {
            Id = id is null ? workspace.NewId() : Guid.Parse(id).ToString(),
            DataSourceId = source.Id,
            Number = ++source.LastNumber,
            Created = editedAt ?? workspace.Now,
            Edited = editedAt ?? workspace.Now,
            CreatedBy = workspace.Author,
            EditedBy = workspace.Author,
        };
        workspace.Pages[page.Id] = page;
        Write(page, source, values);
        return page;
    }

    IReadOnlyList<string> Write(Page page, DataSource source, JsonObject values)
    {
        var wire = new JsonObject();
        foreach (var (name, value) in values)
        {
            var property = source.Find(name) ?? throw new SeedException($"{source.Title} has no column '{name}'.");
            wire[name] = Plain.ToWire(property, value);
        }

        return writer.Write(page, wire);
    }

    void Columns(JsonNode seed)
    {
        var source = Source(seed["database"]);
        foreach (var line in seed["add"]?.AsArray() ?? [])
        {
            _columns.Add(source, line!.ToString());
        }

        foreach (var name in seed["remove"]?.AsArray() ?? [])
        {
            source.Properties.RemoveAll(p => p.Name == name!.ToString());
        }

        foreach (var (old, name) in seed["rename"]?.AsObject() ?? [])
        {
            (source.Find(old) ?? throw new SeedException($"{source.Title} has no column '{old}'.")).Name = name!.ToString();
        }
    }

    void Edit(JsonNode seed)
    {
        var page = workspace.Page(seed["page"]!.ToString());
        var written = Write(page, workspace.SourceOf(page) ?? throw new SeedException("Only rows can be edited by a seed."), seed["values"]!.AsObject());
        workspace.Touch(page);
        events.PageChanged(page, "page.properties_updated", written);
    }

    void Trash(string id)
    {
        var page = workspace.Page(id);
        page.InTrash = true;
        workspace.Touch(page);
        Tell(page, "page.deleted");
    }

    void Share(string id, bool shared)
    {
        if (workspace.Pages.TryGetValue(id, out var page))
        {
            page.Shared = shared;
        }
        else if (workspace.Databases.TryGetValue(id, out var database))
        {
            database.Shared = shared;
            workspace.FirstSourceOf(database).Shared = shared;
        }
        else
        {
            throw new SeedException($"There is no page or database {id}.");
        }
    }

    // Many rows, and columns up to a number, some of the wrong type and under names a human would have given.
    void Generate(JsonNode seed)
    {
        var source = Source(seed["database"]);
        for (var i = source.Properties.Count; i < ((int?)seed["columns"] ?? 0); i++)
        {
            _columns.Add(source, $"Column {i} : {Types.Writable[1 + (i % (Types.Writable.Length - 1))]}".Replace(": relation", ": number").Replace(": status", ": checkbox"));
        }

        var title = source.Properties.Find(p => p.Type == "title")!.Name;
        for (var i = 1; i <= ((int?)seed["rows"] ?? 0); i++)
        {
            Row(source, Generated(source, (int?)seed["fillEvery"] ?? 0, i, new() { [title] = $"Generated {i:00000}" }));
        }
    }

    static JsonObject Generated(DataSource source, int every, int row, JsonObject values)
    {
        var columns = source.Properties.FindAll(p => p.Name.StartsWith("Column ", StringComparison.Ordinal));
        foreach (var column in columns.Where((_, i) => every > 0 && (i + row) % every == 0))
        {
            values[column.Name] = column.Type switch
            {
                "number" => row,
                "checkbox" => true,
                "date" => "2026-01-10",
                "url" => $"https://sandbox.example/{row}",
                "select" or "multi_select" => $"Option {row % 7}",
                "rich_text" or "email" or "phone_number" => $"Value {row}",
                _ => null,
            };
        }

        return values;
    }

    void Tell(Page page, string type) => events.PageChanged(page, type);

    DataSource Source(JsonNode? database)
    {
        var name = database?.ToString() ?? throw new SeedException("Say which database.");
        var found = workspace.Databases.Values.FirstOrDefault(d => d.Key == name || d.Id == name);
        return found is not null ? workspace.FirstSourceOf(found)
            : workspace.DataSources.TryGetValue(name, out var source) ? source
            : throw new SeedException($"There is no database '{name}'.");
    }

    static void Each(JsonNode? list, Action<JsonNode> act)
    {
        foreach (var item in list is JsonArray many ? many : list is null ? [] : [list.DeepClone()])
        {
            act(item!);
        }
    }
}
