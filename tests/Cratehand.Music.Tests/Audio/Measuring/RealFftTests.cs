using System.Numerics;
using Cratehand.Music.Audio.Measuring;

namespace Cratehand.Music.Tests.Audio.Measuring;

public class RealFftTests
{
    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(4096)]
    [InlineData(512)]
    public void TheFastTransformIsTheNaiveOne(int size)
    {
        var random = new Random(size);
        float[] samples = [.. Enumerable.Range(0, size).Select(_ => (float)(random.NextDouble() - 0.5))];
        var magnitudes = new float[size / 2];

        new RealFft(size).Magnitudes(samples, magnitudes);

        Assert.All(magnitudes, (magnitude, bin) => Assert.Equal(Naive(samples, bin), magnitude, 1e-4));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(100)]
    public void ASizeThatIsNoPowerOfTwoIsRefused(int size) => Assert.Throws<ArgumentOutOfRangeException>(() => new RealFft(size));

    static double Naive(float[] samples, int bin) => samples
        .Select((sample, i) => Complex.FromPolarCoordinates(sample, -2 * Math.PI * bin * i / samples.Length))
        .Aggregate(Complex.Add).Magnitude;
}
