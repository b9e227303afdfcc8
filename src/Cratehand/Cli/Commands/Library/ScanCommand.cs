using System.CommandLine;
using Cratehand.Cli.Commands.Runs;
using Cratehand.Jobs;
using Cratehand.Music.Libraries.Scanning;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands.Library;

/// <summary>Compares the library folder with what is on record, and says what moved, changed, is missing or belongs to no entry.</summary>
public sealed class ScanCommand : ICommand
{
    const int Most = 20;

    public CommandSheet Sheet { get; } =
        new("library scan", "Find moved, changed, missing and untracked files.", "cratehand library scan");

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        using var crate = await Crate.OpenAsync(context.Settings, context.Clock, context.Logs, cancel);
        var asked = await crate.Queue.EnqueueAsync(new ScanLibrary(), new EnqueueOptions(ForegroundRun.Asked, ScanLibrary.UniqueKey), cancel);
        var job = await ForegroundRun.FinishAsync(crate, context, asked.Id, cancel);
        if (job.ResultAs<ScanReport>() is not { } report)
        {
            context.Output.Json(new { run = RunView.Of(job), library = context.Settings.Library, report = (ScanReport?)null });
            return ForegroundRun.Failed(job, context.Output);
        }

        context.Output.Json(new { run = RunView.Of(job), library = context.Settings.Library, report });
        Write(context.Output, context.Settings.Library, report);
        return ExitCode.Done;
    }

    static void Write(Output output, string library, ScanReport report)
    {
        output.Line($"{library}: {LibraryText.Summary(report)}.");
        Write(output, "moved", report.Moved.Count, report.Moved.Items.Select(file => $"{file.From} -> {file.To}"));
        Write(output, "changed", report.Changed.Count, report.Changed.Items);
        Write(output, "missing", report.Missing.Count, report.Missing.Items);
        Write(output, "untracked", report.Untracked.Count, report.Untracked.Items);
        if (report.Missing.Count > 0)
        {
            output.Line("A track of which nothing is left is filed again when it is asked for again: cratehand sync FILE|LINK");
        }
    }

    static void Write(Output output, string word, int count, IEnumerable<string> lines)
    {
        foreach (var line in lines.Take(Most))
        {
            output.Line($"  {word,-9}  {line}");
        }

        if (count > Most)
        {
            output.Line($"  {word,-9}  and {count - Most} more: --json lists them");
        }
    }
}
