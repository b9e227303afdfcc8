using System.CommandLine;

namespace Cratehand.Cli.Commands.Config;

/// <summary>Says what is wrong in the configuration; an unknown name counts here, too.</summary>
public sealed class CheckCommand : ICommand
{
    public CommandSheet Sheet { get; } = new("config check", "Say what is wrong in the configuration, if anything.", "cratehand config check") { ShowsProblems = true };

    public Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        var effective = context.Effective;
        var ok = effective.Problems.Count == 0;
        foreach (var problem in effective.Problems)
        {
            context.Output.Fail(problem.ToString());
        }

        context.Output.Line(ok ? "The configuration is right." : $"Wrong in the configuration: {effective.Problems.Count}.");
        context.Output.Json(new { ok, file = effective.File, problems = effective.Problems.Select(ProblemLine.Of) });
        return Task.FromResult(ok ? ExitCode.Done : ExitCode.Usage);
    }
}
