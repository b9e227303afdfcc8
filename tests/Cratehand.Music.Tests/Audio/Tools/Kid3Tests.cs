using Cratehand.Music.Audio.Tools;
using Cratehand.Music.Tests.Support;

namespace Cratehand.Music.Tests.Audio.Tools;

public sealed class Kid3Tests : IDisposable
{
    static readonly TagSet Nasty = new()
    {
        Title = "It's \"quoted\" | \\back\\ 😀\nsecond line",
        Artists = ["Ågot & Bö", "Ç"],
        Album = "{\"json\":[]}",
        Date = "2024-05-06",
        Genre = "Drum & Bass",
        Isrc = "DEABC2400001",
        Bpm = 173.6,
        InitialKey = "F#m",
        Comment = "$(id) `id` %{title}",
        Extra = new Dictionary<string, string> { ["Publisher"] = "Läbel" },
    };

    readonly TempFolder _folder = new();
    readonly Kid3 _kid3 = new AudioTools(new ToolOptions(), new ToolRunner(TimeProvider.System)).Kid3;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EveryTagReadsBackInEveryFormatAsItWasWritten()
    {
        string[] files =
        [
            Sound.Make(_folder.File("a.aiff"), 1), Sound.Make(_folder.File("a.wav"), 1), Sound.Make(_folder.File("a.flac"), 1),
            Sound.Make(_folder.File("a.m4a"), 1, 44100, 2, "-c:a", "alac"), Sound.Make(_folder.File("a.mp3"), 1),
            Sound.Make(_folder.File("a.ogg"), 1), Sound.Make(_folder.File("[x]*? {a}'.opus"), 1, 48000),
        ];

        var found = await _kid3.WriteAsync(files, Nasty, "test", CancellationToken.None);

        Assert.Equal(files, found.Select(f => f.Path));
        Assert.All(found, f => Assert.Equal((Nasty.Title!.Replace('|', '¦'), "Ågot & Bö, Ç", "174"), (f["Title"], f["Artist"], f["BPM"])));
    }

    // Kid3 reads a number as the name that Winamp gave it, and the last ones as nothing.
    [Theory]
    [InlineData("174", "Nu-Breakz")]
    [InlineData("(189)", "Dubstep")]
    [InlineData("255", null)]
    [InlineData("999", "999")]
    public async Task AGenreThatIsANumberReadsBackAsItsNameOrIsLeftOut(string genre, string? name)
    {
        string[] files = [Sound.Make(_folder.File("a.aiff"), 1), Sound.Make(_folder.File("a.wav"), 1), Sound.Make(_folder.File("a.flac"), 1)];

        var found = await _kid3.WriteAsync(files, new TagSet { Title = "T", Genre = genre }, "test", CancellationToken.None);

        Assert.All(found, file => Assert.Equal(name, file["Genre"] is { Length: > 0 } read ? read : null));
    }

    [Fact]
    public async Task APictureThatIsTooLargeForFlacIsLeftOutThere()
    {
        var picture = Picture(17 << 20);
        string[] files = [Sound.Make(_folder.File("a.flac"), 1), Sound.Make(_folder.File("a.aiff"), 1)];

        var found = await _kid3.WriteAsync(files, new TagSet { Title = "T", Cover = picture }, "test", CancellationToken.None);

        Assert.Equal(["Picture"], found[0].LeftOut);
        Assert.Empty(found[1].LeftOut);
        Assert.Equal("T", found[0]["Title"]);
    }

