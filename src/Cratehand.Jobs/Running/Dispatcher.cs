using System.Globalization;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Cratehand.Jobs.Running;

/// <summary>
/// Hands waiting rows to Quartz, at a wake-up and by sweep. The trigger's name is made of job and fence, so handing
/// over twice changes nothing; a row that Quartz lost is handed over again once it is overdue.
/// </summary>
internal sealed class Dispatcher(
    IScheduler scheduler, JobStore jobs, RunningJobs running, Node node, JobsOptions options, TimeProvider clock, ILogger log)
{
    // A firing that is due and was handed over, yet has not begun, may simply wait for a free worker; asking again is harmless.
    static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(30);

    // A full disk fails each sweep; the log need not hear of it twice a second.
    static readonly TimeSpan SayAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>Done first at each sweep, so that what falls due is handed over in the same one; tells when something falls due next.</summary>
    public Func<CancellationToken, Task<DateTimeOffset>> Beat { get; init; } = _ => Task.FromResult(DateTimeOffset.MaxValue);

    readonly Dictionary<TriggerKey, DateTimeOffset> _handedOver = [];
    TaskCompletionSource _wake = NewWake();
    DateTimeOffset _tidied = DateTimeOffset.MinValue;
    DateTimeOffset _due = DateTimeOffset.MaxValue;
    readonly TaskCompletionSource _first = NewWake();
    long _swept;
    long _said;

    /// <summary>Ends with the first sweep, however that ended.</summary>
    public Task FirstSweep => _first.Task;

    /// <summary>How long ago the last sweep succeeded; <c>null</c> before the first.</summary>
    public TimeSpan? SinceSweep => Volatile.Read(ref _swept) is not 0 and var at ? clock.GetElapsedTime(at) : null;

    /// <summary>Sweep now rather than at the next beat.</summary>
    public void Wake() => Volatile.Read(ref _wake).TrySetResult();

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await SweepAsync(stopping);
                Volatile.Write(ref _swept, clock.GetTimestamp());
                _said = 0;
                _first.TrySetResult();
                await TidyAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                Say(error);
                _first.TrySetResult();
            }

            await WaitAsync(stopping);
        }
    }

    internal async Task SweepAsync(CancellationToken cancel)
    {
        _due = await Beat(cancel);
        foreach (var job in await jobs.CancelRequestedAsync(cancel))
        {
            running.Cancel(job);
        }

        var rescued = await jobs.RescueAsync(node, running.Contains, othersAreDead: false, cancel);
        if (rescued > 0)
        {
            log.Rescued(rescued);
        }

        var now = clock.GetUtcNow();
        Forget(now);
        foreach (var job in await jobs.WaitingAsync(now + options.LookAhead, cancel))
        {
            await HandOverAsync(job, now, cancel);
        }
    }

    async Task TidyAsync(CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        if (now - _tidied >= TimeSpan.FromDays(1))
        {
            _tidied = now; // also when it fails: what is a day older tomorrow goes then
            await options.Daily(stopping);
        }
    }

    async Task HandOverAsync(Waiting job, DateTimeOffset now, CancellationToken cancel)
    {
        var key = new TriggerKey($"{job.Id:N}.{job.Fence}.{job.Due.ToUnixTimeMilliseconds()}", "cratehand");
        if (_handedOver.TryGetValue(key, out var at) && now - at < AskAgainAfter)
        {
            return;
        }

        if (await scheduler.GetTrigger(key, cancel) is null)
        {
            await ScheduleAsync(job, key, now, cancel);
        }

        _handedOver[key] = now;
        log.Dispatched(job.Id, job.Fence, job.Due);
    }

    async Task ScheduleAsync(Waiting job, TriggerKey key, DateTimeOffset now, CancellationToken cancel)
    {
        var trigger = TriggerBuilder.Create()
            .WithIdentity(key)
            .ForJob(QuartzJob.Key)
            .UsingJobData(QuartzJob.JobId, job.Id.ToString("D"))
            .UsingJobData(QuartzJob.Fence, job.Fence.ToString(CultureInfo.InvariantCulture))
            .StartAt(job.Due > now ? job.Due : now)
            .Build();
        try
        {
            await scheduler.ScheduleJob(trigger, cancellationToken: cancel);
        }
        catch (ObjectAlreadyExistsException)
        {
            // handed over by another sweep between the look and the call: same name, same work
        }
    }

    void Forget(DateTimeOffset now)
    {
        if (_handedOver.Count > 2000)
        {
            foreach (var old in _handedOver.Where(x => now - x.Value > AskAgainAfter).Select(x => x.Key).ToList())
            {
                _handedOver.Remove(old);
            }
        }
    }

    void Say(Exception error)
    {
        if (_said == 0 || clock.GetElapsedTime(_said) > SayAgainAfter)
        {
            _said = clock.GetTimestamp();
            log.SweepFailed(error, options.SweepEvery);
        }
    }

    async Task WaitAsync(CancellationToken stopping)
    {
        var pause = running.Count > 0 ? options.SweepEvery : options.IdleSweepEvery ?? options.SweepEvery;
        if (_due - clock.GetUtcNow() is var until && until < pause)
        {
            pause = until > TimeSpan.Zero ? until : options.SweepEvery;
        }

        using var beat = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(_wake.Task, Task.Delay(pause, clock, beat.Token));
        await beat.CancelAsync();
        Interlocked.Exchange(ref _wake, NewWake());
    }

    static TaskCompletionSource NewWake() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
