using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Detecting;
using Cratehand.Music.Sources;
using Cratehand.Music.Store.Providers;
using Cratehand.Music.Syncing;
using Cratehand.Music.Syncing.Unliking;
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
    public async Task ALikeThatIsTakenBackIsNotedAndNothingIsDeleted()
    {
        await _world.DetectAsync();
        var kept = _likes.Like("kept");
        await _world.DetectAsync();
        _world.Options = _world.Options with { PerRun = 0 };
        _likes.Like("early");
        await _world.DetectAsync();
        _likes.Items.Clear();
        _likes.Like("another");
        _clock.Advance(TimeSpan.FromDays(8));
        var report = await _world.DetectAsync();

        Assert.Contains("2 liked no more", report.Levels[1].Reason, StringComparison.Ordinal);
        Assert.Equal(DetectionState.Taken, (await _world.RowAsync("kept")).State);
        Assert.NotNull((await _world.RowAsync("kept")).Unliked);
        var told = (await _world.Jobs.NewestAsync(100)).Where(job => job.Kind == UnlikeTrack.Kind).ToList();
        Assert.Equal("kept", Assert.Single(told).ArgsAs<UnlikeTrack>().Noticed.Wanted.Title);
        Assert.Equal(DetectionState.Skipped, (await _world.RowAsync("early")).State);

        _world.Options = _world.Options with { PerRun = 20 };
        _likes.Like("early");
        Assert.Equal(["early"], await _world.TakenAsync());
        Assert.Equal("Somebody - kept", kept.What.Artists[0] + " - " + kept.What.Title);
    }

    [Fact]
    public async Task OneReadingAloneTakesNoLikeBack()
    {
        await _world.DetectAsync();
        _likes.Like("first");
        _likes.Like("second");
        await _world.DetectAsync();
        _likes.HiddenOnce = "second"; // as paging hides the neighbour of one that is taken back meanwhile
        _likes.Items.RemoveAll(item => item.What.Title == "first");
        _clock.Advance(TimeSpan.FromDays(8));
        Assert.Contains("1 liked no more", (await _world.DetectAsync()).Levels[1].Reason, StringComparison.Ordinal);
        Assert.NotNull((await _world.RowAsync("first")).Unliked);
        Assert.Null((await _world.RowAsync("second")).Unliked);
    }

    [Theory]
    [InlineData(0, "12 of 12 likes are missing at once")] // an answer with nothing in it
    [InlineData(1, "11 of 12 likes are missing at once")] // another account
    public async Task ManyLikesThatAreMissingAtOnceAreAFaultyAnswer(int left, string reason)
    {
        await _world.DetectAsync();
        Enumerable.Range(1, 12).ToList().ForEach(i => _likes.Like($"{i}"));
        await _world.DetectAsync();
        _likes.Items.RemoveRange(0, 12 - left);
        _clock.Advance(TimeSpan.FromDays(8));
        Assert.Contains(reason, (await _world.DetectAsync()).Levels[1].Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(await _world.Jobs.NewestAsync(100), job => job.Kind == UnlikeTrack.Kind);
        Assert.Null((await _world.RowAsync("12")).Unliked);
    }

    [Fact]
    public async Task WhatItsProviderHasNoMoreIsNoLikeTakenBack()
    {
        await _world.DetectAsync();
        foreach (var title in (string[])["kept", "deleted", "unsure", "back"])
        {
            _likes.Like(title);
        }

        await _world.DetectAsync();
        await _world.EndAsync("deleted", new Receipt(TrackOutcome.Filed, "filed"));
        _likes.Items.RemoveAll(item => item.What.Title != "kept");
        _likes.Has = title => title == "unsure" ? throw new ProviderException("soundcloud", ProviderFailure.Unavailable, 503, "SoundCloud is down.") : title == "back";
        _clock.Advance(TimeSpan.FromDays(8));

        var level = (await _world.DetectAsync()).Levels[1];

        Assert.Equal("ok", level.Outcome);
        Assert.Equal(
            "1 liked no more; 1 missing because the provider itself has them no more: no like was taken back, and what you have of them is kept; "
                + "1 missing, but whether the likes were taken back could not be asked this time: SoundCloud is down.",
            level.Reason);
        var told = Assert.Single(await _world.Jobs.NewestAsync(100), job => job.Kind == UnlikeTrack.Kind);
        Assert.Equal("back", told.ArgsAs<UnlikeTrack>().Noticed.Wanted.Title);
        Assert.Equal(
            (DetectionState.Ended, "filed: filed (Gone from the likes, as its provider has it no more; nobody took the like back.)"),
            ((await _world.RowAsync("deleted")).State, (await _world.RowAsync("deleted")).Reason));
        Assert.Null((await _world.RowAsync("unsure")).Unliked);
    }

    [Fact]
    public async Task WhatVanishedIsAskedAboutOnceAndDoesNotCountForEver()
    {
        await _world.DetectAsync();
        Enumerable.Range(1, 30).ToList().ForEach(i => _likes.Like($"{i}"));
        _world.Options = _world.Options with { PerRun = 0 };
        await _world.DetectAsync();
        _likes.Has = title => title == "16";
        foreach (var lost in (int[])[7, 7, 3]) // in the end more than Unlike:Most, but never at once
        {
            _likes.Items.RemoveRange(0, lost);
            _clock.Advance(TimeSpan.FromDays(8));
            await _world.DetectAsync();
        }

        Assert.Equal(17, _likes.Asked.Count);
        Assert.Equal(DetectionState.Skipped, (await _world.RowAsync("16")).State);
        Assert.Equal(29, await _world.CountAsync(DetectionState.Waiting)); // what vanished may be had elsewhere
    }

    [Fact]
    public async Task AnUploadThatComesBackIsNewAgain()
    {
        await _world.DetectAsync();
        var hidden = _likes.Like("hidden");
        _likes.Like("other");
        await _world.DetectAsync();
        await _world.EndAsync("hidden", new Receipt(TrackOutcome.Unavailable, "Go+ preview", "preview"));
        _likes.Items.Remove(hidden);
        _likes.Has = _ => false;
        _clock.Advance(TimeSpan.FromDays(8));
        await _world.DetectAsync();

        _likes.Items.Add(hidden);
        Assert.Equal(["hidden"], await _world.TakenAsync());
        Assert.Null((await _world.RowAsync("hidden")).Unliked);
    }

    [Fact]
    public async Task AListThatWasCutTakesNoLikeBack()
    {
        await _world.DetectAsync();
        Enumerable.Range(1, 10).ToList().ForEach(i => _likes.Like($"{i}"));
        await _world.DetectAsync();
        _likes.CutAt = 8;
        _clock.Advance(TimeSpan.FromDays(8));

        var report = await _world.DetectAsync();

        Assert.Equal("2 of 10 likes are not on the list, but it was cut at the longest that is read: nothing is taken for liked no more", report.Levels[1].Reason);
        Assert.DoesNotContain(await _world.RowsAsync(), row => row.Unliked is not null);
        Assert.Empty(_likes.Asked);
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
