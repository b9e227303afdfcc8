using System.Text.Json.Serialization;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Audio.Tools;

/// <summary>What yt-dlp says of a link: of a track itself, or of one among a search's or a list's, where it knows less.</summary>
public sealed record YtDlpInfo
{
    [JsonPropertyName("id")] public string Id { get; init; } = "";

    /// <summary><c>video, playlist, multi_video, url</c>; null: of one track.</summary>
    [JsonPropertyName("_type")] public string? Type { get; init; }

    [JsonPropertyName("title")] public string? Title { get; init; }

    /// <summary>The recording's own title, where the site keeps it apart from the upload's.</summary>
    [JsonPropertyName("track")] public string? Track { get; init; }

    [JsonPropertyName("artist")] public string? Artist { get; init; }

    /// <summary>Newer versions give the artists one by one.</summary>
    [JsonPropertyName("artists")] public IReadOnlyList<string>? Artists { get; init; }

    [JsonPropertyName("uploader")] public string? Uploader { get; init; }

    [JsonPropertyName("channel")] public string? Channel { get; init; }

    [JsonPropertyName("duration")] public double? Seconds { get; init; }

    [JsonPropertyName("webpage_url")] public string? Page { get; init; }

    /// <summary>Of an entry of a list: its page.</summary>
    [JsonPropertyName("url")] public string? Url { get; init; }

    /// <summary><c>public, unlisted, private, needs_auth, premium_only, subscriber_only</c> or null.</summary>
    [JsonPropertyName("availability")] public string? Availability { get; init; }

    /// <summary><c>is_live, is_upcoming, was_live, not_live, post_live</c> or null.</summary>
    [JsonPropertyName("live_status")] public string? LiveStatus { get; init; }

    [JsonPropertyName("formats")] public IReadOnlyList<YtDlpFormat> Formats { get; init; } = [];

    /// <summary>Where it can be had: a link's page.</summary>
    public string? Link => Page ?? Url;

    /// <summary>Whoever put it up stands in for an artist that is not named.</summary>
    public TrackDescription Describe() =>
        new(Track ?? Title ?? Id, Artists is { Count: > 0 } ? WholeNames.Join(Artists) : Artist is not null ? TrackName.SplitArtists(Artist) : By, (long?)(1000 * Seconds));

    /// <summary>Every format with sound is a preview.</summary>
    public bool IsPreview => Sounding.Any() && Sounding.All(f => f.IsPreview);

    /// <summary>An album's page, say: a download of it would be one file of many tracks, or of any one of them.</summary>
    public bool IsList => Type is "playlist" or "multi_video";

    public bool IsLive => LiveStatus is "is_live" or "is_upcoming";

    // "Artist - Topic" is how YouTube names the channels it makes of a label's releases.
    IReadOnlyList<string> By => (Uploader ?? Channel)?.Replace(" - Topic", "", StringComparison.Ordinal) is { Length: > 0 } by ? [by] : [];

    IEnumerable<YtDlpFormat> Sounding => Formats.Where(f => f.AudioCodec != "none");
}

/// <summary>One form in which it can be had.</summary>
public sealed record YtDlpFormat
{
    [JsonPropertyName("format_id")] public string Id { get; init; } = "";

    [JsonPropertyName("format_note")] public string? Note { get; init; }

    [JsonPropertyName("acodec")] public string? AudioCodec { get; init; }

    /// <summary>SoundCloud's previews: <c>http_mp3_1_0_preview</c>, with the note <c>Preview</c> in newer versions.</summary>
    public bool IsPreview =>
        Id.Contains("preview", StringComparison.OrdinalIgnoreCase) || Note?.Contains("preview", StringComparison.OrdinalIgnoreCase) == true;
}

/// <summary>A line of progress.</summary>
sealed record YtDlpProgress
{
    [JsonPropertyName("downloaded_bytes")] public double? Received { get; init; }

    [JsonPropertyName("total_bytes")] public double? Total { get; init; }

    /// <summary>A guess, where a track comes in pieces.</summary>
    [JsonPropertyName("total_bytes_estimate")] public double? Estimate { get; init; }
}
