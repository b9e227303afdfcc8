using System.CommandLine;
using Cratehand.Wiring.Configuration;

namespace Cratehand.Cli;

/// <summary>Says what is wrong with a command line, and what was probably meant.</summary>
public static class UsageError
{
    public static IEnumerable<string> Of(ParseResult given)
    {
        var node = given.CommandResult.Command;
        if (given.UnmatchedTokens is [var word, ..])
        {
            return [Unknown(node, word)];
        }

        return node.Subcommands.Count > 0
            ? [$"{Called(node)} needs one of: {string.Join(", ", node.Subcommands.Select(c => c.Name))}."]
            : given.Errors.Select(e => e.Message);
    }

    static string Unknown(Command node, string word)
    {
        var isOption = word.StartsWith('-');
        var known = isOption
            ? AndAbove(node).SelectMany(c => c.Options).Select(o => o.Name)
            : node.Subcommands.Select(c => c.Name);
        var what = isOption ? "option" : node.Subcommands.Count > 0 ? "command" : "place for";
        var way = NearestName.Of(word, known) is { } near ? $"Did you mean '{near}'?" : $"See `{Called(node)} --help`.";
        return $"{Called(node)} has no {what} '{word}'. {way}";
    }

    // The options that every command has stand at the root.
    static IEnumerable<Command> AndAbove(Command node) =>
        node.Parents.OfType<Command>().SelectMany(AndAbove).Prepend(node);

    static string Called(Command node) =>
        node is RootCommand ? "cratehand" : $"{Called(node.Parents.OfType<Command>().First())} {node.Name}";
}
