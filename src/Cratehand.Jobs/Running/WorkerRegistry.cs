using System.Text.Json;

namespace Cratehand.Jobs.Running;

/// <summary>Which worker does which kind, and under which policy.</summary>
internal sealed class WorkerRegistry
{
    readonly Dictionary<string, Entry> _entries = [];

    public void Add<TArgs, TResult>(Func<Worker<TArgs, TResult>> make, RetryPolicy policy)
        where TArgs : IJobArgs =>
        _entries.Add(
            TArgs.Kind,
            new Entry(policy, async context => JobJson.Write(await make().RunAsync(Args<TArgs>(context.Job), context))));

    /// <exception cref="DiscardException">No worker knows the kind.</exception>
    public Entry Of(Job job) =>
        _entries.GetValueOrDefault(job.Kind)
        ?? throw new DiscardException($"This version of the program knows no work called '{job.Kind}'. A newer version enqueued it.");

    static TArgs Args<TArgs>(Job job)
    {
        try
        {
            return job.ArgsAs<TArgs>() ?? throw new JsonException("They are null.");
        }
        catch (JsonException error)
        {
            throw new DiscardException(
                $"This version of the program cannot read what this '{job.Kind}' was to do: {error.Message} Start it anew.", error);
        }
    }

    /// <param name="RunAsync">Runs one attempt and returns the result as JSON.</param>
    internal sealed record Entry(RetryPolicy Policy, Func<JobContext, Task<string>> RunAsync);
}
