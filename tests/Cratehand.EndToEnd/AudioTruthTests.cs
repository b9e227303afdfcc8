using System.Globalization;
using System.Text.RegularExpressions;
using Cratehand.EndToEnd.Support;
using Cratehand.Sandbox.Media;

namespace Cratehand.EndToEnd;

/// <summary>What is measured and tagged is the truth, in every format, read by other people's programs.</summary>
[Scenario("S15")]
public sealed partial class AudioTruthTests(Studio studio) : IDisposable
{
    const string AllFormats = "aiff,wav,flac,alac";

    readonly Rig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task EachFormatHoldsTheMeasuredValuesAndTheSameSound()
    {
        var source = _rig.Own(await studio.AsAsync("formats-truth.flac", Studio.Minor, Studio.Named));
        _rig.Environment["CRATEHAND__FORMATS__LOSSLESS"] = AllFormats;
        _rig.Environment["CRATEHAND__KEYS__NOTATION"] = "camelot";

        var item = (await _rig.SyncAsync(source)).Ends(0, "filed");

        var measured = item.Measured!;
        Assert.InRange(measured.Bpm!.Value, 125, 127);
        Assert.InRange(measured.BpmConfidence!.Value, 0.5, 1);
        Assert.Empty(measured.BpmCandidates!);
        Assert.Equal(("Am", "8A", "1m"), (measured.Key, measured.Camelot, measured.OpenKey));
        Assert.InRange(measured.KeyConfidence!.Value, 0, 1);
        var (loudness, peak) = await PeerAsync(source);
        Assert.Equal(loudness, measured.LoudnessLufs!.Value, 0.5);
        Assert.Equal(peak, measured.TruePeakDbtp!.Value, 0.3);
        Assert.Equal(0, measured.Overs);
        Assert.Equal(4, item.Files.Count);
        foreach (var file in item.Files)
        {
            var witness = await Witness.OfAsync(file.Path);
            Assert.Equal((44_100, 16), (witness.SampleRate, witness.Bits));
            Assert.Equal(20, witness.Seconds, 0.05);
            Assert.Equal("126", await Witness.Kid3Async(file.Path, "BPM"));
            Assert.Equal("8A", await Witness.Kid3Async(file.Path, "Initial Key"));
            Assert.Equal("Loopback (Extended Mix)", await Witness.MediaInfoAsync(file.Path, "Title"));
            Assert.Equal("GBAYE0000001", await Witness.Kid3Async(file.Path, "ISRC"));
        }
    }

    // Players look for ISRC, tempo, key and remixer in frames of their own; a free field of that name they pass over. ffprobe shows the frames by their names.
    [Fact]
    public async Task WhatAFlacSaysStandsInTheFramesThatPlayersLookFor()
    {
        string[] said = ["ISRC=GBAYE0000001", "BPM=99", "INITIALKEY=Am", "REMIXER=Somebody", "FREE FIELD=said"];
        var input = _rig.Own(await studio.AsAsync("frames.flac", Studio.Brief, [.. said.SelectMany(tag => (string[])["-metadata", tag])]), "One - Framed.flac");

        var item = (await _rig.SyncAsync(input)).Ends(0, "filed");

        var tags = (await Witness.OfAsync(Assert.Single(item.Files).Path)).Tags;
        var frames = (string[])["TSRC", "TBPM", "TKEY", "TPE4", "FREE FIELD", "ISRC", "BPM", "INITIALKEY", "REMIXER"];
        Assert.Equal(["GBAYE0000001", "99", "Am", "Somebody", "said", null, null, null, null], frames.Select(tags.GetValueOrDefault));
    }

