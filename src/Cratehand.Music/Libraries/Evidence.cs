namespace Cratehand.Music.Libraries;

/// <summary>Proof that an input is a certain recording.</summary>
/// <param name="Value">The link's identity, or a SHA-256 in lower-case hex.</param>
public sealed record Evidence(EvidenceKind Kind, string Value)
{
    /// <summary>Whether it is of a file's bytes, on the shelf or before.</summary>
    internal bool IsHash => Kind is EvidenceKind.OriginalHash or EvidenceKind.FileHash;

    /// <summary>What it proves, in words for the owner.</summary>
    internal string Reason => IsHash ? "the same bytes" : "the same link";
}

/// <summary>Kinds of proof. Stored by name: never rename.</summary>
public enum EvidenceKind
{
    /// <summary>The identity of the link it was fetched from: one for all spellings, see Tracks/TrackLink.</summary>
    Link,

    /// <summary>The bytes of the original, before rendering and tagging.</summary>
    OriginalHash,

    /// <summary>The bytes of a file on the shelf.</summary>
    FileHash,
}