    // A real picture with so many bytes behind its end.
    string Picture(int bytes)
    {
        var path = _folder.File("cover.jpg");
        Shell.Run("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "color=red:s=64x64:d=1", "-frames:v", "1", path);
        using var file = new FileStream(path, FileMode.Append);
        file.Write(new byte[bytes]);
        return path;
    }

    /// <summary>Another program's eyes: what DJ software will see.</summary>
    [Theory]
    [InlineData("a.aiff")]
    [InlineData("a.wav")]
    [InlineData("a.flac")]
    [InlineData("a.m4a")]
    public async Task OtherProgramsReadTheTags(string name)
    {
        var file = Sound.Make(_folder.File(name), 1, 44100, 2, name == "a.m4a" ? ["-c:a", "alac"] : []);

        await _kid3.WriteAsync([file], Nasty with { Title = "Strobe" }, "test", CancellationToken.None);

        var seen = Shell.Run("mediainfo", file);
        Assert.All(["Strobe", "174", "F#m", "DEABC2400001", "Ågot & Bö, Ç"], text => Assert.Contains(text, seen, StringComparison.Ordinal));
    }

    /// <summary>Kid3 would part it there in ID3v2.4, and join it again when it reads back.</summary>
    [Fact]
    public async Task ATextWithABarStaysOne()
    {
        var file = Sound.Make(_folder.File("a.aiff"), 1);

        await _kid3.WriteAsync([file], new TagSet { Title = "This | That" }, "test", CancellationToken.None);

        Assert.Equal("This ¦ That", Shell.Run("ffprobe", "-v", "error", "-show_entries", "format_tags=title", "-of", "csv=p=0", file).Trim());
    }

    [Fact]
    public async Task ACoverAndFreeFieldsArriveInEveryFormat()
    {
        var cover = _folder.File("cover.jpg");
        Shell.Run("ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", "testsrc=size=64x64", "-frames:v", "1", cover);
        string[] files =
        [
            Sound.Make(_folder.File("a.aiff"), 1), Sound.Make(_folder.File("a.wav"), 1), Sound.Make(_folder.File("a.flac"), 1),
            Sound.Make(_folder.File("a.m4a"), 1, 44100, 2, "-c:a", "alac"), Sound.Make(_folder.File("a.mp3"), 1),
            Sound.Make(_folder.File("a.ogg"), 1), Sound.Make(_folder.File("a.opus"), 1, 48000),
        ];
        var tags = new TagSet { Cover = cover, Extra = new Dictionary<string, string> { ["MYOWN"] = "kept", ["BPM"] = "125.5" } };

        var found = await _kid3.WriteAsync(files, tags, "test", CancellationToken.None);

        Assert.All(found, f => Assert.Equal("kept", f["MYOWN"]));
        Assert.All(files, file => Assert.Equal("Yes", Shell.Run("mediainfo", "--Inform=General;%Cover%", file).Trim()));
        Assert.All(found, f => Assert.Equal(f.Path.EndsWith(".m4a", StringComparison.Ordinal) ? "126" : "125.5", f["BPM"]));
        Assert.All(found, f => Assert.Empty(f.LeftOut));
    }

    /// <summary>ID3v2.3, as a new WAV gets it, has no place for a time of day, a month alone or another order.</summary>
    [Theory]
    [InlineData("2011-07-29T07:00:00Z", "2011-07-29")]
    [InlineData("2019-03", "2019")]
    [InlineData("04/03/2019", "2019")]
    [InlineData("20190304", "2019")]
    [InlineData("some day", null)]
    public async Task AWavKeepsOfADateWhatItCanHoldAndOthersAllOfIt(string date, string? kept)
    {
        string[] files = [Sound.Make(_folder.File("a.wav"), 1), Sound.Make(_folder.File("a.mp3"), 1), Sound.Make(_folder.File("a.aiff"), 1), Sound.Make(_folder.File("a.flac"), 1)];

        var found = await _kid3.WriteAsync(files, new TagSet { Title = "T", Date = date, AlsoInfo = true }, "test", CancellationToken.None);

        Assert.Equal([kept, kept, date, date], found.Select(file => file["Date"]));
        Assert.Equal(kept is null ? ["Date"] : [], found[0].LeftOut);
    }

    [Theory]
    [InlineData("17", "Rock")]
    [InlineData("(17)", "Rock")]
    [InlineData("(17)Indie Rock", "Indie Rock")]
    [InlineData("127", "Drum & Bass")]
    [InlineData("999", "999")]
    [InlineData("2 Step", "2 Step")]
    public async Task ANumberedGenreIsWrittenByItsName(string genre, string name)
    {
        string[] files = [Sound.Make(_folder.File("a.wav"), 1), Sound.Make(_folder.File("a.aiff"), 1), Sound.Make(_folder.File("a.flac"), 1)];

        var found = await _kid3.WriteAsync(files, new TagSet { Genre = genre }, "test", CancellationToken.None);

        Assert.All(found, file => Assert.Equal(name, file["Genre"]));
    }

    [Fact]
    public async Task AFileWithoutAPlaceForTagsStaysAsItIs()
    {
        var file = Sound.Make(_folder.File("a.caf"), 1);
        var before = await File.ReadAllBytesAsync(file);

        var found = await _kid3.WriteAsync([file], new TagSet { Title = "T", Bpm = 126 }, "test", CancellationToken.None);

        Assert.Equal(["Title", "BPM"], found[0].LeftOut);
        Assert.Equal(before, await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task ANewWavHasItsTagsAsInfoTooAndAllOfThemBehindItsAudio()
    {
        var file = Sound.Make(_folder.File("a.wav"), 1, 44100, 2, "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact");
        var before = await File.ReadAllBytesAsync(file);

        await _kid3.WriteAsync([file], Nasty with { Title = "Strobe", AlsoInfo = true }, "test", CancellationToken.None);

        var after = await File.ReadAllBytesAsync(file);
        Assert.Equal(before[8..], after[8..before.Length]);
        Assert.True(after.AsSpan(before.Length).IndexOf("INAM"u8) > after.AsSpan(before.Length).IndexOf("INFO"u8));
        Assert.Equal("Strobe", Shell.Run("ffprobe", "-v", "error", "-show_entries", "format_tags=title", "-of", "csv=p=0", file).Trim());
    }

    [Fact]
    public async Task AWavWhoseInfoDidNotArriveIsAnErrorAlthoughItsId3Did()
    {
        var forgetful = _folder.Write("kid3", """
            #!/bin/sh
            for word in "$@"; do
                shift
                case "$word" in *'"id":"info","method":"set"'*) word='{"id":"info","method":"get","params":["title",[3]]}' ;; esac
                set -- "$@" "$word"
            done
            exec kid3-cli "$@"
            """);
        File.SetUnixFileMode(forgetful, (UnixFileMode)0b111_101_101);
        var file = Sound.Make(_folder.File("a.wav"), 1, 44100, 2, "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact");
        var tags = Nasty with { AlsoInfo = true };

        var error = await Assert.ThrowsAsync<TagMismatchException>(() =>
            new AudioTools(new ToolOptions { Kid3 = forgetful }, new ToolRunner(TimeProvider.System)).Kid3.WriteAsync([file], tags, "test", CancellationToken.None));
        await _kid3.WriteAsync([file], tags, "test", CancellationToken.None);

        Assert.Equal("Title (RIFF INFO)", error.Field);
    }

    [Fact]
    public async Task TagsThatAreNotOursStay()
    {
        var file = Sound.Make(_folder.File("a.flac"), 1, 44100, 2, "-metadata", "title=Old", "-metadata", "MYOWN=kept", "-metadata", "album=Old album");

        var found = await _kid3.WriteAsync([file], new TagSet { Title = "New" }, "test", CancellationToken.None);

        Assert.Equal(("New", "kept", "Old album"), (found[0]["Title"], found[0]["MYOWN"], found[0]["Album"]));
    }

    [Fact]
    public async Task FilesInSeveralFoldersAreWritten()
    {
        using var other = new TempFolder();
        string[] files = [Sound.Make(_folder.File("a.flac"), 1), Sound.Make(other.File("a.flac"), 1)];

        await _kid3.WriteAsync(files, new TagSet { Title = "New" }, "test", CancellationToken.None);

        Assert.All(await _kid3.ReadAsync(files, "test", CancellationToken.None), f => Assert.Equal("New", f["Title"]));
    }

    [Fact]
    public async Task TheAudioStaysAsItIs()
    {
        var file = Sound.Make(_folder.File("a.aiff"), 2);
        var before = Shell.Run("ffmpeg", "-v", "error", "-i", file, "-map", "0:a", "-f", "md5", "-");

        await _kid3.WriteAsync([file], Nasty, "test", CancellationToken.None);

        Assert.Equal(before, Shell.Run("ffmpeg", "-v", "error", "-i", file, "-map", "0:a", "-f", "md5", "-"));
    }

    [Fact]
    public async Task AFileThatIsNotThereIsAnErrorAlthoughTheToolSaysZero()
    {
        var error = await Assert.ThrowsAsync<ToolFailedException>(() => _kid3.WriteAsync([_folder.File("gone.flac")], Nasty, "test", CancellationToken.None));

        Assert.Contains("gone.flac not found", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatHoldsNoTagsIsAnErrorAlthoughTheToolSaysZero()
    {
        var junk = _folder.Write("junk.m4a", "this is no audio");

        var error = await Record.ExceptionAsync(() => _kid3.WriteAsync([junk], Nasty, "test", CancellationToken.None));

        Assert.True(error is TagMismatchException { Field: "Title" } or ToolFailedException, $"{error}");
    }
}
