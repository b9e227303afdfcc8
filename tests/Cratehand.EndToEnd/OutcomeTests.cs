using Cratehand.EndToEnd.Support;
using Cratehand.Sandbox.Media;

namespace Cratehand.EndToEnd;

/// <summary>What becomes of sound input, read where a person would look.</summary>
public sealed class OutcomeTests(Studio studio) : IDisposable
{
    readonly Rig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task AFileIsFiledWithItsSoundUnchangedAndLiesAlone()
    {
        var flac = _rig.Own(await studio.AsAsync("loopback.flac", Studio.Minor, Studio.Named));

        var item = (await _rig.SyncAsync(flac)).Ends(0, "filed");

        Assert.Equal(["Sandbox Orchestra/Sandbox Orchestra - Loopback (Extended Mix).aiff"], _rig.Shelf.Files);
        Assert.Empty(_rig.Shelf.Strays);
        var filed = Assert.Single(item.Files);
        Assert.Equal(Shelf.Hash(filed.Path), filed.Sha256);
        Assert.Equal(await Witness.SoundAsync(flac), await Witness.SoundAsync(filed.Path));
        var listed = Assert.Single(await _rig.TracksAsync());
        Assert.Equal((filed.Path, filed.Sha256, true), (listed.Files[0].Path, listed.Files[0].Sha256, listed.Files[0].Exists));
        Assert.False(listed.FromLossy);
        Assert.True(File.Exists(flac), "the owner's file stays where it was");
    }

    [Fact]
    public async Task WhatIsMeasuredIsTheTruthAndOtherProgramsReadItInTheTags()
    {
        var wav = _rig.Own(await studio.WavAsync(Studio.Minor), "Sandbox Orchestra - Loopback (Extended Mix).wav");

        var item = (await _rig.SyncAsync(wav)).Ends(0, "filed");

        Assert.InRange(item.Measured!.Bpm!.Value, 125.5, 126.5);
        Assert.Equal(("Am", "8A", "1m"), (item.Measured.Key, item.Measured.Camelot, item.Measured.OpenKey));
        Assert.InRange(item.Measured.LoudnessLufs!.Value, -14.5, -13.5);
        Assert.Equal(20, item.Track!.DurationSeconds!.Value, 0.001);
        var file = item.Files[0].Path;
        Assert.Equal("126", await Witness.MediaInfoAsync(file, "BPM"));
        Assert.Equal("20000", (await Witness.MediaInfoAsync(file, "Duration")).Split('.')[0]);
        Assert.Equal("Sandbox Orchestra", await Witness.MediaInfoAsync(file, "Performer"));
        Assert.Equal("Loopback (Extended Mix)", await Witness.MediaInfoAsync(file, "Title"));
        var probed = await Witness.OfAsync(file);
        Assert.Equal(("126", "Am"), (probed.Tags["TBPM"], probed.Tags["TKEY"]));
        Assert.Equal(20, probed.Seconds, 0.001);
    }

    [Fact]
    public async Task ToneOfKnownLoudnessIsMeasuredSo()
    {
        var path = Path.Combine(_rig.Music, "Meter - Tone.wav");
        WavFile.Write(path, Signals.OfLoudness(-18, 10), bits: 24);

        var item = (await _rig.SyncAsync(path)).Ends(0, "filed");

        Assert.Equal(-18, item.Measured!.LoudnessLufs!.Value, 0.1);
        Assert.Equal(-18, item.Measured.TruePeakDbtp!.Value, 0.1);
    }

    [Fact]
    public async Task AFolderIsFiledFileByFileAndWhatIsNoAudioIsPassedOver()
    {
        _rig.Own(await studio.WavAsync(Studio.Brief), "One - First.wav");
        Directory.CreateDirectory(Path.Combine(_rig.Music, "deeper"));
        _rig.Own(await studio.AsAsync("second.flac", Studio.Brief with { Seed = 12 }), "deeper/Two - Second.flac");
        _rig.Write("notes.txt", "not music"u8.ToArray());

        var synced = await _rig.SyncAsync(_rig.Music);

        Assert.Equal(0, synced.ExitCode);
        Assert.Equal(["filed", "filed"], synced.Items.Select(item => item.Outcome));
        Assert.Equal(["One/One - First.aiff", "Two/Two - Second.aiff"], _rig.Shelf.Files);
        Assert.Empty(_rig.Shelf.Strays);
    }

    [Fact]
    public async Task ALinkIsFetchedOnceFromAHostThatIsSwitchedOnAndTheReceiptSaysSo()
    {
        File.Copy(await studio.WavAsync(Studio.Brief), Path.Combine(_rig.Music, "Host - Served.wav"));
        await using var host = await FolderHost.StartAsync(_rig.Music);
        _rig.Environment["CRATEHAND__ACQUIRE__HOSTS"] = host.Address.Authority;
        var link = new Uri(host.Address, "Host%20-%20Served.wav").AbsoluteUri;

        var item = (await _rig.SyncAsync(link)).Ends(0, "filed");
        (await _rig.SyncAsync(link + "?utm_source=mail")).Ends(0, "already-owned");

        Assert.Equal($"download from {host.Address.Authority}", item.ObtainedBy);
        Assert.Equal(1, host.Downloads["Host - Served.wav"]);
        Assert.Equal(["Host/Host - Served.aiff"], _rig.Shelf.Files);
    }

