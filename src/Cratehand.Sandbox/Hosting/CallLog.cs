namespace Cratehand.Sandbox.Hosting;

/// <summary>One request that reached a stand-in, and what it was told. Bodies are text, cut at 64 KB.</summary>
/// <param name="Token">The last four characters of the credential, so that a real one pointed here by mistake is not kept.</param>
/// <param name="Status">0 when the connection was dropped.</param>
/// <param name="Fault">What was done to the call on purpose, or null.</param>
public sealed record Call(
    long Number,
    DateTimeOffset At,
    string Provider,
    string Method,
    string Path,
    string Query,
    IReadOnlyDictionary<string, string> Headers,
    string? Token,
    string? RequestBody,
    int Status,
    string? AnswerBody,
    string? Fault);

/// <summary>Every call to every stand-in, oldest first; only the newest 20,000 are kept, the numbers go on.</summary>
public sealed class CallLog
{
    const int Kept = 20_000;
    readonly Lock _lock = new();
    readonly Queue<Call> _calls = new();
    long _number;

    /// <summary>How many calls there have been, those no longer kept included.</summary>
    public long Count
    {
        get
        {
            lock (_lock)
            {
                return _number;
            }
        }
    }

    /// <summary>Notes a call under the next number (from 1).</summary>
    public void Add(Call call)
    {
        lock (_lock)
        {
            _calls.Enqueue(call with { Number = ++_number });
            if (_calls.Count > Kept)
            {
                _calls.Dequeue();
            }
        }
    }

    /// <summary>Calls with a higher number than <paramref name="after"/>, of one provider or of all.</summary>
    public IReadOnlyList<Call> Since(long after = 0, string? provider = null)
    {
        lock (_lock)
        {
            return [.. _calls.Where(c => c.Number > after && (provider is null || c.Provider == provider))];
        }
    }
}
