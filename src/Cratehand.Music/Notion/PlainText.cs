using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cratehand.Music.Notion;

/// <summary>Rich text, of which we use the text alone.</summary>
public static class PlainText
{
    /// <summary>Notion's limit for one run, in UTF-16 units.</summary>
    public const int LongestRun = 2000;

    /// <summary>Notion's limit for any list.</summary>
    public const int MostRuns = 100;

    /// <summary>The text of a list of runs.</summary>
    public static string Of(JsonElement runs) =>
        string.Concat(runs.Items().Select(run => run.At("plain_text").Text() ?? run.At("text", "content").Text()));

    /// <summary>A text in as many runs as it needs; no letter is cut in two.</summary>
    /// <exception cref="ArgumentException">Longer than 100 runs hold.</exception>
    public static JsonArray Runs(string text)
    {
        var runs = new JsonArray();
        for (var start = 0; start < text.Length;)
        {
            var length = Math.Min(LongestRun, text.Length - start);
            length -= start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]) ? 1 : 0;
            runs.Add(new JsonObject { ["text"] = new JsonObject { ["content"] = text.Substring(start, length) } });
            start += length;
        }

        return runs.Count <= MostRuns ? runs
            : throw new ArgumentException($"The text has {text.Length:N0} characters; a Notion property holds about {LongestRun * MostRuns:N0}. Shorten it, or write it as blocks.", nameof(text));
    }
}
