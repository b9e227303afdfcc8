using System.Data.Common;
using System.Text.Json;
using Cratehand.Jobs.Running;
using Microsoft.Extensions.Logging;

namespace Cratehand.Jobs;

/// <summary>What a worker knows of its attempt, and how it remembers what it has done. One step at a time: parallel work belongs inside a step.</summary>
public sealed class JobContext
{
    readonly StepStore _store;
    readonly ProgressWriter _progress;
    readonly Dictionary<string, JobStep> _remembered;
    readonly HashSet<string> _given = [];
    readonly TimeProvider _clock;
    readonly ILogger _log;
    int _busy;

    internal JobContext(
        Job job, Dictionary<string, JobStep> remembered, StepStore store, ProgressWriter progress, TimeProvider clock, ILogger log, CancellationToken cancel)
    {
        Job = job;
        Cancel = cancel;
        _remembered = remembered;
        _store = store;
        _progress = progress;
        _clock = clock;
        _log = log;
    }

    /// <summary>The job as it was when the attempt began.</summary>
    public Job Job { get; }

    /// <summary>Set when the job is cancelled or the process stops.</summary>
    public CancellationToken Cancel { get; }

    /// <summary>The steps that finished so far, in this attempt or an earlier one.</summary>
    public IReadOnlyCollection<JobStep> Steps => _remembered.Values;

    /// <summary>The step under way, or <c>null</c>.</summary>
    internal string? Current { get; private set; }

    /// <summary>
    /// Runs <paramref name="body"/> unless this step finished in an earlier attempt; then its stored value is returned.
    /// A crash may fall between the body's effect and the record, so the body must be safe to repeat. A body that throws
    /// leaves no record: the worker may catch that and ask for the same step again.
    /// </summary>
    /// <param name="name">Stored; kebab-case, once per job. Wire format: never change it.</param>
    public Task<T> StepAsync<T>(string name, Func<CancellationToken, Task<T>> body) =>
        RunAsync<T>(name, async () =>
        {
            await _store.CheckAsync(Job, Cancel);
            var watch = Watch.Start(_clock);
            var value = await body(Cancel);
            var step = watch.Step(name, JobJson.Write(value), Job.Attempt);
            await _store.AddAsync(Job, step, CancellationToken.None); // the effect is there: a late cancel must not lose its record
            return step;
        });

    /// <summary>
    /// As the other, but effect and record share one database transaction: both happen or neither. The body does its
    /// database work through the transaction it is given, and nothing else that could not be rolled back.
    /// </summary>
    public Task<T> StepAsync<T>(string name, Func<DbTransaction, CancellationToken, Task<T>> body) =>
        RunAsync<T>(name, () =>
        {
            var watch = Watch.Start(_clock);
            return _store.AddAsync(
                Job, async (transaction, cancel) => watch.Step(name, JobJson.Write(await body(transaction, cancel)), Job.Attempt), Cancel);
        });

    /// <summary>Says what is being done; written at most twice a second, the newest wins.</summary>
    /// <param name="percent">0 to 100, or <c>null</c> if unknown.</param>
    public void Report(int? percent, string text) => _progress.Report(percent, text);

    async Task<T> RunAsync<T>(string name, Func<Task<JobStep>> run)
    {
        if (Interlocked.Exchange(ref _busy, 1) == 1)
        {
            throw new InvalidOperationException(
                $"Step '{name}' of {Job.Kind} began before step '{Current}' had ended: steps run one after another. Do parallel work inside one step.");
        }

        try
        {
            return Read<T>(await RememberedAsync(name, run)); // read back, so that a first run and a resumed one see the same value
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    async Task<JobStep> RememberedAsync(string name, Func<Task<JobStep>> run)
    {
        if (_given.Contains(name))
        {
            throw new InvalidOperationException($"Step '{name}' stands twice in {Job.Kind}: a step's name is its identity.");
        }

        if (_remembered.TryGetValue(name, out var known))
        {
            _log.StepRemembered(name, Job.Id);
        }
        else
        {
            known = await FirstAsync(name, run);
        }

        _given.Add(name);
        return known;
    }

    async Task<JobStep> FirstAsync(string name, Func<Task<JobStep>> run)
    {
        Cancel.ThrowIfCancellationRequested();
        Current = name;
        Report(null, name);
        var step = await run();
        _remembered.Add(name, step);
        Current = null;
        _log.StepFinished(name, Job.Id, step.Milliseconds);
        return step;
    }

    T Read<T>(JobStep step)
    {
        try
        {
            return JobJson.Read<T>(step.Value);
        }
        catch (JsonException error)
        {
            throw new DiscardException(
                $"This version of the program cannot read what step '{step.Name}' of this '{Job.Kind}' came to: {error.Message} Start it anew.", error);
        }
    }

    readonly record struct Watch(TimeProvider Clock, DateTimeOffset Started, long Stamp)
    {
        public static Watch Start(TimeProvider clock) => new(clock, clock.GetUtcNow(), clock.GetTimestamp());

        public JobStep Step(string name, string value, int attempt) =>
            new(name, value, attempt, Started, (long)Clock.GetElapsedTime(Stamp).TotalMilliseconds);
    }
}
