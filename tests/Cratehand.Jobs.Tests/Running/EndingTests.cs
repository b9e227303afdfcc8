using Cratehand.Jobs.Running;
using Cratehand.Jobs.Tests.Support;

namespace Cratehand.Jobs.Tests.Running;

public class EndingTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    static readonly Wish ToCancel = new(true, "wrong track");

    [Fact]
    public void RetryLaterPostponesByItsWaitAndIsNoFailure()
    {
        var ending = Of(new RetryLaterException(TimeSpan.FromMinutes(7), "ask again"));

        Assert.Equal(new Ending(JobState.Retryable, "postponed", Now.AddMinutes(7), false, null, "ask again"), ending);
    }

    [Fact]
    public void DiscardEndsAtOnce() =>
        Assert.Equal(new Ending(JobState.Discarded, "discarded", null, true, null, "no such track"), Of(new DiscardException("no such track")));

    [Fact]
    public void AnythingElseIsRetriedByPolicy() =>
        Assert.Equal((JobState.Retryable, "failed", Now.AddMilliseconds(1), true), Facts(Of(new IOException("weather"))));

    [Fact]
    public void TheLastFailureDiscardsWithItsReason()
    {
        var ending = Of(new IOException("weather"), failures: 4);

        Assert.Equal((JobState.Discarded, "failed", null, true), Facts(ending));
        Assert.Equal("weather", ending.Reason);
    }

    [Theory]
    [InlineData(long.MaxValue, 366)]
    [InlineData(long.MinValue, 0)]
    public void AWaitOffTheCalendarIsBroughtBack(long ticks, int days) =>
        Assert.Equal(Now.AddDays(days), Of(new RetryLaterException(TimeSpan.FromTicks(ticks), "?")).Due);

    [Fact]
    public void AWishToCancelTurnsARetryIntoACancellationWithThePersonsReason() =>
        Assert.Equal(Ending.Cancelled("wrong track"), Of(new IOException("weather")).Given(ToCancel));

    [Fact]
    public void AWishToCancelOutlivesAnInterruption() =>
        Assert.Equal(Ending.Cancelled("wrong track"), Ending.Interrupted(Now, "stopped").Given(ToCancel));

    [Fact]
    public void AWishToCancelComesTooLateForWorkThatIsDone() =>
        Assert.Equal(Ending.Completed("1"), Ending.Completed("1").Given(ToCancel));

    [Fact]
    public void WithoutAWishAnEndingStands() =>
        Assert.Equal(Ending.Interrupted(Now, "stopped"), Ending.Interrupted(Now, "stopped").Given(new Wish(false, "an old failure")));

    static Ending Of(Exception error, int failures = 0) => Ending.Of(error, failures, Some.Impatience, Now, 0.5);

    static (JobState, string, DateTimeOffset?, bool) Facts(Ending ending) => (ending.State, ending.Outcome, ending.Due, ending.IsFailure);
}
