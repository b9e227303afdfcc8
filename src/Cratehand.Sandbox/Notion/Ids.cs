using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;

namespace Cratehand.Sandbox.Notion;

/// <summary>Ids come with dashes or without, in any case; we hold them lower case with dashes.</summary>
static class Ids
{
    /// <exception cref="NotionException">400: no UUID.</exception>
    public static string FromPath(NotionCall call, string name, RuleBook rules) =>
        Read(call.Part(name), "path." + name, rules);

    public static string FromBody(JsonNode? value, string path, RuleBook rules) =>
        value is null ? throw NotionException.Undefined(path)
        : value.GetValueKind() == System.Text.Json.JsonValueKind.String ? Read(value.GetValue<string>(), path, rules)
        : throw NotionException.Should(path, "a string", value);

    public static string Read(string text, string path, RuleBook rules)
    {
        if (text.Length is 32 or 36 && Guid.TryParse(text, out var id))
        {
            return id.ToString();
        }

        return rules.Holds(Rules.NotionUuid) ? throw NotionException.Should(path, "a valid uuid", JsonValue.Create(text)) : text;
    }
}
