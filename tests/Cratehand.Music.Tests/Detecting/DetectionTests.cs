using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Detecting;
using Cratehand.Music.Sources;
using Cratehand.Music.Store.Providers;
using Cratehand.Music.Syncing;
using Cratehand.Music.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Cratehand.Music.Tests.Detecting;

/// <summary>The chain on a database, with sources the test holds in its hand.</summary>
public sealed class DetectionTests : IDisposable
{
    readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 10, 12, 0, 0, TimeSpan.Zero));
    readonly FakeSource _saved = new(SourceNames.SpotifySaved);
    readonly FakeSource _likes = new(SourceNames.SoundCloudLikes);
    readonly FakeSource _playing = new(SourceNames.SpotifyPlaying, isNewestFirst: false, Signal.Played);
    readonly DetectingWorld _world;

    public DetectionTests()
    {
        _world = new(_clock, _saved, _likes, _playing);
        _world.Options = _world.Options with { Chain = [_saved.Name, _likes.Name] };
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    [Scenario("S22")]
    public async Task NothingOlderThanTheFirstConnectionIsTakenByItself()
    {
        _saved.Fill(5_000);
        var first = await _world.DetectAsync();
        Assert.Empty(first.Queued);
        Assert.Equal(("ok", 50, 0), (first.Levels[0].Outcome, first.Levels[0].Seen, first.Levels[0].New));
        Assert.Contains("50 there before and left alone", first.Levels[0].Reason, StringComparison.Ordinal);

        _saved.Like("new");
        Assert.Equal(["new"], await _world.TakenAsync());
        Assert.Empty(await _world.TakenAsync());
    }

    [Fact]
    [Scenario("S22")]
    public async Task TheBacklogIsTakenWhenAPersonAsksTheNewestFirst()
    {
        _likes.Fill(300);
        Assert.Equal(["old 1", "old 2", "old 3"], await _world.TakenAsync(new DetectTracks(Backlog: 3)));
        Assert.Equal(["old 4"], await _world.TakenAsync(new DetectTracks(Backlog: 1)));
        Assert.Equal(100, (await _world.TakenAsync(new DetectTracks(Backlog: 100))).Count);
    }

    [Fact]
    public async Task SixtyLikesBetweenTwoRunsAndNoneIsLost()
    {
        _saved.Fill(5_000);
        await _world.DetectAsync();
        Enumerable.Range(1, 60).ToList().ForEach(i => _saved.Like($"new {i}"));

        List<string> taken = [];
        for (var run = 0; run < 4; run++)
        {
            taken.AddRange(await _world.TakenAsync());
        }

        Assert.Equal(Enumerable.Range(1, 60).Select(i => $"new {i}").Order(), taken.Order());
        Assert.Equal("new 60", taken[0]);
    }

    [Fact]
    [Scenario("S11")]
    public async Task ItPicksTheRightNextOnesAndLeavesThePoisonTrackAloneUntilItsRestEnds()
    {
        _likes.Fill(5_000);
        _saved.Trouble = new ProviderException("spotify", ProviderFailure.Unreachable, null, "Spotify cannot be reached.");
        await _world.DetectAsync();
        foreach (var title in (string[])["five", "four", "three", "two", "one"])
        {
            _likes.Like(title);
        }

        _world.Options = _world.Options with { PerRun = 4 };
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(["one", "two", "three", "four"], await _world.TakenAsync());
        await _world.EndAsync("one", new Receipt(TrackOutcome.Filed, "filed"));
        await _world.EndAsync("two", new Receipt(TrackOutcome.AlreadyOwned, "owned"));
        await _world.EndAsync("three", new Receipt(TrackOutcome.Filed, "filed"));
        await _world.EndAsync("four", new Receipt(TrackOutcome.Unavailable, "404", "gone"));
        var pages = _likes.Pages;

        _clock.Advance(TimeSpan.FromMinutes(10));
        var report = await _world.DetectAsync();
        Assert.Equal(["five"], DetectingWorld.TitlesOf(report));
        Assert.Equal(1, _likes.Pages - pages);
        Assert.Equal(("error", "Spotify cannot be reached."), (report.Levels[0].Outcome, report.Levels[0].Reason));
        Assert.Equal("ok", report.Levels[1].Outcome);

        _clock.Advance(TimeSpan.FromHours(5));
        Assert.Empty(await _world.TakenAsync());
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["four"], await _world.TakenAsync());
        Assert.Equal(2, (await _world.RowAsync("four")).Tries);
    }

    [Fact]
    public async Task WhatFailedForGoodIsNotPickedAgain()
    {
        await _world.DetectAsync();
        _likes.Like("bad");
        await _world.DetectAsync();
        await _world.EndAsync("bad", new Receipt(TrackOutcome.Unavailable, "Go+ preview", "preview"));
        _clock.Advance(TimeSpan.FromDays(365));
        Assert.Empty(await _world.TakenAsync());
        Assert.Equal((DetectionState.Ended, "unavailable: Go+ preview"), ((await _world.RowAsync("bad")).State, (await _world.RowAsync("bad")).Reason));
    }

    [Fact]
    public async Task AnUnreachableSourceIsAnErrorAndRestsAndTheOthersGoOn()
    {
        await _world.DetectAsync();
        _saved.Trouble = new IOException("the wire is cut");
        _likes.Like("new");
        var report = await _world.DetectAsync();
        Assert.Equal(["error", "ok"], report.Levels.Select(level => level.Outcome));
        Assert.Equal(["new"], DetectingWorld.TitlesOf(report));
        Assert.Equal(3, _saved.Pages); // the good one, and two tries

        Assert.Equal("resting", (await _world.DetectAsync()).Levels[0].Outcome);
        Assert.Equal("error", (await _world.DetectAsync(new DetectTracks(IsForced: true))).Levels[0].Outcome);
        _clock.Advance(TimeSpan.FromMinutes(2));
        _saved.Trouble = null;
        Assert.Equal("ok", (await _world.DetectAsync()).Levels[0].Outcome);
    }

    [Theory]
    [InlineData(FetchRefusal.NotSwitchedOn, "off", null)]
    [InlineData(FetchRefusal.Gone, "error", "the site's words")]
    [InlineData(FetchRefusal.Denied, "error", "the site's words")]
    public async Task OnlyWhatIsNotSwitchedOnIsOff(FetchRefusal kind, string outcome, string? trouble)
    {
        _saved.Trouble = new FetchRefusedException(kind, "the site's words");
        var level = (await _world.DetectAsync()).Levels[0];
        Assert.Equal((outcome, "the site's words"), (level.Outcome, level.Reason));
        Assert.Equal(1, _saved.Pages);
        Assert.Equal(trouble, (await _world.Book.SourcesAsync(CancellationToken.None))[_saved.Name].Trouble);
    }

    [Fact]
    public async Task ASourceThatHangsIsGivenUpInTimeTwice()
    {
        _saved.Hangs = true;
        var detecting = _world.DetectAsync();
        while (!detecting.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(10);
        }

        var level = (await detecting).Levels[0];
        Assert.Equal(("error", "spotify-saved was not read to its end within 30 s."), (level.Outcome, level.Reason));
    }

    [Fact]
    public async Task ModeFirstTakesFromTheFirstLevelThatHasATrack()
    {
        _world.Options = _world.Options with { Mode = ChainMode.First, Chain = [] };
        _likes.Fill(3);
        _saved.Fill(3);
        _playing.Like("now");
        Assert.Equal(["now"], await _world.TakenAsync());
        _playing.Items.Clear();

        var second = await _world.DetectAsync();
        Assert.Equal(["old 1"], DetectingWorld.TitlesOf(second)); // from the backlog: at least one if any exists
        Assert.Equal(["ok", "ok", "ok", "ok"], second.Levels.Select(level => level.Outcome));

        _likes.Like("liked");
        var third = await _world.DetectAsync();
        Assert.Equal(["liked"], DetectingWorld.TitlesOf(third));
        Assert.Equal(["ok", "ok", "not-reached", "not-reached"], third.Levels.Select(level => level.Outcome));
    }

    [Fact]
    [Scenario("S11")]
    public async Task WhereThePredecessorFailedThreeTimesOverTheFourthLevelGivesATrack()
    {
        _world.Options = _world.Options with { Mode = ChainMode.First, Chain = [] };
        _likes.Fill(5);
        await _world.DetectAsync();
        _playing.Trouble = new ProviderException("spotify", ProviderFailure.Unreachable, null, "Spotify cannot be reached.");
        _saved.Trouble = _playing.Trouble;
        _likes.Trouble = new ProviderException("soundcloud", ProviderFailure.TimedOut, null, "SoundCloud did not answer.");

        var report = await _world.DetectAsync();
        Assert.Single(report.Queued);
        Assert.Equal("backlog", report.Queued[0].Source);
        Assert.Equal(
            ["Spotify cannot be reached.", "SoundCloud did not answer.", "Spotify cannot be reached."],
            report.Levels.Take(3).Select(level => level.Reason));
    }

    [Fact]
    public async Task AFullSourceHidesNoOther()
    {
        await _world.DetectAsync();
        _saved.Like("one like", _clock.GetUtcNow().AddMinutes(1));
        _world.Options = _world.Options with { PerRun = 0 };
        await _world.DetectAsync();
        for (var lot = 0; lot < 30; lot++)
        {
            Enumerable.Range(0, 40).ToList().ForEach(i => _likes.Like($"{lot}-{i}"));
            _clock.Advance(TimeSpan.FromMinutes(10));
            await _world.DetectAsync();
        }

        _world.Options = _world.Options with { PerRun = 2 };
        Assert.Equal(["29-39", "one like"], (await _world.TakenAsync()).Order());
    }

    [Fact]
    public async Task WhereTheChainHasABacklogTheListIsReadOnWhenItRunsOut()
    {
        _world.Options = _world.Options with { Chain = [_saved.Name, SourceNames.Backlog], PerRun = 40 };
        _saved.Fill(120);
        List<int> taken = [];
        for (var run = 0; run < 8; run++)
        {
            taken.Add((await _world.TakenAsync()).Count);
        }

        Assert.Equal(120, taken.Sum());
        Assert.True(taken.Max() <= 40);
    }

    [Fact]
    public async Task WhatOnlyPlayedIsTakenOnceItIsLiked()
    {
        _world.Options = _world.Options with { Chain = [_playing.Name, _saved.Name] };
        var heard = _playing.Like("heard", _clock.GetUtcNow());
        Assert.Empty(await _world.TakenAsync());
        Assert.Equal(DetectionState.Played, (await _world.RowAsync("heard")).State);

        _saved.Items.Insert(0, heard with { Signal = Signal.Liked });
        Assert.Equal(["heard"], await _world.TakenAsync());
        Assert.Equal(("liked", _saved.Name), ((await _world.RowAsync("heard")).Signal, (await _world.RowAsync("heard")).Source));
    }

    [Fact]
    public async Task ARuleMakesPlaysCount()
    {
        _world.Options = _world.Options with
        {
            Chain = [_playing.Name],
            Levels = new Dictionary<string, LevelOptions> { [_playing.Name] = new() { Plays = 3 } },
        };
        var play = _playing.Like("again", _clock.GetUtcNow());
        Assert.Empty(await _world.TakenAsync());
        _playing.Items.Clear();
        _playing.Items.AddRange([play, play]);
        Assert.Equal(["again"], await _world.TakenAsync());
    }

    [Fact]
    public async Task OneTrackAtTwoSourcesIsTakenOnce()
    {
        await _world.DetectAsync();
        _likes.Items.Insert(0, _saved.Like("both"));
        Assert.Equal(["both"], await _world.TakenAsync());
        Assert.Empty(await _world.TakenAsync());
        Assert.Equal(_saved.Name, (await _world.RowAsync("both")).Source);
    }

    [Fact]
    public async Task TheChildrenBelongToTheRunAndKnowWhatIsWanted()
    {
        await _world.DetectAsync();
        _saved.Like("new");
        var queued = (await _world.DetectAsync()).Queued.Single();
        var job = (await _world.Jobs.FindAsync(queued.Job!.Value))!;
        Assert.Equal(job.ParentId, job.RunId);
        Assert.Equal(("new", "liked"), (job.ArgsAs<SyncTrack>().Wanted!.Title, job.ArgsAs<SyncTrack>().Signal));
        Assert.Equal(DetectTracks.Kind, (await _world.Jobs.FindAsync(job.RunId))!.Kind);
    }

    [Fact]
    public async Task ARehearsalSaysTheSameAndWritesNothing()
    {
        _saved.Fill(10);
        Assert.Equal(["old 1", "old 2"], DetectingWorld.TitlesOf(await _world.RehearseAsync(new DetectTracks(Backlog: 2))));
        Assert.Empty(await _world.RowsAsync());
        Assert.Empty(await _world.Book.SourcesAsync(CancellationToken.None));

        await _world.DetectAsync();
        _saved.Like("new");
        Assert.Equal(["new"], DetectingWorld.TitlesOf(await _world.RehearseAsync()));
        Assert.Equal(["new"], DetectingWorld.TitlesOf(await _world.RehearseAsync()));
        Assert.Equal(["new"], await _world.TakenAsync());
    }

    [Fact]
    public async Task ReadingIsFlatInTheNumberOfLikes()
    {
        _saved.Fill(5_000);
        await _world.DetectAsync();
        var pages = _saved.Pages;
        await _world.DetectAsync();
        Assert.Equal(1, _saved.Pages - pages);
        Enumerable.Range(1, 3).ToList().ForEach(i => _saved.Like($"new {i}"));
        Assert.Equal(3, (await _world.TakenAsync()).Count);
        Assert.Equal(2, _saved.Pages - pages);
    }
}
