using Cratehand.Cli.Deciding;
using Cratehand.Cli.Syncing;
using Cratehand.Jobs;
using Cratehand.Music.Detecting;
using Cratehand.Music.Libraries;
using Cratehand.Music.Syncing;
using Cratehand.Music.Tracks;

namespace Cratehand.Cli.Commands.Runs;

/// <summary>A run as lists and JSON show it.</summary>
/// <param name="Id">The end of it is enough to name it in a command.</param>
/// <param name="State">See <see cref="JobState"/>; <c>interrupted</c> when the process of a running one is dead.</param>
public sealed record RunView(
    Guid Id, string Kind, string State, string? Outcome, string? Reason, string Input, string Trigger, int Attempts,
    DateTimeOffset Created, DateTimeOffset? Started, DateTimeOffset? Finished, DateTimeOffset? Due)
{
    /// <summary>The run that this one tries again; <c>null</c> as a rule.</summary>
    public Guid? RetryOf { get; init; }

    public static RunView Of(Job job)
    {
        var receipt = Receipt.Of(job);
        var outcome = receipt?.Outcome.ToText() ?? (job.State == JobState.Discarded ? TrackOutcome.Failed.ToText() : null);
        return new RunView(
            job.Id, job.Kind, StateOf(job), outcome, receipt?.Reason ?? LibraryText.ReasonOf(job) ?? job.Reason, InputOf(job),
            job.Trigger.Kind.ToString().ToLowerInvariant(), job.Attempt, job.Created, job.Started, job.Finished,
            job.State.IsFinal() ? null : job.Due)
        {
            RetryOf = job.ParentId is { } parent && job.RunId == job.Id ? parent : null,
        };
    }

    /// <summary>All that is on record about one, for programs.</summary>
    public static object Whole(Job job, IReadOnlyList<JobStep> steps, IReadOnlyList<JobAttempt> attempts, IReadOnlyList<FileMove> moves) =>
        new
        {
            run = Of(job),
            steps = steps.Select(s => new { s.Name, s.Attempt, s.Started, s.Milliseconds }),
            attempts,
            receipt = Receipt.Of(job),
            detection = job.Kind == DetectTracks.Kind && job.ResultAs<DetectionReport>() is { } report ? DetectionText.Shown(report) : null,
            moves,
            search = Story.SearchOf(job.Id, steps),
        };

    /// <summary>Eight characters that name it.</summary>
    internal string ShortId => Short(Id);

    /// <summary>Eight characters that name a run.</summary>
    internal static string Short(Guid id) => id.ToString("N")[^8..];

    internal IReadOnlyList<string> Cells =>
        [ShortId, $"{Created.ToLocalTime():yyyy-MM-dd HH:mm}", State, Outcome ?? "", NameOf(Input)];

    // The last part says most; of a link as people write it, of a path as it is.
    static string NameOf(string input) =>
        Path.GetFileName((input.Contains("://", StringComparison.Ordinal) ? Uri.UnescapeDataString(input) : input).TrimEnd('/'));

    static string InputOf(Job job) =>
        job.Kind == DetectTracks.Kind ? "music sync"
        : job.Kind != SyncTrack.Kind ? LibraryText.InputOf(job)
        : job.ArgsAs<SyncTrack>()?.Input is not { } input ? ""
        : TrackLink.Show(input);

    // A row says "running" until somebody rescues it; whether anybody is at it, the operating system knows.
    static string StateOf(Job job) =>
        job.State == JobState.Running && Node.Parse(job.Node) is { } node && !node.IsAlive()
            ? "interrupted"
            : job.State.ToText();
}
