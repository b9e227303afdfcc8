using Cratehand.Jobs;
using Cratehand.Music.Audio;
using Cratehand.Music.Syncing;
using Cratehand.Music.Tests.Support;
using Sound = Cratehand.Music.Tests.Support.Sound;

namespace Cratehand.Music.Tests.Syncing.Steps;

/// <summary>The owner's own file on the shelf: it plays as before, whatever it was called.</summary>
public sealed class KeptOriginalTests
{
    [Theory]
    [InlineData("named.mp3", "ipod", ".m4a", "-c:a", "aac")]
    [InlineData("named.flac", "mp3", ".mp3", "-c:a", "libmp3lame")]
    [InlineData("named.wav", "mp3", ".mp3", "-c:a", "libmp3lame")]
    [InlineData("named", "mp3", ".mp3", "-c:a", "libmp3lame")]
    public async Task AFileWithAWrongEndingIsNamedAndTaggedByWhatIsInIt(string name, string container, string ending, params string[] encoder)
    {
        await using var world = await FilingWorld.StartAsync();
        var file = Sound.Make(Path.Combine(world.Drop, name), 5, 44100, 2, [.. encoder, "-metadata", "title=Strobe", "-metadata", "artist=deadmau5", "-f", container]);

        var receipt = await world.ReceiptAsync(new SyncTrack(file));

        var filed = Assert.Single(receipt.Files).Path;
        Assert.Equal("deadmau5 - Strobe" + ending, Path.GetFileName(filed));
        Assert.Equal(Packets(file), Packets(filed));
    }

    [Theory]
    [InlineData("a.caf", "pcm_s16be")]
    [InlineData("a.mka", "flac")]
    public async Task AContainerWithoutAPlaceForTagsIsKeptAsItIs(string name, string codec)
    {
        await using var world = await FilingWorld.StartAsync(options => options with { Formats = new FormatOptions { Lossless = ["original"] } });
        var file = Sound.Make(Path.Combine(world.Drop, name), 5, 44100, 2, "-c:a", codec);

        var receipt = await world.ReceiptAsync(new SyncTrack(file));

        Assert.Equal(await File.ReadAllBytesAsync(file), await File.ReadAllBytesAsync(Assert.Single(receipt.Files).Path));
    }

    [Fact]
    public async Task AnOriginalWhoseAudioItsTagsWouldChangeIsRefused()
    {
        await using var world = await FilingWorld.StartAsync(options => options with { Tools = options.Tools with { Kid3 = Damaging(options.Library + "-kid3") } });
        var file = Sound.Make(Path.Combine(world.Drop, "One - Song.mp3"), 5, 44100, 2, "-c:a", "libmp3lame");
        var before = await File.ReadAllBytesAsync(file);

        var job = await world.SyncAsync(file);

        Assert.Equal((JobState.Discarded, "One - Song.mp3: Writing its tags would change its audio, so it was not filed; get it in another format."), (job.State, job.Reason));
        Assert.Empty(world.Shelf());
        Assert.Equal(before, await File.ReadAllBytesAsync(file));
    }

    // A tagger that writes the tags and damages the audio.
    static string Damaging(string path)
    {
        File.WriteAllText(path, """
            #!/bin/sh
            kid3-cli "$@"; code=$?
            case "$*" in *'"save"'*)
                file=$(printf '%s' "$*" | grep -o '/[^"]*tagged-original[^"]*' | head -n 1)
                printf 'damagedamagedamage' | dd of="$file" bs=1 seek=$(($(stat -c %s "$file") / 2)) conv=notrunc 2> /dev/null
            esac
            exit $code
            """);
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        return path;
    }

    [Fact]
    public async Task WhatIsNoAudioIsToldByTheOwnersName()
    {
        await using var world = await FilingWorld.StartAsync();
        var file = Path.Combine(world.Drop, "My Song.flac");
        await File.WriteAllTextAsync(file, "this is text");

        Assert.Equal("My Song.flac holds no audio.", (await world.SyncAsync(file)).Reason);
    }

    static string Packets(string path) => Shell.Run("ffmpeg", "-v", "error", "-i", path, "-map", "0:a", "-c", "copy", "-f", "md5", "-");
}
