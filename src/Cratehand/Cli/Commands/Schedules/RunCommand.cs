using System.CommandLine;
using Cratehand.Cli.Scheduling;
using Cratehand.Cli.Syncing;
using Cratehand.Jobs;
using Cratehand.Jobs.Scheduling;
using Cratehand.Music.Triggers;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands.Schedules;

/// <summary>Runs a schedule's work now, and waits for its end. When it is due next does not change.</summary>
public sealed class RunCommand : ICommand
{
    readonly Argument<string> _key = new("schedule") { Description = "Which one: music-sync, library-scan." };
    readonly Option<bool> _force = new("--force") { Description = "Even where it is switched off, and in spite of a source's rest." };
    readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only say what would be done." };

    public RunCommand() =>
        Sheet = new("schedules run", "Run a schedule's work now.", "cratehand schedules run music-sync")
        {
            Arguments = [_key], Options = [_force, _dryRun], Sets = [new(_dryRun, "Sync:DryRun")],
        };

    public CommandSheet Sheet { get; }

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        using var crate = await Crate.OpenAsync(context.Settings, context.Clock, context.Logs, cancel);
        if (ScheduleFinder.Find(crate.Schedules.Now, given.GetValue(_key)!, context.Output) is not { } schedule)
        {
            return ExitCode.Usage;
        }

        if (schedule.OffBecause is { } off && !given.GetValue(_force))
        {
            context.Output.Fail($"{schedule.Key} is {off}. Run it all the same: cratehand schedules run {schedule.Key} --force");
            return ExitCode.Usage;
        }

        return context.Settings.Sync.DryRun
            ? Rehearse(schedule, context)
            : await RunAsync(schedule, given.GetValue(_force), crate, context, cancel);
    }

    static int Rehearse(Schedule schedule, CommandContext context)
    {
        context.Output.Line($"dry run: a run of '{schedule.Kind}' would be put on record and worked off; nothing was done.");
        context.Output.Json(new { schedule = schedule.Key, run = (Guid?)null, state = (string?)null, reason = "dry run" });
        return ExitCode.Done;
    }

    static async Task<int> RunAsync(Schedule schedule, bool isForced, Crate crate, CommandContext context, CancellationToken cancel)
    {
        var options = new EnqueueOptions(new Trigger(TriggerKind.Manual, Node.Current().ToString()));
        var run = await DefaultSchedules.RunNowAsync(schedule, crate.Queue, options, isForced, cancel);
        var job = await FinishAsync(run.Id, crate, context, cancel);
        var id = job.Id.ToString("N")[^8..];
        context.Output.Line($"{schedule.Key}: run {id} {(run.IsNew ? "" : "(it was under way) ")}is {job.State.ToText()}{(job.Reason is { } reason ? $": {reason}" : "")}.");
        context.Output.Json(new { schedule = schedule.Key, run = job.Id, state = job.State.ToText(), reason = job.Reason, joined = !run.IsNew });
        return job.State switch { JobState.Discarded => ExitCode.Failed, JobState.Cancelled => ExitCode.Interrupted, _ => ExitCode.Done };
    }

    static async Task<Job> FinishAsync(Guid run, Crate crate, CommandContext context, CancellationToken cancel)
    {
        var view = new ProgressView(context.Output);
        await using var work = new ForegroundWork(crate, crate.Daemon, context.Clock);
        try
        {
            var ended = await work.FinishAsync([run], view.Show, null, cancel);
            await work.DrainAsync(cancel);
            return ended[0];
        }
        finally
        {
            view.Clear();
        }
    }
}
