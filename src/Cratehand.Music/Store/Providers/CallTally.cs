namespace Cratehand.Music.Store.Providers;

/// <summary>Counts the requests that one piece of work sends, whoever sends them for it.</summary>
public sealed class CallTally
{
    static readonly AsyncLocal<CallTally?> Current = new();

    int _calls;

    CallTally()
    {
    }

    /// <summary>So far.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Counts from here on what the calling method awaits, until that returns.</summary>
    public static CallTally Begin() => Current.Value = new();

    internal static void Called()
    {
        if (Current.Value is { } tally)
        {
            Interlocked.Increment(ref tally._calls);
        }
    }
}
