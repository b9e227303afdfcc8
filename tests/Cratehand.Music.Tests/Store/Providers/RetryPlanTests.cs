using Cratehand.Music.Store.Providers;
using static Cratehand.Music.Store.Providers.ProviderFailure;

namespace Cratehand.Music.Tests.Store.Providers;

public class RetryPlanTests
{
    static readonly ProviderOptions Options = new("notion", "Notion", new Uri("http://127.0.0.1"));

    [Theory]
    // status, kind, asked seconds, may have happened, can repeat, attempt → verdict
    [InlineData(429, Unavailable, 2, false, false, 1, Verdict.Repeat)]
    [InlineData(429, Unavailable, 2, false, false, 3, Verdict.CoolDown)]
    [InlineData(429, Unavailable, 3, false, true, 1, Verdict.CoolDown)]
    [InlineData(529, Unavailable, -1, false, false, 1, Verdict.CoolDown)]
    [InlineData(503, Unavailable, 3, true, true, 1, Verdict.CoolDown)]
    [InlineData(503, Unavailable, 1, true, false, 1, Verdict.CoolDownAndFail)]
    [InlineData(503, Unavailable, -1, true, true, 1, Verdict.Repeat)]
    [InlineData(503, Unavailable, -1, true, false, 1, Verdict.Fail)]
    [InlineData(500, Unavailable, 60, true, true, 2, Verdict.Repeat)]
    [InlineData(500, Unavailable, -1, true, true, 3, Verdict.Fail)]
    [InlineData(409, Conflict, -1, false, false, 1, Verdict.Repeat)]
    [InlineData(null, Unreachable, -1, true, false, 1, Verdict.Fail)]
    [InlineData(null, Unreachable, -1, false, false, 1, Verdict.Repeat)]
    [InlineData(null, TimedOut, -1, true, true, 1, Verdict.Fail)]
    [InlineData(401, SignInNeeded, -1, false, true, 1, Verdict.Fail)]
    [InlineData(400, Refused, 1, false, true, 1, Verdict.Fail)]
    [InlineData(200, Unreadable, -1, true, true, 1, Verdict.Fail)]
    internal void OnlyWhatIsSafeAndOfUseIsRepeated(
        int? status, ProviderFailure kind, int asked, bool mayHaveHappened, bool canRepeat, int attempt, Verdict expected)
    {
        var failure = new ProviderException("notion", kind, status, "It failed.") { MayHaveHappened = mayHaveHappened };
        var wait = asked < 0 ? (TimeSpan?)null : TimeSpan.FromSeconds(asked);
        Assert.Equal(expected, RetryPlan.After(new(failure, wait), canRepeat, attempt, Options, 0.5).Verdict);
    }

    [Fact]
    public void RestsGrowToACap() =>
        Assert.Equal([30, 60, 120, 3600, 3600], new[] { 0, 1, 2, 7, 1000 }.Select(strikes => RetryPlan.Rest(strikes, Options).TotalSeconds));
}
