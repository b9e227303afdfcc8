using Cratehand.Jobs;
using Cratehand.Music.Detecting;
using Cratehand.Music.Sources;
using Microsoft.Extensions.Logging;

namespace Cratehand.Wiring;

/// <summary>
/// Has the sources looked at soon after something was put into the drop folder. Only a shortcut: of what a network share or an exhausted
/// system tells nothing, the schedule finds it.
/// </summary>
public sealed class DropWatch(string folder, Func<bool> isOn, JobQueue queue, Action wake, TimeProvider clock, ILogger log) : IAsyncDisposable
{
    // Files are copied in many strokes, and albums file by file: one look at the end of it.
    static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    // What came while a look was under way may not have been seen by it.
    static readonly TimeSpan Again = TimeSpan.FromSeconds(15);

    readonly SemaphoreSlim _news = new(0);
    readonly CancellationTokenSource _end = new();
    FileSystemWatcher? _watcher;
    Task _watching = Task.CompletedTask;

    public DropWatch Start()
    {
        _watching = RunAsync();
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching;
        _watcher?.Dispose();
    }

    async Task RunAsync()
    {
        try
        {
            await WatchAsync();
            while (true)
            {
                await _news.WaitAsync(_end.Token);
                do
                {
                    await Task.Delay(Quiet, clock, _end.Token);
                }
                while (Drain());

                if (isOn() && !await TryAskAsync())
                {
                    await Task.Delay(Again, clock, _end.Token);
                    _news.Release();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // the daemon stops
        }
    }

    async Task WatchAsync()
    {
        for (var isFirst = true; !TryWatch(isFirst); isFirst = false)
        {
            await Task.Delay(Again, clock, _end.Token);
            _news.Release(); // for what is put into it before it is watched
        }
    }

    bool TryWatch(bool isFirst)
    {
        try
        {
            _watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
            _watcher.Changed += (_, _) => _news.Release();
            _watcher.Created += (_, _) => _news.Release();
            _watcher.Renamed += (_, _) => _news.Release();
            _watcher.Error += (_, lost) =>
            {
                log.LogDebug(lost.GetException(), "News of {Folder} were lost", folder);
                _news.Release();
            };
            _watcher.EnableRaisingEvents = true;
            return true;
        }
        catch (Exception refused) when (refused is IOException or ArgumentException) // no inotify left; no such folder
        {
            _watcher?.Dispose();
            log.Log(isFirst ? LogLevel.Information : LogLevel.Debug, "{Folder} is not watched yet ({Reason}); until it is, the schedule looks into it", folder, refused.Message);
            return false;
        }
    }

    bool Drain()
    {
        var any = false;
        while (_news.Wait(0))
        {
            any = true;
        }

        return any;
    }

    /// <returns>False: a look is under way, or none could be put on record; ask again.</returns>
    async Task<bool> TryAskAsync()
    {
        try
        {
            var by = new EnqueueOptions(new Trigger(TriggerKind.Schedule, SourceNames.DropFolder)) { UniqueKey = DetectTracks.UniqueKey };
            var asked = await queue.EnqueueAsync(new DetectTracks(), by, _end.Token);
            wake();
            return asked.IsNew;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            log.LogWarning(failed, "What was put into {Folder} could not be put on record yet", folder);
            return false;
        }
    }
}