    // RIFF INFO alone, and a container that Kid3 does not open.
    [Theory]
    [InlineData("info.wav", "pcm_s16le", "copyright", "TCOP", "track", "TRCK")]
    [InlineData("tags.mka", "flac", "composer", "TCOM", "publisher", "TPUB")]
    public async Task WhatStandsWhereKid3DoesNotLookTravelsToo(string name, string codec, string one, string oneFrame, string other, string otherFrame)
    {
        var input = _rig.Own(await studio.AsAsync(name, Studio.Brief, "-c:a", codec, "-metadata", $"{one}=7", "-metadata", $"{other}=8"), "One - " + name);

        var item = (await _rig.SyncAsync(input)).Ends(0, "filed");

        var path = Assert.Single(item.Files).Path;
        var tags = (await Witness.OfAsync(path)).Tags;
        Assert.Equal(("7", "8"), (tags.GetValueOrDefault(one), tags.GetValueOrDefault(other)));
        var bytes = await File.ReadAllBytesAsync(path); // not as free fields, which ffprobe shows alike
        Assert.All([oneFrame, otherFrame], frame => Assert.True(bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(frame)) > 0, frame));
    }

    [Fact]
    public async Task WhatTheSourceSaysIsCarriedIntoEachFormatWithItsCoverAndNoGuessReplacesIt()
    {
        var source = Path.Combine(_rig.Music, "given.flac");
        await Shell.OutputAsync(
            "ffmpeg",
            ["-nostdin", "-v", "error", "-i", await studio.WavAsync(Studio.Minor), "-i", await studio.CoverAsync(), "-map", "0:a", "-map", "1:v", "-c:v", "copy", "-disposition:v", "attached_pic",
             .. Studio.Named, "-metadata", "BPM=63", "-metadata", "INITIALKEY=F#m", "-metadata", "MYOWN=kept", "-metadata", "publisher=Loop Label", "-metadata", "comment=said", source]);
        _rig.Environment["CRATEHAND__FORMATS__LOSSLESS"] = AllFormats;
        _rig.Environment["CRATEHAND__KEYS__NOTATION"] = "openkey";

        var item = (await _rig.SyncAsync(source)).Ends(0, "filed");

        Assert.Equal("Am", item.Measured!.Key);
        foreach (var file in item.Files)
        {
            Assert.Equal("63", await Witness.Kid3Async(file.Path, "BPM"));
            Assert.Equal("F#m", await Witness.Kid3Async(file.Path, "Initial Key"));
            Assert.Equal("kept", await Witness.Kid3Async(file.Path, "MYOWN"));
            Assert.Equal("Loop Label", await Witness.Kid3Async(file.Path, "Publisher"));
            Assert.Equal("said", await Witness.Kid3Async(file.Path, "Comment"));
            Assert.True((await Witness.OfAsync(file.Path)).HasPicture, $"{file.Format}: the cover is gone");
            Assert.Equal("Yes", await Witness.MediaInfoAsync(file.Path, "Cover"));
        }
    }

    [Fact]
    public async Task AHotLossyFileIsFlaggedForItsOvers()
    {
        var hot = Path.Combine(_rig.Music, "hot.wav");
        WavFile.Write(hot, MusicMaker.Make(Studio.Brief).Amplify(14), bits: 16);
        var source = Path.Combine(_rig.Music, "Hot - Master.mp3");
        await Shell.OutputAsync("ffmpeg", "-nostdin", "-v", "error", "-i", hot, "-c:a", "libmp3lame", "-b:a", "128k", source);

        var item = (await _rig.SyncAsync(source)).Ends(0, "filed");

        Assert.True(item.Measured!.Overs > 0, "no overs counted");
        Assert.True(item.Measured.TruePeakDbtp > 0);
        Assert.Contains("over full scale", item.Reason);
    }

    static async Task<(double Loudness, double TruePeak)> PeerAsync(string path)
    {
        var ran = await Shell.RunAsync("ffmpeg", "-hide_banner", "-nostdin", "-i", path, "-map", "0:a", "-af", "ebur128=peak=true:framelog=verbose", "-f", "null", "-");
        return (Figure(Integrated().Match(ran.Error)), Figure(Peak().Match(ran.Error)));
    }

    static double Figure(Match match) => double.Parse(match.Groups["figure"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"I: +(?<figure>-?[0-9.]+) LUFS\s+Threshold", RegexOptions.None, 1_000)]
    private static partial Regex Integrated();

    [GeneratedRegex("Peak: +(?<figure>-?[0-9.]+) dBFS", RegexOptions.None, 1_000)]
    private static partial Regex Peak();
}
