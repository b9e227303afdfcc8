using Cratehand.Music.Detecting;
using Cratehand.Music.Sources;
using Cratehand.Music.Store.Providers;
using Cratehand.Music.Syncing;
using Cratehand.Music.Syncing.Unliking;
using Cratehand.Music.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Cratehand.Music.Tests.Detecting;

/// <summary>Likes that are on the list no more: taken back, lost by their provider, or a faulty answer.</summary>
public sealed class LostLikesTests : IDisposable
{
    readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 10, 12, 0, 0, TimeSpan.Zero));
    readonly FakeSource _likes = new(SourceNames.SoundCloudLikes);
    readonly DetectingWorld _world;

    public LostLikesTests() => _world = new(_clock, new FakeSource(SourceNames.SpotifySaved), _likes);

    public void Dispose() => _world.Dispose();

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
}
