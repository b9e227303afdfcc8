using System.CommandLine;

namespace Cratehand.Cli;

/// <summary>One command: <c>cratehand runs list</c> is <c>Commands/Runs/ListCommand.cs</c>.</summary>
public interface ICommand
{
    /// <summary>How it is called and described.</summary>
    CommandSheet Sheet { get; }

    /// <summary>Does it, and returns an <see cref="ExitCode"/>.</summary>
    /// <param name="given">The arguments, asked by the objects in the sheet.</param>
    Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel);
}

/// <summary>All that help, parser and runner must know of a command.</summary>
/// <param name="Path">The words by which it is called: <c>config show</c>.</param>
/// <param name="Summary">One line.</param>
/// <param name="Example">One call as a person would type it.</param>
public sealed record CommandSheet(string Path, string Summary, string Example)
{
    /// <summary>Shown first in the help, apart from <em>more</em>.</summary>
    public bool IsMain { get; init; }

    /// <summary>Runs even when the configuration is wrong, to show it or to mend it; unknown names are then its own business too.</summary>
    public bool ShowsProblems { get; init; }

    /// <summary>It runs until it is stopped, and says what it does while it does it: the log's information goes to standard error, too.</summary>
    public bool Narrates { get; init; }

    public IReadOnlyList<Argument> Arguments { get; init; } = [];

    /// <summary>Its own options; <c>--json</c>, <c>--data</c> and <c>--library</c> every command has.</summary>
    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>Those of its options that set a setting for this one call.</summary>
    public IReadOnlyList<SettingOption> Sets { get; init; } = [];
}

/// <summary>An option that is a setting; one without a value sets <c>true</c>.</summary>
public sealed record SettingOption(Option Option, string Key);