    [Fact]
    public async Task EachFormatThatIsSetIsMadeAndAllSoundTheSame()
    {
        var source = _rig.Own(await studio.AsAsync("formats.flac", Studio.Brief, Studio.Named));
        _rig.Environment["CRATEHAND__FORMATS__LOSSLESS"] = "aiff,wav,flac,alac";

        var item = (await _rig.SyncAsync(source)).Ends(0, "filed");

        Assert.Equal(["aiff", "wav", "flac", "alac"], item.Files.Select(file => file.Format));
        Assert.Equal([".aiff", ".flac", ".m4a", ".wav"], _rig.Shelf.Files.Select(Path.GetExtension));
        var info = await Shell.OutputAsync("kid3-cli", "-c", "get all 3", item.Files.Single(file => file.Format == "wav").Path);
        Assert.Matches(@"RIFF INFO\s+Title\s+Loopback \(Extended Mix\)\s+Artist\s+Sandbox Orchestra", info); // for players that read no ID3 in a WAV
        var sound = await Witness.SoundAsync(source);
        foreach (var file in item.Files)
        {
            Assert.Equal(sound, await Witness.SoundAsync(file.Path));
            Assert.Equal("Loopback (Extended Mix)", await Witness.Kid3Async(file.Path, "Title"));
            Assert.Equal("Sandbox Orchestra", await Witness.Kid3Async(file.Path, "Artist"));
        }

        Assert.Empty(_rig.Shelf.Strays);
    }

    [Fact]
    public async Task TheOriginalIsKeptAsItIsWhereThatIsSet()
    {
        var source = _rig.Own(await studio.AsAsync("formats.flac", Studio.Brief, Studio.Named));
        _rig.Environment["CRATEHAND__FORMATS__LOSSLESS"] = "original";

        var item = (await _rig.SyncAsync(source)).Ends(0, "filed");

        Assert.EndsWith(".flac", Assert.Single(item.Files).Path);
        Assert.Equal(await Witness.StreamAsync(source), await Witness.StreamAsync(item.Files[0].Path));
    }

    [Fact]
    public async Task AMasterOf24BitAnd96KilohertzStaysSo()
    {
        var wav = await studio.WavAsync(Studio.Brief with { SampleRate = 96_000 }, bits: 24);
        var source = Path.Combine(_rig.Music, "High - Resolution.flac");
        await Shell.OutputAsync("ffmpeg", "-nostdin", "-v", "error", "-i", wav, "-c:a", "flac", "-sample_fmt", "s32", source);

        var item = (await _rig.SyncAsync(source)).Ends(0, "filed");

        var filed = await Witness.OfAsync(item.Files[0].Path);
        Assert.Equal(("pcm_s24be", 96_000, 24), (filed.Codec, filed.SampleRate, filed.Bits));
        Assert.Equal(await SamplesAsync(source), await SamplesAsync(item.Files[0].Path));
    }

    [Theory]
    [InlineData("mp3", "-c:a libmp3lame -b:a 192k -map 0:a -map 1:v -c:v copy -id3v2_version 3 -disposition:v attached_pic")]
    [InlineData("m4a", "-c:a aac -b:a 160k -map 0:a -map 1:v -c:v copy -disposition:v attached_pic")]
    public async Task Mp3AndAacAreKeptBitForBitWithTheirCoverAndGetTags(string ending, string options)
    {
        var source = Path.Combine(_rig.Music, "lossy." + ending);
        await Shell.OutputAsync(
            "ffmpeg", ["-nostdin", "-v", "error", "-i", await studio.WavAsync(Studio.Minor), "-i", await studio.CoverAsync(), .. options.Split(' '), .. Studio.Named, source]);

        var item = (await _rig.SyncAsync(source)).Ends(0, "filed");

        var file = Assert.Single(item.Files);
        Assert.Equal("." + ending, Path.GetExtension(file.Path));
        Assert.Equal(await Witness.StreamAsync(source), await Witness.StreamAsync(file.Path));
        Assert.True((await Witness.OfAsync(file.Path)).HasPicture, "the cover is gone");
        Assert.Equal("126", await Witness.Kid3Async(file.Path, "BPM"));
        Assert.Equal("Am", await Witness.Kid3Async(file.Path, "Initial Key"));
        Assert.Equal("Loopback (Extended Mix)", await Witness.MediaInfoAsync(file.Path, "Title"));
        Assert.True(Assert.Single(await _rig.TracksAsync()).FromLossy);
    }

    [Theory]
    [InlineData("opus", "libopus")]
    [InlineData("ogg", "libvorbis")]
    public async Task WhatPlayersRefuseBecomesAiffAndIsMarkedAsFromLossy(string ending, string encoder)
    {
        var source = _rig.Own(await studio.AsAsync("lossy." + ending, Studio.Brief, [.. Studio.Named, "-c:a", encoder]));

        var item = (await _rig.SyncAsync(source)).Ends(0, "filed");

        var file = Assert.Single(item.Files);
        var witness = await Witness.OfAsync(file.Path);
        Assert.Equal(("pcm_s16be", 16), (witness.Codec, witness.Bits));
        Assert.Contains("From a lossy source", await Witness.Kid3Async(file.Path, "Comment"));
        Assert.True(Assert.Single(await _rig.TracksAsync()).FromLossy);
        Assert.Contains("the source is lossy", item.Reason);
    }

    static Task<string> SamplesAsync(string path) =>
        Shell.OutputAsync("ffmpeg", "-nostdin", "-v", "error", "-i", path, "-map", "0:a", "-c:a", "pcm_s24le", "-f", "md5", "-");
}
