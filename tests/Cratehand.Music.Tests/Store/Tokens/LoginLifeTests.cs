using Cratehand.Music.Store.Tokens;

namespace Cratehand.Music.Tests.Store.Tokens;

public sealed class LoginLifeTests
{
    static readonly DateTimeOffset SignedIn = new(2026, 1, 10, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 180)]
    [InlineData(0.1, 179)]
    [InlineData(150, 30)]
    [InlineData(179.5, 0)]
    [InlineData(400, 0)]
    public void WholeDaysAreLeft(double age, int left) =>
        Assert.Equal(left, LoginLife.DaysLeft(SignedIn, LoginTerms.Spotify.Life, SignedIn.AddDays(age)));

    [Fact]
    public void ASignInThatDoesNotEndHasNoDaysLeft() =>
        Assert.Null(LoginLife.DaysLeft(SignedIn, LoginTerms.SoundCloud.Life, SignedIn.AddYears(9)));

    [Theory]
    [InlineData(31, null, null)]
    [InlineData(30, null, 30)]
    [InlineData(29, 30, null)]
    [InlineData(7, 30, 7)]
    [InlineData(3, null, 7)]
    [InlineData(1, 7, 1)]
    [InlineData(0, 1, null)]
    [InlineData(null, null, null)]
    public void EachThresholdIsToldOnceAndTheNearestCounts(int? left, int? announced, int? due) =>
        Assert.Equal(due, LoginLife.DueThreshold(left, announced));
}
