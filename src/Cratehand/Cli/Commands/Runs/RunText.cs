using System.Globalization;
using Cratehand.Cli.Syncing;
using Cratehand.Jobs;
using Cratehand.Music.Detecting;
using Cratehand.Music.Libraries;
using Cratehand.Music.Syncing;

namespace Cratehand.Cli.Commands.Runs;

/// <summary>A run as a person reads it.</summary>
public static class RunText
{
    public static void Write(Output output, Job job, IReadOnlyList<JobStep> steps, IReadOnlyList<JobAttempt> attempts)
    {
        var view = RunView.Of(job);
        output.Line($"run {view.ShortId}  {view.State}{(view.Outcome is null ? "" : $", {view.Outcome}")}");
        output.Line($"  {view.Input}");
        output.Line($"  asked {view.Created.ToLocalTime():yyyy-MM-dd HH:mm:ss}, {view.Trigger}{Next(view)}");
        if (view.RetryOf is { } before)
        {
            output.Line($"  tries run {RunView.Short(before)} again");
        }

        if (view.Reason is { } reason)
        {
            output.Line($"  {reason}");
        }

        foreach (var attempt in attempts.Where(attempt => attempts.Count > 1 || attempt.Outcome != "completed"))
        {
            var at = attempt.Step is null ? "" : $" at {attempt.Step}";
            output.Line($"  attempt {attempt.Number}: {attempt.Outcome}{at}{(attempt.Error is null ? "" : $": {attempt.Error}")}");
        }

        foreach (var step in steps)
        {
            output.Line($"  {step.Name,-14} {step.Milliseconds,7} ms{(attempts.Count > 1 ? $"  attempt {step.Attempt}" : "")}");
        }

        WriteReceipt(output, Receipt.Of(job));
        if (job.Kind == DetectTracks.Kind && job.ResultAs<DetectionReport>() is { } report)
        {
            DetectionText.Write(output, report, "  ");
        }
    }

    /// <summary>What became of the files. Where they were filed, the receipt says.</summary>
    public static void WriteMoves(Output output, IEnumerable<FileMove> moves)
    {
        foreach (var move in moves.Where(move => move.Op != Journal.File))
        {
            output.Line($"  {move.Done?.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "not done yet"}  {move.Op}: {move.From} → {move.To}");
        }
    }

    static void WriteReceipt(Output output, Receipt? receipt)
    {
        foreach (var file in receipt?.Files ?? [])
        {
            output.Line($"  {file.Path}{(File.Exists(file.Path) ? "" : "  (not there any more)")}");
        }

        if (ReceiptText.Facts(receipt?.Measured, receipt?.DurationSeconds) is { Length: > 0 } facts)
        {
            output.Line($"  {facts}");
        }
    }

    static string Next(RunView view) => view.Due is { } due && view.State != "running" ? $", due {due.ToLocalTime():HH:mm:ss}" : "";
}
