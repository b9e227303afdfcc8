namespace Cratehand.Jobs.Tests;

public class RetryPolicyTests
{
    static readonly RetryPolicy Policy = new(6, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(20), 0.25);

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 8)]
    [InlineData(4, 16)]
    [InlineData(5, 20)]
    public void WaitsDoubleUpToTheCap(int failures, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Policy.DelayAfter(failures, 0.5));

    [Theory]
    [InlineData(0, 3)]
    [InlineData(0.25, 3.5)]
    [InlineData(1, 5)]
    public void JitterSpreadsAWaitByItsShareBothWays(double chance, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Policy.DelayAfter(2, chance));

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public void NoWaitIsLeftAtTheLimit(int failures) => Assert.Null(Policy.DelayAfter(failures, 0.5));

    [Fact]
    public void AVeryLongRowOfFailuresStaysAtTheCap() =>
        Assert.Equal(TimeSpan.FromSeconds(20), (Policy with { MaxAttempts = int.MaxValue }).DelayAfter(int.MaxValue - 1, 0.5));

    [Fact]
    public void TheDefaultIsFiveAttemptsWithinHalfAMinute()
    {
        var waits = Enumerable.Range(1, 5).Select(x => RetryPolicy.Default.DelayAfter(x, 0.5)?.TotalSeconds);

        Assert.Equal([2, 4, 8, 16, null], waits);
    }
}
