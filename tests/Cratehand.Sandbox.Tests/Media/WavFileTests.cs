using Cratehand.Sandbox.Media;

namespace Cratehand.Sandbox.Tests.Media;

public sealed class WavFileTests : IDisposable
{
    readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(16, 1)]
    [InlineData(16, 2)]
    [InlineData(24, 1)]
    [InlineData(24, 2)]
    public async Task FfmpegReadsBackWhatWasWritten(int bits, int channels)
    {
        var stereo = Signals.WhiteNoise(-3, 0.25);
        var sound = channels == 2 ? stereo : stereo.ToMono();

        WavFile.Write(_path, sound, bits);
        var decoded = await Tools.DecodeAsync(_path);

        Assert.Equal(sound.Samples.Length, decoded.Length);
        Assert.All(decoded, (sample, i) => Assert.Equal(sound.Samples[i], sample, 1.0 / (1 << (bits - 1))));
    }

    [Fact]
    public async Task WhatIsBeyondFullScaleIsClippedAndDoesNotWrap()
    {
        WavFile.Write(_path, Signals.Sine(997, 6, 0.1), 16);

        var decoded = await Tools.DecodeAsync(_path);

        Assert.Equal(-1, decoded.Min());
        Assert.InRange(decoded.Max(), 0.9999f, 1);
        Assert.All(decoded.Zip(decoded.Skip(2)), pair => Assert.InRange(pair.First - pair.Second, -0.5f, 0.5f));
    }

    [Fact]
    public void OtherDepthsAreRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WavFile.Write(_path, Signals.Silence(0.1), 8));
}
