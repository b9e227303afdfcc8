using Cratehand.Jobs;
using Cratehand.Music.Detecting;
using Cratehand.Music.Sources;
using Cratehand.Music.Store.Tokens;
using Cratehand.Music.Syncing;
using Cratehand.Music.Syncing.Unliking;
using Cratehand.Music.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Cratehand.Music.Tests.Detecting;

/// <summary>A like of what somebody is at already.</summary>
public sealed class TakenUpTests : IDisposable
{
    readonly FakeSource _likes = new(SourceNames.SoundCloudLikes);
    readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 10, 12, 0, 0, TimeSpan.Zero));
    readonly DetectingWorld _world;

    public TakenUpTests() => _world = new(_clock, _likes);

    public void Dispose() => _world.Dispose();

    // That run knows a link and no name: where the link gives no audio it would look nowhere else, and wish for nothing.
    [Fact]
    public async Task ALikeWaitsForARunThatWasNotToldWhichTrackItIs()
    {
        await _world.DetectAsync();
        var liked = _likes.Like("one");
        var typed = await EnqueueAsync(new SyncTrack(liked.Input));

        Assert.Empty(await _world.TakenAsync());

        var row = await _world.RowAsync("one");
        Assert.Equal((DetectionState.Waiting, 0), (row.State, row.Tries));
        Assert.Contains("its turn comes when that is over", row.Reason, StringComparison.Ordinal);
        await new JobQueue(_world.Database.Source, _clock, NullLoggerFactory.Instance).CancelAsync(typed.Id, "test");
        Assert.Empty(await _world.TakenAsync());
        _clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(["one"], await _world.TakenAsync());
    }

    [Fact]
    public async Task OneThatWasToldIsJoined()
    {
        await _world.DetectAsync();
        var liked = _likes.Like("one");
        var other = await EnqueueAsync(new SyncTrack(liked.Input, liked.What, "liked"));

        Assert.Equal(["one"], await _world.TakenAsync());
        Assert.Equal(other.Id.ToString("D"), (await _world.RowAsync("one")).Job);
    }

    // It was tried once, and stands on the Wanted list; the un-like's own run takes it off.
    [Fact]
    public async Task ALikeThatIsTakenBackWhileItRestsIsTold()
    {
        await _world.DetectAsync();
        _likes.Like("kept");
        _likes.Like("blocked");
        await _world.DetectAsync();
        await _world.EndAsync("blocked", new Receipt(TrackOutcome.Unavailable, "not in your country", "geo"));
        await _world.DetectAsync();
        Assert.Equal((DetectionState.Waiting, 1), ((await _world.RowAsync("blocked")).State, (await _world.RowAsync("blocked")).Tries));
        _likes.Items.RemoveAll(item => item.What.Title == "blocked");
        _clock.Advance(TimeSpan.FromDays(8));

        Assert.Empty(await _world.TakenAsync());

        Assert.Equal(DetectionState.Ended, (await _world.RowAsync("blocked")).State);
        Assert.Equal("blocked", Assert.Single(await _world.Jobs.NewestAsync(100), job => job.Kind == UnlikeTrack.Kind).ArgsAs<UnlikeTrack>().Noticed.Wanted.Title);
    }

    // Nobody is asked any more until the owner has seen to it; a rest would hide that.
    [Fact]
    public async Task AnAppThatIsRefusedIsAnErrorOfItsSource()
    {
        await _world.DetectAsync();
        _likes.Trouble = new RetryLaterException(TimeSpan.FromHours(1), "SoundCloud refused the app itself.", new TokenRefusedException("invalid_client", "no"));

        Assert.Equal(LevelOutcome.Error, (await _world.DetectAsync()).Levels[0].Outcome);
    }

    // The copy was still under way when its first part was taken for the whole.
    [Fact]
    public async Task AFileThatBecameAnotherWhileItsRunIsUnderWayHasATurnOfItsOwn()
    {
        var dropped = new FakeSource(SourceNames.DropFolder, isNewestFirst: false, Signal.Dropped);
        using var world = new DetectingWorld(_clock, dropped);
        var part = dropped.Like("song");
        Assert.Equal(["song"], await world.TakenAsync());
        dropped.Items[0] = part with { Identity = "file:whole" };

        Assert.Empty(await world.TakenAsync());

        await world.DiscardAsync("song", "It is cut off.", part.Identity);
        _clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(["song"], await world.TakenAsync());
    }

    async Task<Enqueued> EnqueueAsync(SyncTrack args) =>
        await new JobQueue(_world.Database.Source, _clock, NullLoggerFactory.Instance).EnqueueAsync(args, new EnqueueOptions(new Trigger(TriggerKind.Manual), args.UniqueKey));
}
