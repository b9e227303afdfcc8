using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cratehand.Sandbox.Notion.Properties;

/// <summary>
/// A small part of Notion's formula language: <c>prop("…")</c>, literals, <c>+</c>, <c>empty</c>, <c>not</c>, <c>length</c>, <c>if</c>.
/// Anything else is answered as <c>unsupported</c>, which clients meet in the live API too.
/// </summary>
sealed class Formula(Func<string, JsonNode?> prop)
{
    string _text = "";
    int _at;

    public JsonObject Evaluate(string expression)
    {
        (_text, _at) = (expression, 0);
        try
        {
            var value = Sum();
            return _at == _text.Length ? Shown(value) : Shown(new NotSupportedException());
        }
        catch (NotSupportedException unsupported)
        {
            return Shown(unsupported);
        }
    }

    static JsonObject Shown(object? value) => value switch
    {
        bool truth => new() { ["type"] = "boolean", ["boolean"] = truth },
        double number => new() { ["type"] = "number", ["number"] = number },
        NotSupportedException => new() { ["type"] = "unsupported", ["unsupported"] = new JsonObject() },
        _ => new() { ["type"] = "string", ["string"] = value as string },
    };

    object? Sum()
    {
        var left = Term();
        while (Take('+'))
        {
            var right = Term();
            left = left is double a && right is double b ? a + b : $"{left}{right}";
        }

        return left;
    }

    object? Term()
    {
        Skip();
        if (_at < _text.Length && _text[_at] == '"')
        {
            return Quoted();
        }

        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '.'))
        {
            _at++;
        }

        var word = _text[start.._at];
        return double.TryParse(word, CultureInfo.InvariantCulture, out var number) ? number
            : word is "true" or "false" ? word == "true"
            : Call(word, Arguments());
    }

    object? Call(string name, List<object?> a) => (name, a.Count) switch
    {
        ("prop", 1) => Plain(prop(a[0] as string ?? "")),
        ("empty", 1) => a[0] is null or "" or false or 0d,
        ("not", 1) => a[0] is not true,
        ("length", 1) => (double)$"{a[0]}".Length,
        ("if", 3) => a[0] is true ? a[1] : a[2],
        _ => throw new NotSupportedException(name),
    };

    List<object?> Arguments()
    {
        if (!Take('('))
        {
            throw new NotSupportedException(_text);
        }

        var all = new List<object?>();
        do
        {
            all.Add(Sum());
        }
        while (Take(','));
        return Take(')') ? all : throw new NotSupportedException(_text);
    }

    string Quoted()
    {
        var end = _text.IndexOf('"', _at + 1);
        var quoted = end < 0 ? throw new NotSupportedException(_text) : _text[(_at + 1)..end];
        _at = end + 1;
        return quoted;
    }

    bool Take(char c)
    {
        Skip();
        var is_ = _at < _text.Length && _text[_at] == c;
        _at += is_ ? 1 : 0;
        Skip();
        return is_;
    }

    void Skip()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    static object? Plain(JsonNode? value) => value?.GetValueKind() switch
    {
        null => null,
        JsonValueKind.Number => Values.Number(value),
        JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
        _ => Values.Text(value),
    };
}
