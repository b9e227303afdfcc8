using System.CommandLine;
using System.CommandLine.Help;

namespace Cratehand.Cli;

/// <summary>The parser's tree, made from the list of commands; a noun with several verbs is a node of its own.</summary>
public sealed class CommandTree
{
    readonly Dictionary<Command, ICommand> _commands = [];

    public CommandTree(IReadOnlyList<ICommand> commands, TextWriter output)
    {
        Root = new RootCommand();
        foreach (var option in Options.All)
        {
            Root.Add(option);
        }

        foreach (var command in commands)
        {
            Add(command);
        }

        var help = new HelpPage(commands, Options);
        Root.Options.OfType<HelpOption>().Single().Action = new PrintAction(output, given => help.For(given.CommandResult.Command, Find(given)));
        Root.Options.OfType<VersionOption>().Single().Action = new PrintAction(output, _ => HelpPage.Version + Environment.NewLine);
    }

    public RootCommand Root { get; }

    public GlobalOptions Options { get; } = new();

    /// <summary>The command that was called, or <c>null</c> where only a noun was given.</summary>
    public ICommand? Find(ParseResult given) => _commands.GetValueOrDefault(given.CommandResult.Command);

    void Add(ICommand command)
    {
        var node = command.Sheet.Path.Split(' ').Aggregate((Command)Root, Child);
        node.Description = command.Sheet.Summary;
        foreach (var argument in command.Sheet.Arguments)
        {
            node.Add(argument);
        }

        foreach (var option in command.Sheet.Options)
        {
            node.Add(option);
        }

        // Without an action the parser takes a lone noun for an error; the runner does the work.
        node.SetAction(_ => { });
        _commands.Add(node, command);
    }

    static Command Child(Command parent, string word)
    {
        var child = parent.Subcommands.FirstOrDefault(c => c.Name == word);
        if (child is null)
        {
            parent.Add(child = new Command(word));
        }

        return child;
    }
}
