using Cratehand.Music.Audio;
using Cratehand.Music.Audio.Tools;
using Cratehand.Music.Store.Disk;
using Cratehand.Music.Tests.Support;

namespace Cratehand.Music.Tests.Audio.Tools;

public sealed class FfmpegTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly AudioTools _tools = new(new ToolOptions(), new ToolRunner(TimeProvider.System));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task OneDecodeMakesEveryFormatTheFingerprintAndThePcm()
    {
        var source = Sound.Make(_folder.File("a.flac"), 5, 48000, 2, "-metadata", "title=Strobe", "-metadata", "custom=kept");
        var samples = 0L;

        var decoded = await Render(source, pcm: s => samples += s.Length, Outputs());

        Assert.Equal((true, 240_000L, 48000, 2), (decoded.Completed, decoded.Frames, decoded.SampleRate, decoded.Channels));
        Assert.Equal(480_000, samples);
        Assert.InRange(decoded.Fingerprint.Count, 10, 60);
        Assert.InRange(decoded.SamplePeak, 0.01f, 1f);
        Assert.Empty(decoded.Errors);
        Assert.False(File.Exists(_folder.File("fingerprint")));
        foreach (var output in Outputs())
        {
            var probe = await Probe(output.Path);
            Assert.Equal((48000, 2, 5.0, output.Bits), (probe.SampleRate, probe.Channels, Math.Round(probe.Seconds!.Value, 3), probe.Bits));
            Assert.Equal(output.Format is AudioFormat.Wav or AudioFormat.Aiff ? null : "Strobe", probe.Tag("title")); // Kid3 writes ID3
        }
    }

    [Fact]
    public async Task EveryLosslessRenditionHoldsTheSameSamplesAsItsSource()
    {
        var source = Sound.Make(_folder.File("a.wav"), 2);
        var outputs = Outputs();

        await Render(source, pcm: _ => { }, outputs);

        var expected = Samples(source);
        Assert.All(outputs, o => Assert.Equal(expected, Samples(o.Path)));
    }

    [Fact]
    public async Task TagsOfAnOggStreamArriveInTheRendition()
    {
        var source = Sound.Make(_folder.File("a.ogg"), 2, 44100, 2, "-metadata", "title=Strobe");

        await Render(source, pcm: _ => { }, [new(_folder.File("a.flac"), AudioFormat.Flac, 16)]);

        Assert.Equal("Strobe", (await Probe(_folder.File("a.flac"))).Tag("title"));
    }

    [Fact]
    public async Task ACommentIsLeftToTheTagger()
    {
        var source = Sound.Make(_folder.File("a.flac"), 2, 44100, 2, "-metadata", "comment=said");

        await Render(source, pcm: _ => { }, [new(_folder.File("b.flac"), AudioFormat.Flac, 16)]);

        Assert.Null((await Probe(_folder.File("b.flac"))).Tag("comment"));
    }

    [Fact]
    public async Task TheHashOfTheAudioChangesWithItAndNotWithItsTags()
    {
        var file = Sound.Make(_folder.File("a.m4a"), 2);
        var before = await _tools.Ffmpeg.HashAudioAsync(file, "test", CancellationToken.None);

        await _tools.Kid3.WriteAsync([file], new TagSet { Title = "Strobe" }, "test", CancellationToken.None);

        Assert.Equal(before, await _tools.Ffmpeg.HashAudioAsync(file, "test", CancellationToken.None));
        Assert.NotEqual(before, await _tools.Ffmpeg.HashAudioAsync(Sound.Damage(file), "test", CancellationToken.None));
    }

    [Fact]
    public async Task SurroundIsMeasuredInStereoAndKeptInTheFile()
    {
        var source = Sound.Make(_folder.File("a.flac"), 2, 44100, 6);

        var decoded = await Render(source, pcm: _ => { }, [new(_folder.File("a.wav"), AudioFormat.Wav, 16)]);

        Assert.Equal((2, 88_200L), (decoded.Channels, decoded.Frames));
        Assert.Equal(6, (await Probe(_folder.File("a.wav"))).Channels);
    }

    [Fact]
    public async Task AFailingListenerLeavesNoFiles()
    {
        var source = Sound.Make(_folder.File("a.flac"), 20);

        await Assert.ThrowsAsync<InvalidDataException>(() => Render(source, pcm: _ => throw new InvalidDataException(), Outputs()));

        Assert.Equal([source], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task AFileThatCannotBeDecodedLeavesNoFiles()
    {
        var source = Sound.Make(_folder.File("a.flac"), 4);
        var bytes = File.ReadAllBytes(source);
        bytes.AsSpan(8300).Fill(0x77);
        File.WriteAllBytes(source, bytes);

        var decoded = await Render(source, pcm: _ => { }, Outputs());

        Assert.Contains("cannot be decoded", new Verification().Judge(await Probe(source), decoded).Reason, StringComparison.Ordinal);
        Assert.Equal([source], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task AFullDiskIsSaidAndLeavesNoFiles()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "no /dev/full");
        var source = Sound.Make(_folder.File("a.flac"), 20);
        File.CreateSymbolicLink(_folder.File("full.wav"), "/dev/full");

        var error = await Assert.ThrowsAsync<DiskException>(() =>
            Render(source, pcm: _ => { }, [new(_folder.File("a.aiff"), AudioFormat.Aiff, 16), new(_folder.File("full.wav"), AudioFormat.Wav, 16)]));

        Assert.Equal(DiskTrouble.NoSpace, error.Trouble);
        Assert.Equal([source], Directory.GetFiles(_folder.Path));
    }

    RenderOutput[] Outputs() =>
    [
        new(_folder.File("out.aiff"), AudioFormat.Aiff, 16), new(_folder.File("out.flac"), AudioFormat.Flac, 16),
        new(_folder.File("out.m4a"), AudioFormat.Alac, 16), new(_folder.File("out24.wav"), AudioFormat.Wav, 24),
        new(_folder.File("out24.m4a"), AudioFormat.Alac, 24), new(_folder.File("out24.flac"), AudioFormat.Flac, 24),
    ];

    static string Samples(string path) =>
        Shell.Run("ffmpeg", "-v", "error", "-i", path, "-map", "0:a:0", "-c:a", "pcm_s24le", "-f", "md5", "-");

    async Task<Probe> Probe(string path) => (await _tools.Ffprobe.ProbeAsync(path, "test", CancellationToken.None)).Audio!;

    async Task<Decoded> Render(string source, Action<ReadOnlySpan<float>> pcm, IReadOnlyList<RenderOutput> outputs) =>
        await _tools.Ffmpeg.RenderAsync(
            new RenderPlan(source, await Probe(source), outputs, _folder.File("fingerprint"), "test"), pcm, CancellationToken.None);
}
