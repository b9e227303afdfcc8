using System.Text.Json.Nodes;

namespace Cratehand.Sandbox.Notion.Properties;

/// <summary>Writes a body's <c>properties</c> into a page: all of them, or, at the first that cannot be, none.</summary>
sealed class PageWriter(Workspace workspace, ValueReader values)
{
    static readonly Property PlainTitle = new() { Id = "title", Name = "title", Type = "title" };

    /// <summary>The ids of the properties written, in the order sent.</summary>
    public IReadOnlyList<string> Write(Page page, JsonObject properties)
    {
        var atOnce = !workspace.Rules.Holds(Hosting.Rules.NotionWhole);
        var read = new List<(Property Property, JsonNode? Value)>();
        foreach (var (name, sent) in properties)
        {
            if (Find(page, name) is { } property)
            {
                read.Add((property, values.Read(property, sent, $"body.properties.{name}")));
                Put(page, atOnce ? read[^1..] : []);
            }
        }

        Put(page, read);
        return [.. read.Select(r => r.Property.Id)];
    }

    Property? Find(Page page, string name)
    {
        var found = workspace.SourceOf(page) is { } source ? source.Find(name) : name == "title" ? PlainTitle : null;
        return found is null && workspace.Rules.Holds(Hosting.Rules.NotionUnknownProperty)
            ? throw NotionException.Validation($"{name} is not a property that exists.")
            : found;
    }

    static void Put(Page page, IReadOnlyList<(Property Property, JsonNode? Value)> read)
    {
        foreach (var (property, value) in read)
        {
            if (value is null or JsonArray { Count: 0 })
            {
                page.Values.Remove(property.Id);
            }
            else
            {
                page.Values[property.Id] = value.DeepClone();
            }
        }
    }
}
