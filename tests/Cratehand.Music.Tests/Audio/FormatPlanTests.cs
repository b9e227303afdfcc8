using Cratehand.Music.Audio;
using Cratehand.Music.Audio.Tools;

namespace Cratehand.Music.Tests.Audio;

public class FormatPlanTests
{
    [Theory]
    [InlineData("flac", "flac", true, 24, "aiff", 24)]
    [InlineData("wav", "pcm_s16le", true, 16, "aiff", 16)]
    [InlineData("wav", "pcm_f32le", true, 32, "aiff", 24)]
    [InlineData("mp3", "mp3", false, null, "original", 16)]
    [InlineData("mov,mp4,m4a,3gp,3g2,mj2", "aac", false, null, "original", 16)]
    [InlineData("ogg", "opus", false, null, "aiff", 16)]
    [InlineData("ogg", "vorbis", false, null, "aiff", 16)]
    public void TheDefaultsGoByTheKindOfTheSource(string container, string codec, bool isLossless, int? bits, string format, int renderedBits)
    {
        var plan = FormatPlan.For(Source(container, codec, isLossless, bits), new FormatOptions());

        Assert.Equal([format], plan.Formats);
        Assert.Equal(renderedBits, plan.Bits);
    }

    [Fact]
    public void TheOriginalsOwnFormatIsNotMadeBesideIt()
    {
        var plan = FormatPlan.For(Source("flac", "flac", true, 16), new FormatOptions { Lossless = ["flac", "original", "aiff"] });

        Assert.Equal(["original", "aiff"], plan.Formats);
        Assert.Equal([AudioFormat.Aiff], plan.Rendered);
    }

    static Probe Source(string container, string codec, bool isLossless, int? bits) =>
        new()
        {
            Container = container, Codec = codec, CodecName = codec, IsLossless = isLossless, Bits = bits, SampleRate = 44_100, Channels = 2,
            Tags = new Dictionary<string, string>(),
        };
}
