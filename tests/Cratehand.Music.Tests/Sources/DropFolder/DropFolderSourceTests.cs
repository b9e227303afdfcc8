using System.IO.Compression;
using Cratehand.Music.Sources;
using Cratehand.Music.Sources.DropFolder;
using Cratehand.Music.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Cratehand.Music.Tests.Sources.DropFolder;

public sealed class DropFolderSourceTests : IDisposable
{
    readonly TempFolder _home = new();
    readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow.AddHours(1));
    readonly DropOptions _options;

    public DropFolderSourceTests()
    {
        _options = new(_home.File("drop"), _home.File("unpacked"), TimeSpan.FromSeconds(3));
        Directory.CreateDirectory(_options.Folder);
    }

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task AudioIsFoundHoweverDeepAndNothingElse()
    {
        Write("a/b/Artist - Deep.flac", "1");
        Write("Artist - Top.wav", "2");
        Write("cover.jpg", "3");
        Write("half.mp3.part", "4");
        Write(".hidden.mp3", "5");
        Write("empty.mp3", "");

        var page = Assert.Single(await ReadAsync(null));
        Assert.Equal(["Top", "Deep"], page.Items.Select(item => item.What.Title));
        Assert.All(page.Items, item => Assert.Equal(("Artist", Signal.Dropped), (item.What.Artists[0], item.Signal)));
        Assert.Equal(["empty.mp3 is empty"], page.Left);
    }

    [Fact]
    public async Task NoLinkIsFollowedOutOfTheFolderOrInCircles()
    {
        Write("a/Artist - One.wav", "1");
        Directory.CreateSymbolicLink(Path.Combine(_options.Folder, "a", "up"), "..");
        Directory.CreateSymbolicLink(Path.Combine(_options.Folder, "b"), _home.Path);
        Assert.Equal(["One"], Assert.Single(await ReadAsync(null)).Items.Select(item => item.What.Title));

        // Who searches it for a track goes the same way.
        Assert.Equal(["Artist - One.wav"], DropWalk.Files(_options.Folder, [], CancellationToken.None).Select(file => file.Name));
    }

    [Fact]
    public async Task WhatWasLookedAtIsKeptHoweverLargeTheRestIs()
    {
        Write("1.wav", "1");
        await using (var large = File.Create(Path.Combine(_options.Folder, "2.wav")))
        {
            large.SetLength(70 << 20);
        }

        Write("3.wav", "3");
        Assert.Equal([2, 1], (await ReadAsync(null)).Select(page => page.Items.Count));
    }

    [Fact]
    public async Task WhatWasLookedAtIsNotLookedAtAgainUntilItChanges()
    {
        var path = Write("a.wav", "1");
        var mark = (await ReadAsync(null))[0].Mark;
        Assert.Empty(await ReadAsync(mark));

        File.WriteAllText(path, "other");
        var again = Assert.Single(await ReadAsync(mark));
        Assert.Single(again.Items);
    }

    [Fact]
    public async Task TheSameBytesUnderTwoNamesAreOneIdentity()
    {
        Write("a.wav", "same");
        Write("b.wav", "same");
        Assert.Single((await ReadAsync(null))[0].Items.Select(item => item.Identity).Distinct());
    }

    [Fact]
    public async Task AFileThatIsStillBeingWrittenIsLeftForNextTime()
    {
        var path = Write("a.wav", "1");
        File.SetLastWriteTimeUtc(path, _clock.GetUtcNow().UtcDateTime);
        var reading = ReadAsync(null);
        Assert.False(reading.IsCompleted);
        File.AppendAllText(path, "more");
        _clock.Advance(TimeSpan.FromSeconds(3));

        var page = Assert.Single(await reading);
        Assert.Empty(page.Items);
        Assert.Equal(["1 still being written"], page.Left);
        Assert.Single((await ReadAsync(page.Mark))[0].Items);
    }

    [Fact]
    public async Task AnArchiveIsUnpackedAsideAndStays()
    {
        var zip = Zip("album.zip", ("Album/01 Artist - One.flac", "1"), ("Album/02 Artist - Two.flac", "2"), ("Album/cover.jpg", "3"), ("__MACOSX/._x.flac", "4"));
        var page = Assert.Single(await ReadAsync(null));
        Assert.Equal(["One", "Two"], page.Items.Select(item => item.What.Title));
        Assert.All(page.Items, item => Assert.StartsWith(_options.Unpacked, item.Input, StringComparison.Ordinal));
        Assert.Equal(["1", "2"], page.Items.Select(item => File.ReadAllText(item.Input)));
        Assert.True(File.Exists(zip));
        Assert.Single(Directory.GetFiles(_options.Folder));
    }

    [Theory]
    [InlineData("../../outside.flac")]
    [InlineData("/etc/outside.flac")]
    [InlineData("..\\..\\outside.flac")]
    [InlineData("....//outside.flac")]
    public async Task NoNameInAnArchiveChoosesAPath(string name)
    {
        Zip("trick.zip", (name, "1"));
        var item = Assert.Single(Assert.Single(await ReadAsync(null)).Items);
        Assert.Equal("outside.flac", Path.GetFileName(item.Input));
        Assert.Equal([item.Input], Directory.GetFiles(_home.Path, "*outside*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task AnArchiveThatUnpacksToTooMuchIsRefusedAndLeavesNothing()
    {
        Zip("bomb.zip", ("a.wav", new string('0', 3_000_000)), ("b.wav", new string('0', 3_000_000)));
        var item = Assert.Single(Assert.Single(await ReadAsync(null, _options with { MaxUnpackedBytes = 4 << 20 })).Items);
        Assert.Contains("unpacks to more than 4 MB", item.Unfit, StringComparison.Ordinal);
        Assert.Empty(Directory.Exists(_options.Unpacked) ? Directory.GetFiles(_options.Unpacked, "*", SearchOption.AllDirectories) : []);
    }

    [Fact]
    public async Task ABrokenArchiveIsSaidToBeAndTheRestIsFound()
    {
        Write("broken.zip", "no zip at all");
        Write("good.wav", "1");
        Write("other.rar", "2");
        var page = Assert.Single(await ReadAsync(null));
        Assert.Equal(2, page.Items.Count);
        Assert.Contains(page.Items, item => item.Unfit?.StartsWith("Nothing was taken from this archive", StringComparison.Ordinal) == true);
        Assert.Contains(page.Left, left => left.StartsWith("other.rar is no zip archive", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ARehearsalUnpacksNothing()
    {
        Zip("album.zip", ("a.flac", "1"));
        var pages = await new DropFolderSource(_options, _clock).ReadAsync(new Reading(IsRehearsal: true), CancellationToken.None).ToListAsync();
        Assert.Equal(["album.zip would be unpacked: 1 audio files"], pages[0].Left);
        Assert.False(Directory.Exists(_options.Unpacked));
    }

    [Fact]
    public async Task ALinkOutOfTheFolderIsNotFollowed()
    {
        var outside = Directory.CreateDirectory(_home.File("outside")).FullName;
        File.WriteAllText(Path.Combine(outside, "secret.wav"), "1");
        File.CreateSymbolicLink(Path.Combine(_options.Folder, "link.wav"), Path.Combine(outside, "secret.wav"));
        Directory.CreateSymbolicLink(Path.Combine(_options.Folder, "folder"), outside);
        Assert.Empty(await ReadAsync(null));
    }

    [Fact]
    public async Task AnExportifyListGivesLinksWithWhatItSaysOfThem()
    {
        Write("Liked.csv", "\ufeff\"Track URI\",\"Track Name\",\"Album Name\",\"Artist Name(s)\",\"Release Date\",\"Duration (ms)\",\"ISRC\"\n"
            + "\"spotify:track:4uLU6hMCjMI75M1A2tKUQC\",\"Never, Ever \"\"Live\"\" | 🎧\",\"X\",\"Tyler, The Creator;Кино\",\"1987\",\"213573\",\"GBARL9300135\"\n"
            + "\"spotify:local:Me:X:Mine:200\",\"Mine\",\"\",\"Me\",\"\",\"1\",\"\"\n"
            + "\"spotify:track:0000000000000000000001\",\"Comp\",\"X\",\"Various Artists\",\"\",\"\",\"\"\n"
            + "\"spotify:track:0000000000000000000002\",\"T\",\"X\",\"Earth, Wind & Fire, The Emotions\",\"\",\"\",\"\"\n");
        var page = Assert.Single(await ReadAsync(null));
        Assert.Equal(("spotify:track:4uLU6hMCjMI75M1A2tKUQC", "https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC", Signal.Listed), (page.Items[0].Identity, page.Items[0].Input, page.Items[0].Signal));
        Assert.Equal("Never, Ever \"Live\" | 🎧", page.Items[0].What.Title);
        Assert.Equal(["Tyler, The Creator", "Кино"], page.Items[0].What.Artists);
        Assert.Equal((213573L, "GBARL9300135"), (page.Items[0].What.DurationMs, page.Items[0].What.Isrc));
        Assert.NotNull(page.Items[1].Unfit);
        Assert.Empty(page.Items[2].What.Artists);
        Assert.Equal(["Earth, Wind & Fire", "The Emotions"], page.Items[3].What.Artists);
    }

    [Theory]
    [InlineData(";")]
    [InlineData("\t")]
    public async Task AListThatASpreadsheetSavedWithAnotherSignIsReadToo(string sign)
    {
        Write("Liked.csv", "\ufeff\"Track URI\",\"Track Name\",\"Artist Name(s)\"\r\nspotify:track:4uLU6hMCjMI75M1A2tKUQC,\"Never, Ever\",\"Tyler, The Creator;Кино\"\r\n"
            .Replace("\",", "\"" + sign, StringComparison.Ordinal).Replace("QC,", "QC" + sign, StringComparison.Ordinal));
        var item = Assert.Single(Assert.Single(await ReadAsync(null)).Items);
        Assert.Equal(("spotify:track:4uLU6hMCjMI75M1A2tKUQC", "Never, Ever"), (item.Identity, item.What.Title));
        Assert.Equal(["Tyler, The Creator", "Кино"], item.What.Artists);
    }

    [Theory]
    [InlineData("\"Track URI;Track Name\nspotify:track:4uLU6hMCjMI75M1A2tKUQC;T\n", "a.csv cannot be read to its end, the quote in line 1 is not closed: mend that line or export the list anew")]
    [InlineData("name,other\n1,2\n", "a.csv is no list of tracks: it has no column Track URI")]
    [InlineData("\n \n", "a.csv is no list of tracks: it has no column Track URI")]
    public async Task AListThatCannotBeReadIsNamedAndKeepsNobodyFromTheOthers(string text, string said)
    {
        Write("a.csv", text);
        Write("b.csv", new string('x', 11_000_000));
        Write("Artist - Good.wav", "1");
        var page = Assert.Single(await ReadAsync(null));
        Assert.Equal(["Good"], page.Items.Select(item => item.What.Title));
        Assert.Equal([said, "b.csv is no list of tracks: it has no column Track URI"], page.Left);
        Assert.Empty(await ReadAsync(page.Mark));
    }

    [Fact]
    public async Task WhatStandsBeforeAQuoteThatIsNotClosedIsTaken()
    {
        Write("Liked.csv", "\nTrack URI,Track Name\r\nspotify:track:4uLU6hMCjMI75M1A2tKUQC, \"T\nwo\" \nspotify:track:4uLU6hMCjMI75M1A2tKUQD,\"U\nspotify:track:4uLU6hMCjMI75M1A2tKUQE,V\n");
        var page = Assert.Single(await ReadAsync(null));
        Assert.Equal(["T\nwo"], page.Items.Select(item => item.What.Title));
        Assert.Equal(["Liked.csv cannot be read to its end, the quote in line 5 is not closed: mend that line or export the list anew"], page.Left);
    }

    [Fact]
    public async Task NamesThatAreNotUtf8AreNamedAndKeepNobodyFromTheOthers()
    {
        Bash("cd \"$1\" && echo 1 > $'Bj\\xf6rk.wav' && echo 2 > $'Bj\\xe4rk.wav' && mkdir $'M\\xfcsik'");
        Write("Artist - Good.wav", "1");
        var page = Assert.Single(await ReadAsync(null));
        Bash("rm -r \"$1\"/[BM]*");
        Assert.Equal(["Good"], page.Items.Select(item => item.What.Title));
        Assert.Equal(
            ["Bj\ufffdrk.wav", "Bj\ufffdrk.wav", "M\ufffdsik"],
            page.Left.Select(left => left.Replace(" cannot be read: its name is not in UTF-8, so rename it", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

        void Bash(string script) => Shell.Run("bash", "-c", script, "bash", _options.Folder);
    }

    [Fact]
    public async Task APlaylistNamesLinksAndFilesOfTheFolderAndNoOthers()
    {
        Write("music/Artist - Here.wav", "1");
        Write("set.m3u8", "#EXTM3U\n#EXTINF:123,Artist - Far\nhttps://media.example/far.wav\n#EXTINF:5,Artist - Here\nmusic/Artist - Here.wav\n/etc/passwd\n../outside.wav\nC:\\Music\\x.mp3\n");
        var page = Assert.Single(await ReadAsync(null));
        Assert.Equal(["Here", "Far", "Here"], page.Items.Select(item => item.What.Title));
        Assert.Equal((123_000L, Signal.Listed), (page.Items[1].What.DurationMs, page.Items[1].Signal));
        Assert.Equal(page.Items[0].Identity, page.Items[2].Identity);
        Assert.Equal(["3 files that set.m3u8 names are not in the drop folder: put them there"], page.Left);
    }

    [Fact]
    public async Task ASecretLinkIsNamedWithoutItsSecret()
    {
        Write("secret.m3u", "https://soundcloud.com/someone/unreleased/s-aBcDeFgHiJk\n");
        var item = Assert.Single(Assert.Single(await ReadAsync(null)).Items);
        Assert.Contains("s-aBcDeFgHiJk", item.Input, StringComparison.Ordinal);
        Assert.DoesNotContain("s-aBcDeFgHiJk", item.What.Title, StringComparison.Ordinal);
    }

    // Whoever takes it up then knows that the list said nothing, and asks the link itself.
    [Fact]
    public async Task ALinkWithoutAWordIsNamedByItselfAlone()
    {
        Write("bare.m3u", "https://open.spotify.com/intl-de/track/4uLU6hMCjMI75M1A2tKUQC?si=1\n");
        var found = Assert.Single(Assert.Single(await ReadAsync(null)).Items);
        Assert.Equal(("https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC", found.Input), (found.What.Title, found.What.Title));
    }

    [Fact]
    public async Task WithoutAFolderItIsOff()
    {
        Directory.Delete(_options.Folder);
        await Assert.ThrowsAsync<SourceOffException>(() => ReadAsync(null));
    }

    async Task<IReadOnlyList<SourcePage>> ReadAsync(string? mark, DropOptions? options = null) =>
        await new DropFolderSource(options ?? _options, _clock).ReadAsync(new Reading(mark), CancellationToken.None).ToListAsync();

    string Write(string name, string text)
    {
        var path = Path.Combine(_options.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    string Zip(string name, params (string Name, string Text)[] entries)
    {
        var path = Path.Combine(_options.Folder, name);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (entry, text) in entries)
        {
            using var writer = new StreamWriter(zip.CreateEntry(entry).Open());
            writer.Write(text);
        }

        return path;
    }
}
