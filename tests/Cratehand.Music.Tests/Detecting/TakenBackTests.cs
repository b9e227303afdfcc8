using System.Globalization;
using Cratehand.Music.Detecting;
using Cratehand.Music.Sources;
using Cratehand.Music.Sources.SoundCloud;
using Cratehand.Music.Sources.Spotify;
using Cratehand.Music.Syncing.Unliking;
using Cratehand.Music.Tests.Support;
using Cratehand.Sandbox.Hosting;

namespace Cratehand.Music.Tests.Detecting;

/// <summary>Likes that are missing at the sandbox's Spotify and SoundCloud: which were taken back, and which are gone with their track.</summary>
public sealed class TakenBackTests : IAsyncLifetime
{
    TasteWorld _taste = null!;
    DetectingWorld _world = null!;

    public async ValueTask InitializeAsync() => _taste = await TasteWorld.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _world.Dispose();
        await _taste.DisposeAsync();
    }

    [Theory]
    [InlineData(404, "2 missing because the provider itself has them no more")]
    [InlineData(400, "2 missing, but whether the likes were taken back could not be asked this time")]
    public async Task OfThreeThatAreMissingAtSpotifyOneWasTakenBack(int status, string said)
    {
        Open(new SpotifySavedSource(_taste.ReadySpotify()));
        await _taste.SeedAsync("spotify", """{"saved":[]}""");
        await _world.DetectAsync();
        await _taste.SeedAsync("spotify", Saved(1, 2, 3, 4));
        await _world.DetectAsync();
        await _taste.SeedAsync("spotify", Saved(4));

        await HoldsAsync("/v1/tracks/", status, said);
    }

    [Theory]
    [InlineData(404, "2 missing because the provider itself has them no more")]
    [InlineData(403, "2 missing, but whether the likes were taken back could not be asked this time")]
    public async Task OfThreeThatAreMissingAtSoundCloudOneWasTakenBack(int status, string said)
    {
        Open(new SoundCloudLikesSource(_taste.ReadySoundCloud(), _ => Task.FromResult(true), "", null));
        await _taste.SeedAsync("soundcloud", """{"likes":0}""");
        await _world.DetectAsync();
        await _taste.SeedAsync("soundcloud", """{"likes":4}""");
        await _world.DetectAsync();
        await _taste.SeedAsync("soundcloud", """{"likes":1}""");

        await HoldsAsync("/tracks/soundcloud", status, said);
    }

    // The first that is asked about is there, the others meet the trouble.
    async Task HoldsAsync(string path, int status, string said)
    {
        Assert.Equal(4, await _world.CountAsync(DetectionState.Taken));
        _taste.Fail(new Fault { Path = path, Status = status, Skip = 1, Count = 0 });
        await _taste.AdvanceAsync(TimeSpan.FromDays(8));

        var level = Assert.Single((await _world.DetectAsync()).Levels);

        Assert.Equal(LevelOutcome.Ok, level.Outcome);
        Assert.Contains("1 liked no more; " + said, level.Reason, StringComparison.Ordinal);
        Assert.Single(await _world.Jobs.NewestAsync(100), job => job.Kind == UnlikeTrack.Kind);
        Assert.Equal(status == 404 ? 3 : 1, (await _world.RowsAsync()).Count(row => row.Unliked is not null));
        Assert.Equal(4, await _world.CountAsync(DetectionState.Taken));
    }

    void Open(ISource source) => _world = new DetectingWorld(_taste.Sandbox.World.Clock, source);

    static string Saved(params int[] songs) =>
        $$"""{"saved":[{{string.Join(',', songs.Select(song => string.Create(CultureInfo.InvariantCulture, $$"""{"song":{{song}},"addedAt":"2026-01-10T12:0{{song}}:00Z"}""")))}}]}""";
}
