using Cratehand.Wiring.Configuration;

namespace Cratehand.Cli.Commands.Config;

/// <summary>A problem of the configuration as programs read it.</summary>
public sealed record ProblemLine(string Key, string Origin, string Message, string Fix, bool Fatal)
{
    public static ProblemLine Of(SettingProblem problem) =>
        new(problem.Key, problem.Origin.Text, problem.Message, problem.Fix, problem.IsFatal);
}
