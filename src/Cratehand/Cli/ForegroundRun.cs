using Cratehand.Cli.Syncing;
using Cratehand.Jobs;
using Cratehand.Wiring;

namespace Cratehand.Cli;

/// <summary>One job, seen to its end by a command that shows how far it is.</summary>
internal static class ForegroundRun
{
    /// <summary>As who asks for it.</summary>
    public static Trigger Asked => new(TriggerKind.Manual, Node.Current().ToString());

    public static async Task<Job> FinishAsync(Crate crate, CommandContext context, Guid job, CancellationToken cancel)
    {
        var view = new ProgressView(context.Output);
        await using var work = new ForegroundWork(crate, crate.Daemon, context.Clock);
        try
        {
            var ended = await work.FinishAsync([job], view.Show, null, cancel);
            await work.DrainAsync(cancel);
            return ended[0];
        }
        finally
        {
            view.Clear();
        }
    }

    /// <summary>Says why a job did not complete, and gives the exit code for that.</summary>
    /// <param name="isRepeatable">Whether the same command would take it up.</param>
    public static int Failed(Job job, Output output, bool isRepeatable = true)
    {
        output.Fail(job.State.IsFinal()
            ? job.Reason ?? $"The run was {job.State.ToText()}."
            : $"{job.Reason} It is tried again at {job.Due.ToLocalTime():HH:mm:ss}{(isRepeatable ? ", or when you run the same command" : "")}.");
        return job.State == JobState.Cancelled ? ExitCode.Interrupted : ExitCode.Failed;
    }
}
