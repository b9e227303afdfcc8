using Cratehand.Music.Sources;
using static Cratehand.Wiring.Configuration.SettingForm;

namespace Cratehand.Wiring.Configuration;

/// <summary>The settings of detection: those of the chain, and the same few for each source.</summary>
static class DetectingCatalog
{
    /// <summary>The key of a source's section, and the source.</summary>
    static readonly (string Section, string Source)[] Sections =
    [
        (nameof(DetectingSettings.SpotifySaved), SourceNames.SpotifySaved),
        (nameof(DetectingSettings.SpotifyPlaylists), SourceNames.SpotifyPlaylists),
        (nameof(DetectingSettings.SpotifyPlaying), SourceNames.SpotifyPlaying),
        (nameof(DetectingSettings.SpotifyRecent), SourceNames.SpotifyRecent),
        (nameof(DetectingSettings.SoundCloudLikes), SourceNames.SoundCloudLikes),
        (nameof(DetectingSettings.SoundCloudPlaylists), SourceNames.SoundCloudPlaylists),
        (nameof(DetectingSettings.SoundCloudRecent), SourceNames.SoundCloudRecent),
        (nameof(DetectingSettings.YouTubePlaylists), SourceNames.YouTubePlaylists),
        (nameof(DetectingSettings.DropFolder), SourceNames.DropFolder),
        (nameof(DetectingSettings.Backlog), SourceNames.Backlog),
    ];

    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new("Detecting:Mode", "drain", OneOf("drain", "first"), "drain: all sources share what one run takes; first: the first source that has a track gives one."),
        new("Detecting:Chain", new("those of the mode", _ => ""), ListOrNone([.. SourceNames.All]), "The sources that are looked at, in order, divided by commas; what is not named is off. They are the sections below, and backlog."),
        new("Detecting:PerRun", "20", Whole(1, 1000), "How many tracks one run takes up."),
        new("Detecting:Tries", "2", Whole(1, 5), "How often a source is asked before the run goes on without it."),
        new("Detecting:ReconcileHours", "168", Whole(1, 8760), "How often all likes are read again, to notice those that were taken back; hours."),
        .. Sections.SelectMany(Of),
    ];

    static IEnumerable<Setting> Of((string Section, string Source) at)
    {
        yield return One(at, "Limit", "20", Whole(1, 1000), "How many of its tracks one run takes up.");
        if (at.Source == SourceNames.Backlog)
        {
            yield break;
        }

        yield return One(at, "TimeoutSeconds", at.Source == SourceNames.DropFolder ? "300" : "30", Whole(1, 3600), "How long reading it may take; seconds.");
        yield return One(at, "CooldownSeconds", "30", Whole(0, 3600), "How long it is left alone after a failure, doubled with each further one; seconds.");
        if (at.Source is SourceNames.SpotifyPlaylists or SourceNames.SoundCloudPlaylists)
        {
            yield return One(at, "Names", "", SettingForm.List, "The playlists that are watched, by name or id, divided by commas; empty: none.");
        }
        else if (at.Source is SourceNames.YouTubePlaylists)
        {
            yield return One(at, "Links", "", SettingForm.List, "Links of the playlists that are watched, divided by commas; read through yt-dlp.");
        }
        else if (at.Source is SourceNames.SpotifyRecent)
        {
            yield return One(at, "Plays", "0", Whole(0, 1000), "After so many plays a track is taken up; 0: playing alone files nothing.");
        }
        else if (at.Source is SourceNames.SpotifyPlaying or SourceNames.SoundCloudRecent)
        {
            // These say what was played and not when: of a second play they would know nothing.
            yield return One(at, "Plays", "0", Whole(0, 1), "1: a track is taken up once it was played; 0: playing alone files nothing.");
        }
        else if (at.Source is SourceNames.DropFolder)
        {
            yield return One(at, "SettleSeconds", "3", Whole(0, 3600), "A file that did not change for so long is taken to be whole; seconds.");
        }
    }

    static Setting One((string Section, string Source) at, string name, string value, SettingForm form, string doc) =>
        new($"Detecting:{at.Section}:{name}", value, form, doc)
        {
            EnvironmentName = $"CRATEHAND__DETECTING__{at.Source.Replace('-', '_').ToUpperInvariant()}__{name.ToUpperInvariant()}",
        };
}
