using Cratehand.Sandbox.Songs;

namespace Cratehand.Sandbox.SoundCloud;

/// <summary>What the uploader allows.</summary>
/// <param name="Access"><c>playable</c>, <c>preview</c> or <c>blocked</c>.</param>
/// <param name="IsDownloadable">Whether the uploader offers the original file.</param>
/// <param name="Secret">The token of a private track, <c>s-…</c>, or null for a public one.</param>
public sealed record SoundCloudTraits(string Access, bool IsDownloadable, string? Secret)
{
    /// <summary>
    /// By index: …3 is a preview (Go+), …7 blocked, …5 downloadable; 121 and 131 are secret. Decoys are all playable.
    /// </summary>
    public static SoundCloudTraits Of(Recording recording)
    {
        var index = recording.Song.Index;
        return recording.Variant != Variant.Original ? new("playable", false, null)
            : index is 121 or 131 ? new("playable", false, $"s-{Ids.Digest($"secret:{index}", 11)}")
            : index < 100 ? new("playable", false, null)
            : new(index % 10 == 3 ? "preview" : index % 10 == 7 ? "blocked" : "playable", index % 10 == 5, null);
    }
}
