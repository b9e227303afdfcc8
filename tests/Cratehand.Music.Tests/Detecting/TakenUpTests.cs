using Cratehand.Jobs;
using Cratehand.Music.Detecting;
using Cratehand.Music.Sources;
using Cratehand.Music.Syncing;
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

    async Task<Enqueued> EnqueueAsync(SyncTrack args) =>
        await new JobQueue(_world.Database.Source, _clock, NullLoggerFactory.Instance).EnqueueAsync(args, new EnqueueOptions(new Trigger(TriggerKind.Manual), args.UniqueKey));
}
