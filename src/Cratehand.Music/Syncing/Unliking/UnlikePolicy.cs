namespace Cratehand.Music.Syncing.Unliking;

/// <summary>What the owner wants of their files when they take a like back.</summary>
public enum UnlikePolicy
{
    /// <summary>Nothing is touched.</summary>
    Keep,

    /// <summary>The files move to the archive folder.</summary>
    Archive,

    /// <summary>A question in the review lane.</summary>
    Ask,
}

/// <summary>What is done about a like that was taken back. Stored in lower case: never rename.</summary>
public enum UnlikeAction
{
    /// <summary>Remembered; nothing else.</summary>
    Record,

    /// <summary>The open wish is withdrawn.</summary>
    Withdraw,

    /// <summary>The files move to the archive folder.</summary>
    Archive,

    /// <summary>The owner is asked.</summary>
    Ask,
}

/// <summary>The decision with its reason.</summary>
public sealed record UnlikeDecision(UnlikeAction Action, string Reason)
{
    /// <summary>The same recording is liked elsewhere, too.</summary>
    public static UnlikeDecision StillLiked(string source) => new(UnlikeAction.Record, $"the like was taken back, and the same recording is still liked ({source}): the files stay");

    /// <summary>Nothing is ever deleted. Pure.</summary>
    /// <param name="isWished">It stands on the Wanted list or in the review lane.</param>
    /// <param name="isOwned">Its files are on the shelf.</param>
    public static UnlikeDecision Of(UnlikePolicy policy, bool isWished, bool isOwned) =>
        (policy, isWished, isOwned) switch
        {
            (_, true, false) => new(UnlikeAction.Withdraw, "the like was taken back before it was had"),
            (_, _, false) => new(UnlikeAction.Record, "the like was taken back; the library does not have it"),
            (UnlikePolicy.Archive, _, _) => new(UnlikeAction.Archive, "the like was taken back: the files move to the archive"),
            (UnlikePolicy.Ask, _, _) => new(UnlikeAction.Ask, "the like was taken back: keep the files (review never), or move them to the archive (review accept)?"),
            _ => new(UnlikeAction.Record, "the like was taken back, and Unlike:Policy says keep: the files stay"),
        };
}
