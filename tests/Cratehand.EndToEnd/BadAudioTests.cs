using Cratehand.EndToEnd.Support;

namespace Cratehand.EndToEnd;

/// <summary>Files that must not be filed, and names that must not do harm.</summary>
public sealed class BadAudioTests(Studio studio) : IDisposable
{
    readonly Rig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public Task AnEmptyFileIsRefused() => RefusedAsync(_rig.Write("empty.wav", []), "is empty (0 bytes)", "copy or download it again");

    [Fact]
    public Task ATextCalledWavIsRefused() => RefusedAsync(_rig.Write("letter.wav", "Dear reader, this is no music."u8.ToArray()), "letter.wav");

    [Fact]
    public async Task ATruncatedFlacIsRefused()
    {
        var whole = await File.ReadAllBytesAsync(await studio.AsAsync("whole.flac", Studio.Brief));
        await RefusedAsync(_rig.Write("cut.flac", whole[..(whole.Length * 2 / 3)]), "cut off or damaged", "get it again");
    }

    [Fact]
    public async Task AFlacDamagedInItsMiddleIsRefused()
    {
        var bytes = await File.ReadAllBytesAsync(await studio.AsAsync("whole.flac", Studio.Brief));
        new Random(4).NextBytes(bytes.AsSpan(bytes.Length / 2, 400));
        await RefusedAsync(_rig.Write("scratched.flac", bytes), "damaged", "get it again");
    }

    [Fact]
    public async Task SilenceIsRefused() => await RefusedAsync(_rig.Own(await studio.SilenceAsync()), "silent from beginning to end", "look for another copy");

    [Fact]
    public Task WhatIsNotThereIsRefused() => RefusedAsync(Path.Combine(_rig.Music, "nowhere.flac"), "is not there", "name a file, a folder or an http(s) link");

    [Fact]
    public Task AnFtpLinkIsRefused() => RefusedAsync("ftp://example.org/a.flac", "only http and https");

    [Fact]
    public async Task AnEmptyFolderIsNothingToDo()
    {
        var ran = await _rig.RunAsync("sync", _rig.Music);

        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("Nothing to do: there is no audio file in there.", ran.Output);
    }

    [Fact]
    public async Task OneBadFileDoesNotKeepAGoodOneFromBeingFiled()
    {
        var good = _rig.Own(await studio.WavAsync(Studio.Brief), "Good - One.wav");

        var synced = await _rig.SyncAsync(_rig.Write("a bad one.wav", [1, 2, 3]), good);

        Assert.Equal(1, synced.ExitCode);
        Assert.Equal(["failed", "filed"], synced.Items.Select(item => item.Outcome));
        Assert.Equal(["Good/Good - One.aiff"], _rig.Shelf.Files);
        Assert.Empty(_rig.Shelf.Strays);
    }

    [Fact]
    public async Task ATitleOf300CharactersWithEverythingInItIsFiledInsideTheLibraryAndKeptInTheTag()
    {
        var title = "../../etc/\"Passwd\": 'Rock'\n\U0001F525 " + string.Concat(Enumerable.Repeat("Élan vital ", 25));
        title = title[..300].TrimEnd();
        var source = _rig.Own(await studio.AsAsync("title.flac", Studio.Brief, "-metadata", $"title={title}", "-metadata", "artist=../..: \"A\"/'B'"));

        var item = (await _rig.SyncAsync(source)).Ends(0, "filed");

        var file = Assert.Single(_rig.Shelf.Files);
        HarmlessName(file);
        Assert.Equal(_rig.Shelf.Absolute(file), item.Files[0].Path);
        Assert.Equal(title, (await Witness.OfAsync(item.Files[0].Path)).Tags["title"]);
        Assert.Equal(["data", "library", "music"], Directory.EnumerateDirectories(_rig.Folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task AFileNameWithEverythingInItIsFiledInsideTheLibrary()
    {
        var name = "..: \"A\" 'B' - " + "\U0001F525\nlong: " + string.Concat(Enumerable.Repeat("Zoë ", 40)) + ".wav";
        var source = _rig.Own(await studio.WavAsync(Studio.Brief), name);

        (await _rig.SyncAsync(source)).Ends(0, "filed");

        HarmlessName(Assert.Single(_rig.Shelf.Files));
        Assert.Empty(_rig.Shelf.Strays);
    }

    static void HarmlessName(string file)
    {
        Assert.All(file.Split('/'), part => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(part), 1, 255));
        Assert.Equal(2, file.Split('/').Length);
        Assert.DoesNotMatch("[:\"\\n\\\\?*<>|]", file);
        Assert.All(file.Split('/'), part => Assert.DoesNotMatch(@"^\.|\.$", part));
    }

    async Task RefusedAsync(string input, params string[] words)
    {
        var item = (await _rig.SyncAsync(input)).Ends(1, "failed");

        Assert.All(words, word => Assert.Contains(word, item.Reason));
        Assert.Empty(_rig.Shelf.Files);
        Assert.Empty(_rig.Shelf.Strays);
        Assert.Empty(await _rig.TracksAsync());
    }
}
