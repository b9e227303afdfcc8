using System.Collections.Concurrent;
using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.SoundCloud;

namespace Cratehand.Sandbox.Media;

/// <summary>What the media host knows: its files, who fetched them, and which links make trouble.</summary>
public sealed class MediaState(World world, SoundCloudState soundCloud)
{
    readonly ConcurrentDictionary<string, int> _versions = new();

    public World World => world;

    public RuleBook Rules => world.Rules;

    /// <summary>The uploads a SoundCloud link leads to.</summary>
    public SoundCloudState SoundCloud => soundCloud;

    public MediaStore Store { get; } = new(world.Options.MediaFolder, new Encoder(world.Options.Ffmpeg));

    public DownloadLog Log { get; } = new();

    /// <summary>Link ids (YouTube's, or a SoundCloud number) with what yt-dlp shall meet there: geo, drm, removed, private, login, age, bot, rate, none.</summary>
    public ConcurrentDictionary<string, string> Troubles { get; } = new();

    /// <summary>Counts up when a test says that a file has changed: its ETag is another from then on.</summary>
    public int VersionOf(string file) => _versions.GetValueOrDefault(file);

    public void Change(string file) => _versions.AddOrUpdate(file, 1, (_, version) => version + 1);
}
