using System.CommandLine;

namespace Cratehand.Cli.Commands.Config;

/// <summary>Every setting as it holds now, with where it was set; secrets masked.</summary>
public sealed class ShowCommand : ICommand
{
    public CommandSheet Sheet { get; } = new("config show", "Show every setting as it holds, and where it was set.", "cratehand config show") { ShowsProblems = true };

    public Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        var effective = context.Effective;
        context.Output.Table(["Setting", "Value", "Set by"], effective.All.Select(s => new[] { s.Setting.Key, s.Shown, s.Origin.Text }));
        context.Output.Json(new
        {
            file = effective.File,
            settings = effective.All.Select(s => new { s.Setting.Key, value = s.Shown, origin = s.Origin.Text, environment = s.Setting.EnvironmentName, secret = s.Setting.IsSecret }),
            problems = effective.Problems.Select(ProblemLine.Of),
        });
        return Task.FromResult(context.Announce() ? ExitCode.Done : ExitCode.Usage);
    }
}
