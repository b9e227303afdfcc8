using Cratehand.Jobs;
using Cratehand.Music.Detecting;
using Cratehand.Music.Syncing;

namespace Cratehand.Music.Tests.Detecting;

public sealed class AftermathTests
{
    [Theory]
    [InlineData(TrackOutcome.Filed, null)]
    [InlineData(TrackOutcome.AlreadyOwned, null)]
    [InlineData(TrackOutcome.ToBuy, null)]
    [InlineData(TrackOutcome.NeedsReview, null)]
    [InlineData(TrackOutcome.Unavailable, "drm")]
    [InlineData(TrackOutcome.Unavailable, "preview")]
    public void WhatIsSettledIsNotPickedAgain(TrackOutcome outcome, string? cause)
    {
        var after = Aftermath.Of(Ended(new Receipt(outcome, "so it is", cause)), wasRefused: false, tries: 1);
        Assert.Null(after.Rest);
        Assert.Contains("so it is", after.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gone", 1, 6)]
    [InlineData("gone", 2, 24)]
    [InlineData("geo", 3, 96)]
    [InlineData("blocked", 5, 720)]
    public void WhatFailedForNowRestsLongerEachTime(string cause, int tries, int hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), Aftermath.Of(Ended(new Receipt(TrackOutcome.Unavailable, "not there", cause)), false, tries).Rest);

    [Fact]
    public void NothingIsTriedForEver()
    {
        var after = Aftermath.Of(Ended(new Receipt(TrackOutcome.Unavailable, "not there", "gone")), false, Aftermath.MostTries);
        Assert.Null(after.Rest);
        Assert.Contains("Given up after 6 times", after.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void NeverIsNever() => Assert.Null(Aftermath.Of(Discarded(), wasRefused: true, 1).Rest);

    [Fact]
    public void OneFailureTooManyIsForNow() => Assert.Equal(TimeSpan.FromHours(6), Aftermath.Of(Discarded(), wasRefused: false, 1).Rest);

    static Job Ended(Receipt receipt) => Job(JobState.Completed, JobJson.Write(receipt), null);

    static Job Discarded() => Job(JobState.Discarded, null, "no audio in it");

    static Job Job(JobState state, string? result, string? reason) =>
        new(
            Guid.NewGuid(), Guid.NewGuid(), null, SyncTrack.Kind, "{}", null, state, new Trigger(TriggerKind.Manual), 1, 1, 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch,
            null, null, null, false, null, null, result, reason);
}
