namespace Cratehand.Music.Tracks;

/// <summary>A recording, without a file.</summary>
/// <param name="Title">Without the version, e.g. <c>Strobe</c>.</param>
/// <param name="Artists">The main artists, in order; may be empty.</param>
public sealed record Track(string Title, IReadOnlyList<string> Artists)
{
    /// <summary>Which version, e.g. <c>Extended Mix</c>; null for the plain one.</summary>
    public string? Version { get; init; }

    /// <summary>Title and version as a tag shows them, e.g. <c>Strobe (Extended Mix)</c>.</summary>
    public string FullTitle => Version is null ? Title : $"{Title} ({Version})";

    public string? Album { get; init; }

    /// <summary>ISO 8601, a year alone or a whole date.</summary>
    public string? Date { get; init; }

    public string? Genre { get; init; }

    /// <summary>ISO 3901, twelve characters without hyphens, upper case.</summary>
    public string? Isrc { get; init; }
}
