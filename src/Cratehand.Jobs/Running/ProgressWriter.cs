namespace Cratehand.Jobs.Running;

/// <summary>Writes the newest progress of an attempt, never more often than twice a second, never on the worker's time.</summary>
internal sealed class ProgressWriter(Job attempt, JobStore store, TimeProvider clock) : IAsyncDisposable
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
        while (Take() is { } report)
        {
            try
            {
                await store.ProgressAsync(attempt, report.Percent, report.Text, _end.Token);
                await Task.Delay(Pause, clock, _end.Token);
            }
            catch (OperationCanceledException)
            {
                return; // the attempt ended; its row says so
            }
            catch (System.Data.Common.DbException)
            {
                return; // progress is no promise: the next report tries again, and a broken database fails the attempt itself
            }
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
