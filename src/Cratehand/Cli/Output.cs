using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace Cratehand.Cli;

/// <summary>
/// All that a command writes. Lines and tables are for people and fall silent under <c>--json</c>; then only <see cref="Json"/>
/// writes to standard output. Warnings and errors go to standard error in both.
/// </summary>
public sealed class Output(TextWriter standard, TextWriter error, Screen screen, bool isJson)
{
    /// <summary>What every machine-readable answer is written with, here and by the API.</summary>
    internal static readonly JsonSerializerOptions OneLine = new(JsonSerializerDefaults.Web)
    {
        // A title stays readable: the text goes to a terminal or a file, never into a web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    static readonly JsonSerializerOptions Indented = new(OneLine) { WriteIndented = true };

    readonly Lazy<IAnsiConsole> _console = new(() => ConsoleOn(standard, screen));

    public bool IsJson => isJson;

    public Screen Screen => screen;

    /// <summary>For live progress on a terminal; check <see cref="Screen"/> first.</summary>
    public IAnsiConsole Console => _console.Value;

    /// <summary>Standard error, for the log's warnings.</summary>
    public TextWriter Error => error;

    /// <summary>A line for people.</summary>
    public void Line(string text = "")
    {
        if (!isJson)
        {
            standard.WriteLine(Harmless(text));
        }
    }

    /// <summary>Sentences for people: on a terminal they are broken between words. What is to be copied is no prose.</summary>
    public void Prose(string text) => Line(Fitted(text, screen.IsTerminal));

    /// <summary>Sentences for people with what they mean in colour in front.</summary>
    public void Line(Tone tone, string mark, string text) => Line(Paint(tone, mark, screen.HasColour) + Fitted($"{mark} {text}", screen.IsTerminal)[mark.Length..]);

    /// <summary>The whole answer for programs: camelCase, nulls written, indented only on a terminal. Writes nothing without <c>--json</c>.</summary>
    public void Json<T>(T answer)
    {
        if (isJson)
        {
            standard.WriteLine(JsonSerializer.Serialize(answer, screen.IsTerminal ? Indented : OneLine));
        }
    }

    /// <summary>One of many answers, on one line.</summary>
    public void JsonLine<T>(T answer)
    {
        if (isJson)
        {
            standard.WriteLine(JsonSerializer.Serialize(answer, OneLine));
            standard.Flush();
        }
    }

    /// <summary>On a terminal columns that fit its width; in a pipe one line a row, cells divided by tabs, without the heads.</summary>
    public void Table(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (isJson)
        {
            return;
        }

        if (!screen.IsTerminal)
        {
            foreach (var row in rows)
            {
                standard.WriteLine(string.Join('\t', row.Select(cell => Harmless(cell).ReplaceLineEndings(" ").Replace('\t', ' '))));
            }

            return;
        }

        Console.Write(TableOf(heads, rows));
    }

    public void Warn(string text) => Say(Tone.Warning, "warning:", text);

    public void Fail(string text) => Say(Tone.Bad, "error:", text);

    void Say(Tone tone, string mark, string text) =>
        error.WriteLine(Paint(tone, mark, screen.ErrorHasColour) + Fitted($"{mark} {Harmless(text)}", screen.ErrorIsTerminal)[mark.Length..]);

    string Fitted(string text, bool isTerminal) => isTerminal ? Wrapping.Wrap(text, screen.Width) : text;

    /// <summary>
    /// Without what would steer the terminal: names of files and tags are other people's. Line ends, tabs and the colours of
    /// <see cref="Tone"/> stay.
    /// </summary>
    internal static string Harmless(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select((c, at) => char.IsControl(c) && c is not ('\n' or '\r' or '\t') && !IsColour(text.AsSpan(at)) ? '\uFFFD' : c)) : text;

    static bool IsColour(ReadOnlySpan<char> text) => text is ['\e', '[', >= '0' and <= '9', 'm', ..] or ['\e', '[', >= '0' and <= '9', >= '0' and <= '9', 'm', ..];

    static Table TableOf(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (var head in heads)
        {
            table.AddColumn(new TableColumn(new Text(head, new Style(decoration: Decoration.Bold))).PadLeft(0).PadRight(2));
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(Harmless(cell))));
        }

        return table;
    }

    static IAnsiConsole ConsoleOn(TextWriter writer, Screen screen)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = screen.HasColour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = screen.HasColour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = screen.IsTerminal ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = screen.Width;
        return console;
    }

    static string Paint(Tone tone, string text, bool hasColour) => hasColour ? $"\e[{(int)tone}m{text}\e[0m" : text;
}

/// <summary>What a coloured word means; the number is its ANSI colour.</summary>
public enum Tone
{
    Plain = 0,
    Bad = 31,
    Good = 32,
    Warning = 33,
    Quiet = 90,
}
