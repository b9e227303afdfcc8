using System.Text;
using System.Text.RegularExpressions;

namespace Cratehand.Cli;

/// <summary>Breaks a line for a terminal between words; what follows stands below the last column that the line begins with.</summary>
static partial class Wrapping
{
    const int Widest = 100;

    /// <summary>No column begins further right.</summary>
    const int Columns = 40;

    /// <param name="width">The terminal's. A word that is longer by itself stays whole: it may be a link.</param>
    public static string Wrap(string line, int width)
    {
        var most = Math.Min(width, Widest);
        var hang = HangOf(line, most);
        var text = new StringBuilder();
        while (line.Length > most && EndOf(line, hang, most) is > 0 and var end)
        {
            text.Append(line.AsSpan(0, end).TrimEnd()).AppendLine();
            line = new string(' ', hang) + line[end..].TrimStart();
        }

        return text.Append(line).ToString();
    }

    static int EndOf(string line, int hang, int most) =>
        line.LastIndexOf(' ', most) is var end && end > hang ? end : line.IndexOf(' ', most);

    static int HangOf(string line, int most) =>
        Gap().Matches(line[..Math.Min(line.Length, Columns)]).LastOrDefault() is { } gap && gap.Index + gap.Length <= most / 2 ? gap.Index + gap.Length : 2;

    [GeneratedRegex("  +(?=[^ ])", RegexOptions.None, 1000)]
    private static partial Regex Gap();
}
