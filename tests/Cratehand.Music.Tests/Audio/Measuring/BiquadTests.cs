using Cratehand.Music.Audio.Measuring;

namespace Cratehand.Music.Tests.Audio.Measuring;

public class BiquadTests
{
    [Fact]
    public void At48KilohertzTheFiltersAreThoseOfTheRecommendation()
    {
        var head = Biquad.Head(48_000);
        Assert.Equal(1.53512485958697, head.B0, 6);
        Assert.Equal(-2.69169618940638, head.B1, 6);
        Assert.Equal(1.19839281085285, head.B2, 6);
        Assert.Equal(-1.69065929318241, head.A1, 6);
        Assert.Equal(0.73248077421585, head.A2, 6);

        var lowCut = Biquad.LowCut(48_000);
        Assert.Equal(-1.99004745483398, lowCut.A1, 6);
        Assert.Equal(0.99007225036621, lowCut.A2, 6);
    }
}
