using Cratehand.Music.Audio.Tools;
using Cratehand.Music.Tests.Support;

namespace Cratehand.Music.Tests.Audio.Tools;

public sealed class BpmToolTests
{
    readonly AudioTools _tools = new(new ToolOptions(), new ToolRunner(TimeProvider.System));

    [Theory]
    [InlineData(85, 44100)]
    [InlineData(128, 44100)]
    [InlineData(174, 48000)]
    [InlineData(128, 96000)]
    [InlineData(100, 22050)]
    public async Task TheTempoIsFoundAtEverySampleRate(double bpm, int rate)
    {
        Assert.Equal(bpm, (await Measure(Sound.Clicks(bpm, rate, 30), rate, 1))!.Value, 0.2);
    }

    [Fact]
    public async Task ChannelsAreMixed()
    {
        var stereo = Sound.Clicks(128, 44100, 20).SelectMany(s => (float[])[s, s / 2]).ToArray();

        Assert.Equal(128, (await Measure(stereo, 44100, 2))!.Value, 0.2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task PiecesOfAnOddLengthAreHeardWhole(int channels)
    {
        var samples = Sound.Clicks(128, 44100, 20).SelectMany(s => Enumerable.Repeat(s, channels)).ToArray();

        Assert.Equal(await Measure(samples, 44100, channels), await Measure(samples, 44100, channels, 333 * channels));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nan\n")]
    [InlineData("usage: bpm")]
    public void WhatIsNoTempoIsNull(string printed) => Assert.Null(BpmTool.Parse(printed));

    [Fact]
    public async Task AToolThatDiesDoesNotStopTheDecode()
    {
        var tools = new AudioTools(new ToolOptions { Bpm = "false" }, new ToolRunner(TimeProvider.System));
        await using var measurement = tools.Bpm.Start(44100, 1, "test", CancellationToken.None);

        measurement.Feed(new float[1_000_000]);

        Assert.Null(await measurement.FinishAsync());
    }

    async Task<double?> Measure(float[] samples, int rate, int channels, int piece = 8192)
    {
        await using var measurement = _tools.Bpm.Start(rate, channels, "test", CancellationToken.None);
        foreach (var chunk in samples.Chunk(piece))
        {
            measurement.Feed(chunk);
        }

        return await measurement.FinishAsync();
    }
}
