using System.CommandLine;
using System.Text;

namespace Cratehand.Cli;

/// <summary>The help, for the whole program, a noun and a command; made from the sheets, so that it cannot part from them.</summary>
public sealed class HelpPage(IReadOnlyList<ICommand> commands, GlobalOptions global)
{
    const int Width = 80;

    public static string Version { get; } = $"cratehand {typeof(HelpPage).Assembly.GetName().Version?.ToString(3)}";

    public string For(Command node, ICommand? command)
    {
        var page = new StringBuilder();
        if (command is not null)
        {
            OfCommand(page, command.Sheet);
            Block(page, "Also", Rows(VerbsOf(node)));
        }
        else if (node is RootCommand)
        {
            OfProgram(page);
        }
        else
        {
            Block(page, $"cratehand {node.Name} <verb>", Rows(VerbsOf(node)));
        }

        Block(page, "Options of every command", [.. global.All.Select(Row), ("--help", "Show this, or with a command its help.")]);
        return page.ToString();
    }

    // "auth" has verbs; "auth spotify" is one.
    IEnumerable<CommandSheet> VerbsOf(Command node) =>
        node.Subcommands.Count == 0 ? [] : commands.Select(c => c.Sheet).Where(s => s.Path.StartsWith(node.Name + ' ', StringComparison.Ordinal));

    void OfProgram(StringBuilder page)
    {
        page.AppendLine("cratehand: heart it, and it is filed, or you are told exactly why not.").AppendLine();
        page.AppendLine("Usage: cratehand <command> [options]").AppendLine();
        var sheets = commands.Select(c => c.Sheet).ToLookup(s => s.IsMain);
        Block(page, "Commands", Rows(sheets[true]));
        Block(page, "More", Rows(sheets[false]));
        Block(page, "Examples", sheets[true].Concat(sheets[false]).Select(s => (s.Example, "")));
    }

    static void OfCommand(StringBuilder page, CommandSheet sheet)
    {
        page.AppendLine(sheet.Summary).AppendLine();
        var arguments = string.Concat(sheet.Arguments.Select(a => a.Arity.MinimumNumberOfValues == 0 ? $" [<{a.Name}>{Many(a)}]" : $" <{a.Name}>{Many(a)}"));
        page.AppendLine($"Usage: cratehand {sheet.Path}{arguments} [options]").AppendLine();
        Block(page, "Arguments", sheet.Arguments.Select(a => ($"<{a.Name}>", a.Description ?? "")));
        Block(page, "Options", sheet.Options.Where(o => !o.Hidden).Select(Row));
        Block(page, "Example", [(sheet.Example, "")]);
    }

    static string Many(Argument argument) => argument.Arity.MaximumNumberOfValues > 1 ? "…" : "";

    static IEnumerable<(string, string)> Rows(IEnumerable<CommandSheet> sheets) => sheets.Select(s => (s.Path, s.Summary));

    static (string, string) Row(Option option) =>
        (string.Join(", ", [.. option.Aliases, option.Name]) + (option.HelpName is { } name ? $" <{name}>" : ""), option.Description ?? "");

    static void Block(StringBuilder page, string head, IEnumerable<(string Left, string Right)> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return;
        }

        var left = all.Max(row => row.Left.Length) + 4;
        page.AppendLine($"{head}:");
        foreach (var row in all)
        {
            var lines = Wrapped(row.Right, Width - left).ToList();
            page.AppendLine($"  {row.Left.PadRight(left - 2)}{lines[0]}".TrimEnd());
            lines.Skip(1).ToList().ForEach(line => page.AppendLine(new string(' ', left) + line));
        }

        page.AppendLine();
    }

    static IEnumerable<string> Wrapped(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }
}
