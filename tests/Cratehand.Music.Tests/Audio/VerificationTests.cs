using Cratehand.Music.Audio;
using Cratehand.Music.Audio.Tools;
using Cratehand.Music.Tests.Support;

namespace Cratehand.Music.Tests.Audio;

/// <summary>Real files, really damaged: each is judged as a careful person would.</summary>
public sealed class VerificationTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly AudioTools _tools = new(new ToolOptions(), new ToolRunner(TimeProvider.System));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.flac")]
    [InlineData("a.wav")]
    [InlineData("a.aiff")]
    [InlineData("a.mp3")]
    [InlineData("a.m4a")]
    [InlineData("a.ogg")]
    [InlineData("a.opus")]
    [InlineData("alac.m4a", "-c:a", "alac")]
    [InlineData("vbr.mp3", "-q:a", "2")]
    [InlineData("without-length.mp3", "-q:a", "2", "-write_xing", "0")]
    [InlineData("eight.wav", "-c:a", "pcm_u8")]
    [InlineData("big.wav", "-rf64", "always")]
    public async Task AWholeFileIsAccepted(string name, params string[] options) =>
        Assert.Equal("", await Judge(Sound.Make(_folder.File(name), 4, 44100, 2, options)));

    [Theory]
    [InlineData("a.flac")]
    [InlineData("a.wav")]
    [InlineData("a.aiff")]
    [InlineData("a.mp3")]
    [InlineData("a.ogg")]
    [InlineData("a.opus")]
    [InlineData("faststart.m4a", "-movflags", "+faststart")]
    [InlineData("alac.m4a", "-c:a", "alac", "-movflags", "+faststart")]
    [InlineData("big.wav", "-rf64", "always")]
    public async Task ACutFileIsRefused(string name, params string[] options) =>
        Assert.Contains("cut off", await Judge(Sound.Cut(Sound.Make(_folder.File(name), 10, 44100, 2, options), 0.6)), StringComparison.Ordinal);

    [Fact]
    public async Task AnM4aWithoutItsIndexIsNoAudio() =>
        Assert.Contains("damaged at its beginning", await Judge(Sound.Cut(Sound.Make(_folder.File("a.m4a")), 0.6)), StringComparison.Ordinal);

    [Theory]
    [InlineData("a.flac", 200)]
    [InlineData("one-bit.flac", 1)]
    [InlineData("a.m4a", 200, "-c:a", "alac")]
    public async Task ADamagedMiddleOfALosslessFileIsRefused(string name, int bytes, params string[] options) =>
        Assert.Contains("damaged", await Judge(Sound.Damage(Sound.Make(_folder.File(name), 10, 44100, 2, options), bytes)), StringComparison.Ordinal);

    [Fact]
    public async Task AnMp3WithJunkAroundItIsAccepted()
    {
        var junk = new byte[5000];
        new Random(1).NextBytes(junk);

        Assert.Equal("", await Judge(Sound.Wrap(Sound.Make(_folder.File("a.mp3")), junk, junk)));
    }

    [Fact]
    public async Task TagsBeforeAndBehindAFlacDoNoHarm()
    {
        var path = Sound.Make(_folder.File("a.flac"));

        Assert.Equal("", await Judge(Sound.Wrap(path, [.. "ID3\u0003\0\0\0\0\0\u0010"u8, .. new byte[16]], [.. "TAG"u8, .. new byte[125]])));
    }

    [Fact]
    public async Task AFileWrittenToAPipeHasNoLengthAndIsAccepted()
    {
        var path = Sound.Make(_folder.File("a.flac"));
        foreach (var format in (string[])["flac", "wav"])
        {
            Shell.Run("sh", "-c", $"ffmpeg -v error -i {path} -f {format} - | cat > {_folder.File("piped." + format)}");
            Assert.Equal("", await Judge(_folder.File("piped." + format)));
        }
    }

    [Fact]
    public async Task WhatIsNoAudioIsSaidToBeNone()
    {
        Assert.Contains("no audio file", await Judge(_folder.Write("text.wav", "hello world, this is text")), StringComparison.Ordinal);
        Assert.Contains("is empty", await Judge(_folder.Write("empty.wav", "")), StringComparison.Ordinal);
        Assert.Contains("is not there", await Judge(_folder.File("gone.wav")), StringComparison.Ordinal);
    }

    /// <summary>ffmpeg would follow a playlist to other files and hosts, whatever the name says.</summary>
    [Fact]
    public async Task APlaylistInDisguiseIsNotFollowed()
    {
        Sound.Make(_folder.File("secret.mp3"));
        var list = _folder.Write("list.wav", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nsecret.mp3\n#EXT-X-ENDLIST\n");

        Assert.Contains("no audio file", await Judge(list), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SilenceIsRefused()
    {
        var path = _folder.File("a.wav");
        Shell.Run("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "anullsrc=d=5", path);

        Assert.Contains("silent", await Judge(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMomentIsNoTrack() =>
        Assert.Contains("too short", await Judge(Sound.Make(_folder.File("a.wav"), 0.5)), StringComparison.Ordinal);

    async Task<string> Judge(string path)
    {
        var probed = await _tools.Ffprobe.ProbeAsync(path, "test", CancellationToken.None);
        if (probed.Audio is not { } audio)
        {
            return probed.Reason;
        }

        var plan = new RenderPlan(path, audio, [], _folder.File("fingerprint"), "test");
        return new Verification().Judge(audio, await _tools.Ffmpeg.RenderAsync(plan, _ => { }, CancellationToken.None)).Reason;
    }
}
