using System.Data.Common;

namespace Cratehand.Jobs.Running;

/// <summary>Writes the newest progress of an attempt, never more often than twice a second, never on the worker's time.</summary>
internal sealed class ProgressWriter(AttemptKey attempt, JobStore store, TimeProvider clock) : IAsyncDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    readonly Lock _lock = new();
    readonly CancellationTokenSource _end = new();
    (int? Percent, string Text)? _pending;
    bool _busy;
    Task _writing = Task.CompletedTask;

    public void Report(int? percent, string text)
    {
        lock (_lock)
        {
            _pending = (percent, text);
            if (!_busy && !_end.IsCancellationRequested)
            {
                _busy = true;
                _writing = WriteAsync();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _writing;
        _end.Dispose();
    }

    async Task WriteAsync()
    {
        await Task.Yield();
        try
        {
            while (Take() is { } report)
            {
                await StoreAsync(report.Percent, report.Text);
                await Task.Delay(Pause, clock, _end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // the attempt ended; its row says so
        }
    }

    async Task StoreAsync(int? percent, string text)
    {
        try
        {
            await store.ProgressAsync(attempt, percent, text, _end.Token);
        }
        catch (DbException)
        {
            // progress is no promise: the next report tries again, and a broken database fails the attempt itself
        }
    }

    (int? Percent, string Text)? Take()
    {
        lock (_lock)
        {
            var taken = _pending;
            _pending = null;
            _busy = taken is not null;
            return taken;
        }
    }
}
