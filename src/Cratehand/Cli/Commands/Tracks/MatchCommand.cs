using System.CommandLine;
using System.Globalization;
using Cratehand.Music.Tracks;

namespace Cratehand.Cli.Commands.Tracks;

/// <summary>Says of pairs of descriptions whether they mean one recording: one line in, one line out, in order, as they come.</summary>
public sealed class MatchCommand : ICommand
{
    readonly Option<bool> _stdin = new("--stdin") { Description = "Read one pair a line as JSON: {\"wanted\":{\"title\",\"artists\":[],\"durationMs\",\"isrc\"},\"offered\":{…}}." };

    public MatchCommand() =>
        Sheet = new("tracks match", "Say whether two descriptions mean one recording.", "cratehand tracks match --stdin --json < pairs.jsonl") { Options = [_stdin] };

    public CommandSheet Sheet { get; }

    /// <summary>A line that cannot be read gets its error in its place; the others get their answers, and the call ends with 2.</summary>
    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        if (!given.GetValue(_stdin))
        {
            context.Output.Fail("tracks match reads pairs from its standard input: add --stdin. See `cratehand tracks match --help`.");
            return ExitCode.Usage;
        }

        var (number, isWhole) = (0, true);
        while (await context.In.ReadLineAsync(cancel) is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                isWhole &= Answer(MatchLine.Read(line), number, context.Output);
            }
        }

        return isWhole ? ExitCode.Done : ExitCode.Usage;
    }

    static bool Answer(MatchLine line, int number, Output output)
    {
        if (line.Problem is { } problem)
        {
            var error = $"line {number}: {problem}";
            output.JsonLine(new { error, line = number });
            output.Fail(error);
            return false;
        }

        var match = TrackMatcher.Match(line.Wanted!, line.Offered!);
        output.JsonLine(new { match.Verdict, match.Score, match.Reasons });
        output.Line(string.Create(CultureInfo.InvariantCulture, $"{match.Verdict.ToString().ToLowerInvariant(),-9} {match.Score:0.00}  {line.Offered!.Title}: {string.Join("; ", match.Reasons)}"));
        return true;
    }
}
