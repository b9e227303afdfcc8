using System.Globalization;
using Quartz;
using Quartz.Extensibility;

namespace Cratehand.Jobs.Running;

/// <summary>The one Quartz job: it carries a job's id and fence to the runner.</summary>
internal sealed class QuartzJob(JobRunner runner, Node node, Func<Guid, Task> after, CancellationToken stopping) : IJob
{
    public const string JobId = "job";
    public const string Fence = "fence";
    public static readonly JobKey Key = new("attempt", "cratehand");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var data = context.MergedJobDataMap;
        var id = Guid.Parse((string)data[JobId]!);
        var fence = long.Parse((string)data[Fence]!, CultureInfo.InvariantCulture);
        await runner.RunAsync(id, fence, node, stopping);
        await after(id);
    }

    /// <summary>Gives Quartz the same job each time: it holds no state of a firing.</summary>
    internal sealed class Factory(QuartzJob job) : IJobFactory
    {
        public ValueTask<JobScope> CreateJob(TriggerFiredBundle bundle, IScheduler scheduler, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(new JobScope(job, null));

        public ValueTask ReturnJob(JobScope scope, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
