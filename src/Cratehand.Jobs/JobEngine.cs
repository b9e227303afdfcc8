using Cratehand.Jobs.Running;
using Cratehand.Jobs.Scheduling;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Cratehand.Jobs;

/// <summary>
/// Runs jobs in this process. The caller holds the lock of the data folder: two engines on one SQLite database would
/// rescue each other's running jobs.
/// </summary>
public sealed class JobEngine : IAsyncDisposable
{
    readonly JobsOptions _options;
    readonly TimeProvider _clock;
    readonly ILogger _log;
    readonly Node _node;
    readonly WorkerRegistry _workers = new();
    readonly RunningJobs _running = new();
    readonly JobStore _jobs;
    readonly JobRunner _runner;
    readonly ScheduleClock _schedules;
    readonly CancellationTokenSource _stopping = new();

    StandaloneSchedulerFactory? _factory;
    IScheduler? _scheduler;
    Dispatcher? _dispatcher;
    Task _dispatching = Task.CompletedTask;
    int _disposed;

    public JobEngine(JobsOptions options, TimeProvider clock, Random random, ILoggerFactory logs, Node? node = null)
    {
        _options = options;
        _clock = clock;
        _log = logs.CreateLogger("Cratehand.Jobs");
        _node = node ?? Node.Current();
        _jobs = new JobStore(options.Database, clock);
        _runner = new JobRunner(_jobs, new StepStore(options.Database), _workers, _running, clock, random, _log);
        var store = new ScheduleStore(options.Database, new JobQueue(options.Database, clock, logs));
        _schedules = new ScheduleClock(store, clock, new Random(random.Next()), _log); // its own: the runner's is in use by workers
    }

    /// <summary>Says which worker does which kind. Before <see cref="StartAsync"/>.</summary>
    public JobEngine Register<TArgs, TResult>(Func<Worker<TArgs, TResult>> make, RetryPolicy? policy = null)
        where TArgs : IJobArgs
    {
        _workers.Add(make, policy ?? RetryPolicy.Default);
        return this;
    }

    /// <summary>These schedules fire from now on, while the engine runs; takes the place of those before. At any time.</summary>
    public void Apply(IEnumerable<Schedule> schedules)
    {
        _schedules.Apply(schedules);
        Wake();
    }

    /// <summary>
    /// Makes available again what an earlier process left running, or ends it where a person had cancelled it. Part of
    /// <see cref="StartAsync"/>.
    /// </summary>
    /// <returns>How many jobs.</returns>
    public Task<int> RescueAsync(CancellationToken cancel = default) =>
        _jobs.RescueAsync(_node, _running.Contains, othersAreDead: true, cancel);

    /// <summary>Rescues what an earlier process left running, then starts firing.</summary>
    public async Task StartAsync(CancellationToken cancel = default)
    {
        var rescued = await RescueAsync(cancel);
        _factory = QuartzSchedulerBuilder.Create(Configure).Build();
        _scheduler = await _factory.GetScheduler(cancel);
        var job = JobBuilder.Create<QuartzJob>().WithIdentity(QuartzJob.Key).StoreDurably().RequestRecovery().Build();
        await _scheduler.AddJob(job, AddJobOptions.Replacing, cancel);
        await _scheduler.Start(cancel);
        _dispatcher = new Dispatcher(_scheduler, _jobs, _running, _node, _options, _clock, _log) { Beat = _schedules.BeatAsync };
        _dispatching = Task.Run(() => _dispatcher.RunAsync(_stopping.Token), CancellationToken.None);
        _log.EngineStarted(_node.ToString(), rescued);
    }

    /// <summary>Looks for new work now rather than at the next sweep.</summary>
    public void Wake() => _dispatcher?.Wake();

    /// <summary>How long ago the engine last looked for work and could; <c>null</c> before its first look. While it is well, seconds.</summary>
    public TimeSpan? SinceSweep => _dispatcher?.SinceSweep;

    /// <summary>Starts no further attempt and waits until those that run have come to their end.</summary>
    public async Task DrainAsync(CancellationToken cancel)
    {
        await (_scheduler?.Standby(cancel) ?? ValueTask.CompletedTask);
        while (_running.Count > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), _clock, cancel);
        }
    }

    /// <summary>
    /// Asks running attempts to end, waits for them (<see cref="JobsOptions.StopWithin"/>), and stops. What they had done
    /// is remembered. Good after a start that failed half-way, and twice.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        await _stopping.CancelAsync();
        await _dispatching;
        if (_scheduler is not null)
        {
            await ShutDownAsync(_scheduler);
        }

        if (_factory is not null)
        {
            await _factory.DisposeAsync();
        }

        _stopping.Dispose();
        _log.EngineStopped();
    }

    async Task ShutDownAsync(IScheduler scheduler)
    {
        using var limit = new CancellationTokenSource(_options.StopWithin, _clock);
        try
        {
            await scheduler.Shutdown(waitForJobsToComplete: true, limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // as when Quartz gives up the wait by itself: said below
        }

        if (_running.Count > 0)
        {
            _log.AttemptsLeftBehind(_running.Count, _options.StopWithin);
        }
    }

    async Task AfterAsync(Guid job)
    {
        try
        {
            await _options.AttemptEnded(job);
        }
        catch (Exception error)
        {
            _log.CleanUpFailed(error, job);
        }
    }

    void Configure(IQuartzBuilder quartz) =>
        quartz
            .ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "cratehand";
                // The dispatcher alone schedules, in this process, which signals Quartz at once: its idle wait would find nothing.
                scheduler.IdleWaitTime = TimeSpan.FromSeconds(30);
            })
            .UseTimeProvider(_clock)
            .UseDefaultThreadPool(_options.Workers)
            .UseJobFactory(new QuartzJob.Factory(new QuartzJob(_runner, _node, AfterAsync, _stopping.Token)))
            .UsePersistentStore(store =>
            {
                _options.Firings(store);
                store.ProvisionSchema();
                store.ConfigureStore(jobStore => jobStore.StoreJobDataAsStrings = true);
            });
}
