using System.Text.Json.Nodes;

namespace Cratehand.Sandbox.Spotify;

/// <summary>
/// The <c>fields</c> parameter of playlists: <c>total,next,items(added_at,item(id,name))</c>, a dot for one field within,
/// <c>!</c> for all but. What was not asked for is not there: a client that reads it must find out here.
/// </summary>
sealed class FieldFilter
{
    readonly Dictionary<string, FieldFilter> _wanted = [];
    readonly HashSet<string> _left = [];

    /// <summary>The filter of a text, or null when the text is none.</summary>
    public static FieldFilter? Parse(string text)
    {
        var at = 0;
        var filter = List(text, ref at);
        return at == text.Length ? filter : null;
    }

    /// <summary>What is left of an object, a list or a value.</summary>
    public JsonNode? Apply(JsonNode? node) => node switch
    {
        JsonArray list => new JsonArray([.. list.Select(Apply)]),
        JsonObject whole when _wanted.Count + _left.Count > 0 => new JsonObject(whole
            .Where(p => _left.Count > 0 ? !_left.Contains(p.Key) : _wanted.ContainsKey(p.Key))
            .Select(p => KeyValuePair.Create(p.Key, _wanted.TryGetValue(p.Key, out var inner) ? inner.Apply(p.Value) : p.Value?.DeepClone()))),
        _ => node?.DeepClone(),
    };

    static FieldFilter List(string text, ref int at)
    {
        var filter = new FieldFilter();
        do
        {
            filter.Add(text, ref at);
        }
        while (at < text.Length && text[at] == ',' && at++ >= 0);
        return filter;
    }

    void Add(string text, ref int at)
    {
        var isLeftOut = at < text.Length && text[at] == '!';
        var from = at += isLeftOut ? 1 : 0;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }

        var name = text[from..at];
        if (isLeftOut)
        {
            _left.Add(name);
        }
        else
        {
            _wanted[name] = Inner(text, ref at);
        }
    }

    static FieldFilter Inner(string text, ref int at)
    {
        var inner = new FieldFilter();
        if (at < text.Length && text[at] == '.')
        {
            at++;
            inner.Add(text, ref at);
        }
        else if (at < text.Length && text[at] == '(')
        {
            at++;
            inner = List(text, ref at);
            at += at < text.Length && text[at] == ')' ? 1 : text.Length;
        }

        return inner;
    }
}
