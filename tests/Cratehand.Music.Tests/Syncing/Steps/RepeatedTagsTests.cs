using System.Text.Json;
using Cratehand.Music.Audio;
using Cratehand.Music.Syncing;
using Cratehand.Music.Tests.Support;
using Sound = Cratehand.Music.Tests.Support.Sound;

namespace Cratehand.Music.Tests.Syncing.Steps;

/// <summary>A track with two composers keeps both, read back by another process.</summary>
public sealed class RepeatedTagsTests
{
    [Theory]
    [InlineData("a.flac")]
    [InlineData("a.mp3")]
    public async Task EveryValueOfARepeatedTagArrivesInEveryFormat(string name)
    {
        await using var world = await FilingWorld.StartAsync(options => options with
        {
            Formats = new FormatOptions { Lossless = ["aiff", "wav", "flac", "alac"], Lossy = ["aiff", "wav", "flac", "alac"] },
        });
        var file = Sound.Make(Path.Combine(world.Drop, name), 5, 44100, 2, "-metadata", "title=Song");
        Set(file, ("Artist", ["One", "Two"]), ("Genre", ["House", "Techno"]), ("Composer", ["First", "Second"]), ("MYOWN", ["x", "y", "z"]), ("Publisher", ["Plain"]));

        var receipt = await world.ReceiptAsync(new SyncTrack(file));

        Assert.Equal(["One", "Two"], receipt.Track!.Artists);
        Assert.Equal(4, receipt.Files.Count);
        Assert.All(receipt.Files, filed => Assert.Equal(["First", "Second"], Values(filed.Path, "Composer")));
        Assert.All(receipt.Files, filed => Assert.Equal(["x", "y", "z"], Values(filed.Path, "MYOWN")));
        Assert.All(receipt.Files, filed => Assert.Equal(["Plain"], Values(filed.Path, "Publisher")));
        Assert.All(receipt.Files, filed => Assert.Equal(["One, Two"], Values(filed.Path, "Artist")));
        Assert.Equal("First;Second", Shell.Run("ffprobe", "-v", "error", "-show_entries", "format_tags=composer", "-of", "csv=p=0", receipt.Files.Single(x => x.Format == "flac").Path).Trim());
    }

    [Fact]
    public async Task ABarThatIsMeantPartsNothing()
    {
        await using var world = await FilingWorld.StartAsync(options => options with { Formats = new FormatOptions { Lossless = ["aiff", "flac"] } });
        var file = Sound.Make(Path.Combine(world.Drop, "a.flac"), 5, 44100, 2, "-metadata", "title=Song", "-metadata", "composer=A|B");

        var receipt = await world.ReceiptAsync(new SyncTrack(file));

        Assert.All(receipt.Files, filed => Assert.Equal(["A¦B"], Values(filed.Path, "Composer")));
    }

    static void Set(string file, params (string Name, string[] Values)[] tags)
    {
        // Vorbis comments by their number; ID3 in one frame, where Kid3 parts at the bar.
        var requests = Path.GetExtension(file) == ".flac"
            ? tags.SelectMany(tag => tag.Values.Select((value, i) => (Name: i == 0 ? tag.Name : $"{tag.Name}[{i}]", Value: value)))
            : tags.Select(tag => (tag.Name, Value: string.Join('|', tag.Values)));
        Shell.Run("kid3-cli", [.. requests.SelectMany(x => (string[])["-c", JsonSerializer.Serialize(new { id = "s", method = "set", @params = (object[])[x.Name, x.Value, (int[])[2]] })]), "-c", "{\"method\":\"save\"}", file]);
    }

    static IEnumerable<string> Values(string file, string name)
    {
        var said = Shell.Run("kid3-cli", "-c", """{"method":"get","params":["all",[2]]}""", file);
        var frames = JsonDocument.Parse(said).RootElement.GetProperty("result").GetProperty("taggedFile").GetProperty("tag2").GetProperty("frames");
        return frames.EnumerateArray().Where(frame => frame.GetProperty("name").GetString() == name).SelectMany(frame => frame.GetProperty("value").GetString()!.Split('|'));
    }
}
