using System.Globalization;
using Cratehand.Music.Libraries.Fingerprints;
using Cratehand.Music.Tracks;
using Cratehand.Music.Tracks.Matching;

namespace Cratehand.Music.Libraries;

/// <summary>The rungs of the ladder, the surest first. Shown in kebab-case: never rename.</summary>
public enum Rung
{
    /// <summary>One link, whatever its spelling.</summary>
    PlatformId,

    /// <summary>One ISRC, at the same length and in the same version.</summary>
    Isrc,

    /// <summary>The same bytes.</summary>
    ContentHash,

    /// <summary>The same sound.</summary>
    Fingerprint,

    /// <summary>The same artists, title, version and length: proves nothing.</summary>
    Name,

    /// <summary>Nothing speaks for it.</summary>
    None,
}

/// <summary>Whether two recordings are one.</summary>
/// <param name="Reason">In words for the owner.</param>
/// <param name="Agreement">Of the fingerprints, where it was they that spoke.</param>
public sealed record Judgement(Rung Rung, string Reason, FingerprintMatch? Agreement = null)
{
    /// <summary>Whether that is enough to act upon. A name alone never is.</summary>
    public bool IsProven => Rung <= Rung.Fingerprint;
}

/// <summary>
/// Judges two recordings, and only these two: that A is B and B is C makes A no C. From what is sure to what only looks so.
/// Pure; see ADR 13.
/// </summary>
public static class EvidenceLadder
{
    /// <summary>How much lengths may differ, as a part of the longer one.</summary>
    const double Tolerance = 0.05;

    public static Judgement Judge(Recording a, Recording b) =>
        SameLink(a, b) ?? SameIsrc(a, b) ?? SameBytes(a, b) ?? SameSound(a, b) ?? SameName(a, b)
        ?? new Judgement(Rung.None, "nothing says that they are one recording");

    static Judgement? SameLink(Recording a, Recording b) =>
        a.Evidence.FirstOrDefault(x => x.Kind == EvidenceKind.Link && b.Evidence.Contains(x)) is { } link
            ? new(Rung.PlatformId, link.Reason)
            : null;

    /// <summary>Codes are given to one recording each, yet stand in the tags of its edits and remixes too.</summary>
    internal static Judgement? SameIsrc(Recording a, Recording b) =>
        a.Track.Isrc is { } isrc && isrc == b.Track.Isrc && LengthsFit(a, b, 0) && AreOneVersion(a.Track, b.Track)
            ? new(Rung.Isrc, $"ISRC {isrc}, {Length(a)} against {Length(b)}, the same version")
            : null;

    static Judgement? SameBytes(Recording a, Recording b) =>
        a.Evidence.Where(x => x.IsHash).Select(x => x.Value).Intersect(b.Evidence.Where(x => x.IsHash).Select(x => x.Value), StringComparer.Ordinal).Any()
            ? new(Rung.ContentHash, "the same bytes")
            : null;

    /// <summary>
    /// Only the first two minutes are compared: an edit has those of the whole track, an instrumental most of them. So the
    /// lengths must fit, but for what one begins later, and the names may not say that they are different versions.
    /// </summary>
    internal static Judgement? SameSound(Recording a, Recording b)
    {
        if (!AreOneVersion(a.Track, b.Track) || FingerprintMatch.Best(a.Fingerprint.Span, b.Fingerprint.Span) is not { IsSame: true } match)
        {
            return null;
        }

        return LengthsFit(a, b, Math.Abs(match.Offset) * FingerprintMatch.SecondsPerItem)
            ? new(Rung.Fingerprint, string.Create(CultureInfo.InvariantCulture, $"fingerprint agrees {match.Agreement:0.00} at offset {match.Offset}"), match)
            : null;
    }

    static Judgement? SameName(Recording a, Recording b) =>
        NameKey(a) is { Length: > 1 } name && name == NameKey(b) && AreOneVersion(a.Track, b.Track) && LengthsFit(a, b, 0)
            ? new(Rung.Name, $"the same artists, title and version, {Length(a)} against {Length(b)}: that alone proves nothing")
            : null;

    /// <summary>
    /// Whether their names say that they are one version: remix, live, edit, sped up, instrumental, karaoke are other tracks, read
    /// as matching reads them. Names that are written alike need no reading.
    /// </summary>
    internal static bool AreOneVersion(Track a, Track b) =>
        (a.FullTitle == b.FullTitle && a.Artists.SequenceEqual(b.Artists, StringComparer.Ordinal))
        || Read(a, b).IsVersionOf(Read(b, a));

    static Described Read(Track track, Track other) =>
        new(new TrackDescription(track.FullTitle, track.Artists), new Names(track.Artists.Concat(other.Artists).Select(TextFold.Cut)));

    /// <summary>Artists and title, their letters and digits only, whatever their case.</summary>
    internal static string NameKey(Recording recording) => $"{Letters(string.Concat(recording.Track.Artists))}|{Letters(recording.Track.Title)}";

    static string Letters(string text) => new([.. text.Normalize().ToLowerInvariant().Where(char.IsLetterOrDigit)]);

    static bool LengthsFit(Recording a, Recording b, double later) =>
        a.Seconds is { } x && b.Seconds is { } y && Math.Abs(x - y) <= (Tolerance * Math.Max(x, y)) + later;

    static string Length(Recording recording) =>
        TimeSpan.FromSeconds(recording.Seconds ?? 0).ToString(@"m\:ss", CultureInfo.InvariantCulture);
}
