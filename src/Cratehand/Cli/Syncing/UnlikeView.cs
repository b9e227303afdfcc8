using Cratehand.Cli.Commands.Runs;
using Cratehand.Cli.Deciding;
using Cratehand.Jobs;
using Cratehand.Music.Syncing.Unliking;

namespace Cratehand.Cli.Syncing;

/// <summary>What was done about a like that was taken back.</summary>
/// <param name="Action"><c>null</c>: nothing yet, and the reason says why.</param>
/// <param name="Archived">Where the files lie now.</param>
public sealed record UnlikeView(Guid Run, string What, string State, UnlikeAction? Action, string? Reason, IReadOnlyList<string> Archived)
{
    const string Indent = "               ";

    public static UnlikeView Of(Job job)
    {
        var (wanted, done) = (job.ArgsAs<UnlikeTrack>().Noticed.Wanted, job.ResultAs<Unliked>());
        return new(job.RunId, TrackText.Of(wanted.Title, wanted.Artists, null), job.State.ToText(), done?.Action, done?.Reason ?? job.Reason, done?.Archived ?? []);
    }

    /// <summary>What it adds to the exit code.</summary>
    internal int Code => State == JobState.Discarded.ToText() || IsResting ? ExitCode.Failed : ExitCode.Done;

    // As the disk is away, say: it goes on by itself.
    bool IsResting => State == JobState.Retryable.ToText();

    /// <summary>Says what left the shelf, where it lies and what brings it back, or what went wrong; of the rest there is nothing to say.</summary>
    internal void Write(Output output)
    {
        if (Code == ExitCode.Failed)
        {
            output.Line(Tone.Bad, $"{"failed",-14}", $"{What}: its like was taken back. {Reason}{(IsResting ? " It is tried again by itself." : "")}");
        }
        else if (Archived.Count > 0)
        {
            output.Line(Tone.Warning, $"{"archived",-14}", What);
            Archived.ToList().ForEach(path => output.Line(Indent + path));
            output.Line($"{Indent}To have it back on the shelf: cratehand undo {RunView.Short(Run)}");
        }
    }
}
