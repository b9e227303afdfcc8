using Cratehand.Wiring.Configuration;

namespace Cratehand.Tests.Wiring.Configuration;

public class NearestNameTests
{
    [Theory]
    [InlineData("snyc", "sync", 1)]
    [InlineData("ffmpeg", "fmpeg", 1)]
    [InlineData("", "abc", 3)]
    [InlineData("ca", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    public void SwappedNeighboursAreOneSlip(string one, string other, int distance) =>
        Assert.Equal(distance, NearestName.Distance(one, other));

    [Fact]
    public void AForgottenSectionIsFound() =>
        Assert.Equal("Jobs:MaxAttempts", NearestName.Of("maxattempts", ["Data", "Jobs:MaxAttempts", "Jobs:Workers"]));

    [Fact]
    public void NothingNearIsNothing() => Assert.Null(NearestName.Of("volume", ["Data", "Library"]));
}
