using Cratehand.Jobs;

namespace Cratehand.Music.Detecting;

/// <summary>The music sync: look at the sources, take up what is new.</summary>
/// <param name="Backlog">Take so many tracks that are older than the first connection, too; <c>null</c>: none.</param>
/// <param name="IsForced">A person asked: runs even where the music sync is switched off, and in spite of a source's rest.</param>
public sealed record DetectTracks(int? Backlog = null, bool IsForced = false) : IJobArgs
{
    public static string Kind => "detect-tracks";

    /// <summary>One at a time.</summary>
    public const string UniqueKey = "detect-tracks";
}
