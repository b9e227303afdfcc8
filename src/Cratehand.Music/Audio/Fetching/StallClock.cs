namespace Cratehand.Music.Audio.Fetching;

/// <summary>Cancels when it was not restarted for a while, or when the caller cancels.</summary>
sealed class StallClock : IDisposable
{
    readonly TimeSpan _patience;
    readonly CancellationTokenSource _stalled;
    readonly CancellationTokenSource _either;

    public StallClock(TimeSpan patience, TimeProvider time, CancellationToken cancel)
    {
        _patience = patience;
        _stalled = new CancellationTokenSource(patience, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_stalled.Token, cancel);
    }

    public CancellationToken Token => _either.Token;

    public bool HasRung => _stalled.IsCancellationRequested;

    public void Restart() => _stalled.CancelAfter(_patience);

    public void Dispose()
    {
        _either.Dispose();
        _stalled.Dispose();
    }
}
