using Cratehand.Sandbox.Media;

namespace Cratehand.Sandbox.Tests.Media;

public class SignalsTests
{
    [Theory]
    [InlineData(-23)]
    [InlineData(-14)]
    public async Task ASineIsAsLoudAsItsNameSays(double lufs) =>
        Assert.Equal(lufs, await Tools.LoudnessAsync(Signals.OfLoudness(lufs, 5, 48_000)), 0.1);

    [Fact]
    public void NoiseKeepsToItsLevelAndItsSeed()
    {
        var noise = Signals.WhiteNoise(-6, 1);

        Assert.InRange(noise.Samples.Max(), 0.5f, 0.5012f);
        Assert.Equal(noise.Samples, Signals.WhiteNoise(-6, 1).Samples);
        Assert.NotEqual(noise.Samples, Signals.WhiteNoise(-6, 1, seed: 2).Samples);
    }

    [Fact]
    public void SoundsFollowEachOtherOnlyInOneFormat()
    {
        Assert.Equal(3, Signals.Silence(1).Then(Signals.Silence(2)).Duration.TotalSeconds);
        Assert.Throws<ArgumentException>(() => Signals.Silence(1).Then(Signals.Silence(1, 48_000)));
    }
}
