using Cratehand.Cli.Commands.Runs;
using Cratehand.Cli.Scheduling;

namespace Cratehand.Status;

/// <summary>How things stand, as <c>status</c> shows it and <c>/api/v1/status</c> gives it.</summary>
/// <param name="Daemon"><c>null</c>: none is running.</param>
/// <param name="Running">What is being done.</param>
/// <param name="Next">What waits, the first due first.</param>
/// <param name="Schedules">What happens by time, and how it does.</param>
/// <param name="NeedsYou">What only a person can mend or decide, and how.</param>
/// <param name="LastSuccess">The newest run that came to a good end.</param>
/// <param name="Jobs">How many there are in each state.</param>
/// <param name="LeftAlone">Providers that nobody calls for a while.</param>
public sealed record StatusView(
    DaemonView? Daemon, IReadOnlyList<StatusRun> Running, IReadOnlyList<StatusRun> Next, IReadOnlyList<ScheduleView> Schedules, IReadOnlyList<StatusNeed> NeedsYou,
    RunView? LastSuccess, IReadOnlyDictionary<string, int> Jobs, IReadOnlyList<StatusLogin> SignIns, IReadOnlyList<StatusRest> LeftAlone,
    StatusSizes Sizes)
{
    /// <summary>Sources whose last look failed.</summary>
    public IReadOnlyList<StatusSource> InTrouble { get; init; } = [];

    /// <summary>Tracks that were there before their source was connected, left alone until the owner asks for them.</summary>
    public long KnownBefore { get; init; }
}

/// <param name="LastSuccess">When it was last read; <c>null</c>: never yet.</param>
/// <param name="Failures">In a row.</param>
public sealed record StatusSource(string Source, string Trouble, DateTimeOffset? LastSuccess, int Failures);

/// <param name="Trouble">Why its engine is not at work; <c>null</c> while it is.</param>
public sealed record DaemonView(int Pid, string? Address, DateTimeOffset Started, string? Trouble);

/// <param name="What">The file or link.</param>
/// <param name="Step">What is being done, if it runs.</param>
/// <param name="Due">When it starts again, if it waits.</param>
/// <param name="Reason">Why it waits.</param>
public sealed record StatusRun(Guid Run, string Kind, string What, string State, string? Step, int? Percent, DateTimeOffset? Due, string? Reason);

/// <param name="Kind"><c>failed, review, sign-in, incident</c>.</param>
/// <param name="How">What to type.</param>
public sealed record StatusNeed(string Kind, string Text, string How);

/// <param name="DaysLeft"><c>null</c>: it does not end by itself, or nobody is signed in.</param>
public sealed record StatusLogin(string Provider, bool SignedIn, int? DaysLeft);

/// <param name="Provider">A provider, or a site that yt-dlp gets from.</param>
public sealed record StatusRest(string Provider, DateTimeOffset Until, string Reason);

/// <param name="Tracks">In the library.</param>
/// <param name="DatabaseBytes">With its journal.</param>
/// <param name="FreeBytes">On the library's disk; <c>null</c> if that cannot be told.</param>
public sealed record StatusSizes(long Tracks, long Files, long DatabaseBytes, long LogBytes, long? FreeBytes);
