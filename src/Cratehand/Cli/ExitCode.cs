namespace Cratehand.Cli;

/// <summary>What the program returns; part of the contract.</summary>
public static class ExitCode
{
    /// <summary>Done: filed, already owned, or nothing to do.</summary>
    public const int Done = 0;

    /// <summary>Something failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the configuration is wrong; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>A person must decide.</summary>
    public const int NeedsReview = 3;

    /// <summary>The track cannot be had, or must be bought.</summary>
    public const int Unavailable = 4;

    /// <summary>Ended by Ctrl-C, a termination signal or <c>runs cancel</c>.</summary>
    public const int Interrupted = 130;

    static readonly int[] WorstFirst = [Interrupted, Usage, Failed, NeedsReview, Unavailable];

    /// <summary>For several items: failed, then needs review, then unavailable, then done.</summary>
    public static int Worst(IEnumerable<int> codes)
    {
        var seen = codes.ToHashSet();
        return WorstFirst.FirstOrDefault(seen.Contains, Done);
    }
}
