namespace Cratehand.Music.Libraries;

/// <summary>Proof that an input is a certain recording.</summary>
/// <param name="Value">A link's identity, or a SHA-256 in lower-case hex.</param>
public sealed record Evidence(EvidenceKind Kind, string Value);

/// <summary>Kinds of proof. Stored by name: never rename.</summary>
public enum EvidenceKind
{
    /// <summary>The link it was fetched from, as <see cref="Tracks.TrackLink.Identity"/> names it.</summary>
    Link,

    /// <summary>The bytes of the original, before rendering and tagging.</summary>
    OriginalHash,

    /// <summary>The bytes of a file on the shelf.</summary>
    FileHash,
}
