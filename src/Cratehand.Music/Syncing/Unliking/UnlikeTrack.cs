using Cratehand.Jobs;

namespace Cratehand.Music.Syncing.Unliking;

/// <summary>A like was taken back: do what the owner's policy says.</summary>
/// <param name="Noticed">The track that was liked.</param>
/// <param name="IsArchiveAsked">The owner was asked and said: archive it.</param>
public sealed record UnlikeTrack(Noticed Noticed, bool IsArchiveAsked = false) : IJobArgs
{
    public static string Kind => "unlike-track";

    public string UniqueKey => Noticed.Identity;
}

/// <summary>What was done about it.</summary>
/// <param name="Archived">Where the files lie now, absolute.</param>
public sealed record Unliked(UnlikeAction Action, string Reason, IReadOnlyList<string> Archived);
