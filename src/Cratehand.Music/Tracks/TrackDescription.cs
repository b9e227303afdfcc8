namespace Cratehand.Music.Tracks;

/// <summary>A recording as somebody describes it: a provider's like, a search result, a tag. What matching compares.</summary>
/// <param name="Title">As written there, often with the version or the artist in it.</param>
/// <param name="Artists">In the order of the credit; may be empty.</param>
/// <param name="DurationMs">Length in milliseconds; <c>null</c> if unknown.</param>
/// <param name="Isrc">International Standard Recording Code; <c>null</c> if unknown.</param>
public sealed record TrackDescription(string Title, IReadOnlyList<string> Artists, long? DurationMs = null, string? Isrc = null);
