using System.CommandLine;
using Cratehand.Checks;

namespace Cratehand.Cli.Commands;

/// <summary>Looks at everything Cratehand needs, and says how to mend what is not well.</summary>
public sealed class DoctorCommand : ICommand
{
    public CommandSheet Sheet { get; } = new("doctor", "Look at everything Cratehand needs, and say how to mend it.", "cratehand doctor")
    {
        IsMain = true,
        ShowsProblems = true,
    };

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        var results = new List<CheckResult>();
        foreach (var check in CheckList.For(context))
        {
            var result = await check.RunAsync(cancel);
            results.Add(result);
            Print(context.Output, result);
        }

        var ok = results.TrueForAll(r => r.Ok);
        context.Output.Line();
        context.Output.Line(ok ? "All is well." : $"{results.Count(r => !r.Ok)} of {results.Count} checks need you.");
        context.Output.Json(new { ok, checks = results });
        return ok ? ExitCode.Done : ExitCode.Failed;
    }

    static void Print(Output output, CheckResult result)
    {
        output.Line(result.Ok ? Tone.Good : Tone.Bad, result.Ok ? "ok  " : "FAIL", $"{result.Name}: {result.Cause}");
        if (result.Fix is { } fix)
        {
            output.Line($"     {fix}");
        }
    }
}
