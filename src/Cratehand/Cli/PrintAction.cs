using System.CommandLine;
using System.CommandLine.Invocation;

namespace Cratehand.Cli;

/// <summary>Prints a text instead of running anything.</summary>
public sealed class PrintAction(TextWriter output, Func<ParseResult, string> text) : SynchronousCommandLineAction
{
    // `cratehand sync --help` must help, though sync's arguments are missing.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        output.Write(text(parseResult));
        return ExitCode.Done;
    }
}
