namespace Cratehand.Music.Libraries;

/// <summary>Proof that an input is a certain recording.</summary>
/// <param name="Value">The canonical link, or a SHA-256 in lower-case hex.</param>
public sealed record Evidence(EvidenceKind Kind, string Value);

/// <summary>Kinds of proof. Stored by name: never rename.</summary>
public enum EvidenceKind
{
    /// <summary>The canonical link it was fetched from.</summary>
    Link,

    /// <summary>The bytes of the original, before rendering and tagging.</summary>
    OriginalHash,

    /// <summary>The bytes of a file on the shelf.</summary>
    FileHash,
}
