using Cratehand.Music.Audio.Tools;
using Cratehand.Music.Tests.Support;

namespace Cratehand.Music.Tests.Audio.Tools;

public sealed class FfprobeTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly AudioTools _tools = new(new ToolOptions(), new ToolRunner(TimeProvider.System));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.flac", "flac", true, 16)]
    [InlineData("a.wav", "pcm_s16le", true, 16)]
    [InlineData("a.aiff", "pcm_s16be", true, 16)]
    [InlineData("a.mp3", "mp3", false, null)]
    [InlineData("a.m4a", "aac", false, null)]
    [InlineData("a.ogg", "vorbis", false, null)]
    [InlineData("24.flac", "flac", true, 24, "-sample_fmt", "s32", "-bits_per_raw_sample", "24")]
    public async Task TheCodecAndWhetherItKeepsEveryBitAreTold(string name, string codec, bool lossless, int? bits, params string[] options)
    {
        var probe = await Probe(Sound.Make(_folder.File(name), 2, 44100, 2, options));

        Assert.Equal((codec, lossless, bits), (probe.Codec, probe.IsLossless, probe.Bits));
        Assert.Equal((44100, 2), (probe.SampleRate, probe.Channels));
    }

    [Theory]
    [InlineData("a.opus")]
    [InlineData("a.mp3")]
    [InlineData("a.flac")]
    public async Task TagsAreFoundWhereverTheFormatKeepsThem(string name)
    {
        var probe = await Probe(Sound.Make(_folder.File(name), 2, 48000, 2, "-metadata", "title=Été", "-metadata", "artist=Å"));

        Assert.Equal(("Été", "Å", null), (probe.Tag("TITLE"), probe.Tag("nothing", "Artist"), probe.Tag("album")));
    }

    [Fact]
    public async Task ACoverIsNoticed()
    {
        var audio = Sound.Make(_folder.File("a.mp3"), 2);
        Shell.Run("ffmpeg", "-v", "error", "-i", audio, "-f", "lavfi", "-i", "color=red:s=64x64:d=0.04", "-map", "0:a", "-map", "1:v",
            "-c:a", "copy", "-c:v", "mjpeg", "-frames:v", "1", "-disposition:v:0", "attached_pic", _folder.File("covered.mp3"));

        Assert.Equal((false, true), ((await Probe(audio)).HasCover, (await Probe(_folder.File("covered.mp3"))).HasCover));
    }

    async Task<Probe> Probe(string path) => (await _tools.Ffprobe.ProbeAsync(path, "test", CancellationToken.None)).Audio!;
}
