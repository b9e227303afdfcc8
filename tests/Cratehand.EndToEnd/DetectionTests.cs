using System.IO.Compression;
using Cratehand.EndToEnd.Support;
using Cratehand.Sandbox.Hosting;

namespace Cratehand.EndToEnd;

/// <summary>The music sync: the program without a daemon, as cron calls it.</summary>
public sealed class DetectionTests(Studio studio, ITestOutputHelper output) : IAsyncLifetime
{
    TasteRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await TasteRig.StartAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    [Scenario("S23")]
    public async Task ByEnvironmentAloneWhatIsDroppedIsOnTheShelfAfterOneRun()
    {
        var dropped = _rig.DropFile(await studio.WavAsync(Studio.Brief), "deep/One - Song.wav");
        using (var zip = ZipFile.Open(Path.Combine(_rig.Drop, "album.zip"), ZipArchiveMode.Create))
        {
            zip.CreateEntryFromFile(await studio.AsAsync("owned.flac", Studio.Brief with { Seed = 3 }), "Album/../../02 Two - Zipped.flac");
        }

        var first = await _rig.RunAsync("sync");

        Assert.Equal(["filed", "filed"], first.GetProperty("items").EnumerateArray().Select(item => TasteRig.Text(item, "outcome")));
        Assert.Equal(["One/One - Song.aiff", "Two/Two - Zipped.aiff"], _rig.Rig.Shelf.Hashes().Keys.Order());
        Assert.True(File.Exists(dropped), "the owner's file stays");
        Assert.Equal(2, Directory.GetFiles(_rig.Drop, "*", SearchOption.AllDirectories).Length);
        Assert.Equal(2, TasteRig.Level(first, "drop-folder").GetProperty("new").GetInt32());

        var second = await _rig.RunAsync("sync");
        Assert.Equal(0, second.GetProperty("items").GetArrayLength());
        Assert.Equal(["ended|2"], _rig.Rows("SELECT state, COUNT(*) FROM detection WHERE source = 'drop-folder' GROUP BY state"));
        Assert.Empty(Directory.Exists(Path.Combine(_rig.Rig.Data, "unpacked")) ? Directory.GetDirectories(Path.Combine(_rig.Rig.Data, "unpacked")) : []);

        // The firing's and each level's reasons are on record.
        var shown = await _rig.Rig.RunAsync("runs", "show", TasteRig.Text(first, "run"));
        Assert.Contains("drop-folder", shown.Output, StringComparison.Ordinal);
        Assert.Contains("spotify-saved", shown.Output, StringComparison.Ordinal);
        output.WriteLine(shown.Output);
        var why = await _rig.Rig.RunAsync("why", "Zipped");
        Assert.Contains("dropped at drop-folder", why.Output, StringComparison.Ordinal);
        output.WriteLine(why.Output);
    }

    [Fact]
    public async Task OneOfItsTracksIsUndoneByItsOwnIdAndAllOfThemOnlyOnceAllAreOver()
    {
        await _rig.RunAsync("detect");
        foreach (var (name, seed) in ((string, int)[])[("One - Song.wav", 1), ("Two - Song.wav", 3)])
        {
            _rig.DropFile(await studio.WavAsync(Studio.Brief with { Seed = seed }), name);
        }

        // Without it they wait: the engine of a `detect` may begin with them, and would see them through.
        _rig.Set("CRATEHAND__TOOLS__KID3", "/no/such/tool");
        var run = TasteRig.Text(await _rig.RunAsync("detect"), "run");
        var early = await _rig.Rig.RunAsync("undo", run);
        Assert.True(early.ExitCode == 2 && early.Error.Contains("has 2 tracks that are not over yet", StringComparison.Ordinal), early.All);
        _rig.Rig.Environment.Remove("CRATEHAND__TOOLS__KID3");
        Records.Execute(Path.Combine(_rig.Rig.Data, "cratehand.db"), "UPDATE job SET due = 1 WHERE kind = 'sync-track'");
        await _rig.RunAsync("sync");
        Assert.Equal(["One/One - Song.aiff", "Two/Two - Song.aiff"], _rig.Rig.Shelf.Hashes().Keys.Order());

        var one = await _rig.Rig.RunAsync("undo", Assert.Single(_rig.Rows("SELECT id FROM job WHERE kind = 'sync-track' AND args LIKE '%One - Song%'")));

        Assert.True(one.ExitCode == 0 && one.Output.Contains("1 file put away", StringComparison.Ordinal), one.All);
        Assert.Equal(["Two/Two - Song.aiff"], _rig.Rig.Shelf.Hashes().Keys);
        var rest = await _rig.Rig.RunAsync("undo", run);
        Assert.True(rest.ExitCode == 0, rest.All);
        Assert.Empty(_rig.Rig.Shelf.Hashes());
    }

    [Fact]
    public async Task WhatAnEarlierDetectionLeftIsReportedByTheNextSyncAndAFailureOfItFailsTheSync()
    {
        await _rig.RunAsync("detect");
        _rig.DropFile(await studio.WavAsync(Studio.Brief), "One - Song.wav");
        await File.WriteAllTextAsync(Path.Combine(_rig.Drop, "Two - Broken.wav"), "no audio at all");
        _rig.Set("CRATEHAND__TOOLS__FFPROBE", _rig.Rig.Script("probe-that-hangs", "exec sleep 60"));
        var killed = _rig.Rig.Start("detect");
        await Until.TrueAsync(() => _rig.Rows("SELECT id FROM job WHERE kind = 'detect-tracks' AND state = 'completed'").Count == 2, "both are taken up");
        killed.Kill();
        await Shell.EndOfAsync(killed);
        _rig.Rig.Environment.Remove("CRATEHAND__TOOLS__FFPROBE");

        var synced = await _rig.Rig.RunAsync("sync");

        output.WriteLine(synced.All);
        Assert.True(synced.ExitCode == 1, synced.All);
        Assert.Contains("Two - Broken", synced.Output, StringComparison.Ordinal);
        Assert.Contains("1 filed", synced.Output, StringComparison.Ordinal);
        Assert.Contains("1 failed", synced.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Scenario("S22")]
    public async Task AtTheFirstStartNothingOldIsTakenAndNothingThatPlays()
    {
        await _rig.SeedAsync("spotify", """{"saved":5000,"playing":{"song":31,"isPlaying":true,"progressMs":5000}}""");
        await _rig.SeedAsync("soundcloud", """{"likes":5000}""");

        var first = await _rig.RunAsync("sync");
        Assert.Equal(0, first.GetProperty("items").GetArrayLength());
        Assert.Equal(0, first.GetProperty("queued").GetArrayLength());
        Assert.Contains("there before and left alone", TasteRig.Text(TasteRig.Level(first, "spotify-saved"), "reason"), StringComparison.Ordinal);
        Assert.Equal((1, 1), LikesCalls(0));
        Assert.Equal(["known-before"], _rig.Rows("SELECT DISTINCT state FROM detection"));

        var (liked, before) = (await _rig.LikeAsync("spotify"), _rig.Now);
        var second = await _rig.RunAsync("detect");
        Assert.Equal(["liked spotify-saved"], second.GetProperty("queued").EnumerateArray().Select(q => $"{TasteRig.Text(q, "signal")} {TasteRig.Text(q, "source")}"));
        Assert.Contains(liked, TasteRig.Text(second.GetProperty("queued")[0], "title"), StringComparison.Ordinal);
        Assert.Equal((1, 1), LikesCalls(before));

        var backlog = await _rig.RunAsync("detect", "--backlog", "3");
        Assert.Equal(3, backlog.GetProperty("queued").GetArrayLength());
        foreach (var command in (string[])["detect", "status"])
        {
            var left = Assert.Single(_rig.Rows("SELECT COUNT(*) FROM detection WHERE state = 'known-before'"));
            Assert.Contains($"{left} tracks from before you connected are on record. To take the newest N: cratehand sync --backlog N\n", (await _rig.Rig.RunAsync(command)).Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Scenario("S11")]
    public async Task WithSpotifyUnreachableTheNextLikesOfSoundCloudAreTakenWithinTheBudget()
    {
        await _rig.SeedAsync("soundcloud", """{"likes":5000}""");
        _rig.Set("CRATEHAND__DETECTING__SOUNDCLOUD_LIKES__LIMIT", "3");
        _rig.Set("CRATEHAND__SPOTIFY__BASEADDRESS", "http://127.0.0.1:9"); // nobody listens there
        await _rig.RunAsync("sync");

        List<string> likes = [];
        for (var i = 0; i < 5; i++)
        {
            likes.Insert(0, await _rig.LikeAsync("soundcloud"));
        }

        var before = _rig.Now;
        var first = await _rig.RunAsync("sync", "--force");
        Assert.Equal(likes.Take(3), Titles(first));
        Assert.Equal("error", TasteRig.Text(TasteRig.Level(first, "spotify-saved"), "outcome"));
        Assert.Equal(5, TasteRig.Level(first, "soundcloud-likes").GetProperty("new").GetInt32());

        // Those three have had their turn, whatever came of them, and rest or are done; the next two are next.
        var second = await _rig.RunAsync("sync", "--force");
        Assert.Equal(likes.Skip(3), Titles(second));
        Assert.Empty(Titles(await _rig.RunAsync("sync", "--force")));
        Assert.Equal(3, LikesCalls(before).SoundCloud);
        Assert.Empty(_rig.Rows("SELECT identity FROM detection WHERE tries > 1"));

        var status = await _rig.Rig.RunAsync("status");
        Assert.Matches(@"\nnot read +spotify-saved, never yet(, \d failures in a row)?: .*Spotify", status.Output);
        Assert.DoesNotContain("soundcloud-likes", status.Output, StringComparison.Ordinal);

        var log = string.Join('\n', Directory.GetFiles(Path.Combine(_rig.Rig.Data, "logs"), "*", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.Contains("spotify-saved", log, StringComparison.Ordinal);
        Assert.Contains("soundcloud-likes", log, StringComparison.Ordinal);
    }

    // What plays, SoundCloud's likes and Spotify's likes fail: the predecessor ended there, and said nothing.
    [Fact]
    [Scenario("S11")]
    public async Task WithThreeLevelsOutTheFourthGivesATrackAndTheThreeReasonsAreTold()
    {
        _rig.AllowDownloads();
        await _rig.SeedAsync("soundcloud", $$"""{"likes":[{"track":{{_rig.SoundCloud(145).Id}},"at":"2026-01-01T00:00:00Z"}]}""");
        _rig.Set("CRATEHAND__DETECTING__CHAIN", "soundcloud-likes");
        await _rig.RunAsync("sync");
        _rig.Rig.Environment.Remove("CRATEHAND__DETECTING__CHAIN");
        _rig.Set("CRATEHAND__DETECTING__MODE", "first");
        _rig.Fail(new Fault { Provider = "spotify", Status = 503, Count = 0 });
        _rig.Fail(new Fault { Provider = "soundcloud", Path = "/me/likes/tracks", Drop = true, Count = 0 });

        var synced = await _rig.RunAsync("sync");

        Assert.Equal("filed", TasteRig.Text(Assert.Single(synced.GetProperty("items").EnumerateArray()), "outcome"));
        Assert.Single(_rig.Rig.Shelf.Hashes());
        Assert.Equal(
            ["spotify-playing error", "soundcloud-likes error", "spotify-saved error", "backlog ok"],
            synced.GetProperty("levels").EnumerateArray().Select(level => $"{TasteRig.Text(level, "source")} {TasteRig.Text(level, "outcome")}"));
        var shown = await _rig.Rig.RunAsync("runs", "show", TasteRig.Text(synced, "run"));
        output.WriteLine(shown.Output);
        foreach (var (source, reason) in (ReadOnlySpan<(string, string)>)[("spotify-playing", "Spotify is not well (503"), ("soundcloud-likes", "SoundCloud"), ("spotify-saved", "Spotify")])
        {
            Assert.Contains(shown.Output.Split('\n'), line => line.Contains(source, StringComparison.Ordinal) && line.Contains("error", StringComparison.Ordinal) && line.Contains(reason, StringComparison.Ordinal));
        }

        var detected = await _rig.Rig.RunAsync("detect");
        Assert.Contains("spotify-playing", detected.Output, StringComparison.Ordinal);
        output.WriteLine(detected.All);
    }

    [Fact]
    public async Task ADryRunAsksAndWritesNothing()
    {
        _rig.DropFile(await studio.WavAsync(Studio.Brief), "One - Song.wav");
        await _rig.RunAsync("sync");
        await _rig.LikeAsync("spotify");
        _rig.DropFile(await studio.AsAsync("owned.flac", Studio.Brief with { Seed = 3 }), "Two - New.flac");
        const string All = "SELECT 'd' || COUNT(*) FROM detection UNION SELECT 'j' || COUNT(*) FROM job UNION SELECT 's' || GROUP_CONCAT(last_success || COALESCE(mark, '')) FROM source_state";
        var (rows, before) = (_rig.Rows(All), _rig.Now);

        foreach (var command in (string[])["sync", "detect"])
        {
            var said = await _rig.RunAsync(command, "--dry-run");
            Assert.Equal(2, said.GetProperty("queued").GetArrayLength());
        }

        Assert.Equal(rows, _rig.Rows(All));
        Assert.All(_rig.Calls("spotify", before).Concat(_rig.Calls("soundcloud", before)), call => Assert.Equal("GET", call.Method));
    }

    [Fact]
    public async Task SwitchedOffItSaysSoAndEndsWell()
    {
        _rig.Set("MUSIC_SYNC_ENABLED", "false");
        var ran = await _rig.Rig.RunAsync("sync");
        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("switched off", ran.Output, StringComparison.Ordinal);
        Assert.Empty(_rig.Calls("spotify"));
        await _rig.RunAsync("sync", "--force");
        Assert.Single(_rig.Calls("spotify"));
    }

    [Fact]
    public async Task WhereNothingCanBeReachedItFailsAndSaysWhy()
    {
        _rig.Set("CRATEHAND__DETECTING__CHAIN", "spotify-saved,soundcloud-likes");
        _rig.Fail(new Fault { Status = 500, Count = 0 });
        var ran = await _rig.Rig.RunAsync("sync");
        Assert.True(ran.ExitCode == 1, ran.All);
        Assert.Contains("error", ran.Output, StringComparison.Ordinal);
        output.WriteLine(ran.All);
    }

    [Fact]
    public async Task ASecondOneAtTheSameTimeIsSkippedWithAWord()
    {
        _rig.Set("CRATEHAND__DETECTING__CHAIN", "spotify-saved");
        await _rig.RunAsync("detect");
        _rig.Fail(new Fault { Provider = "spotify", DelayMs = 10_000 });
        var first = Shell.EndOfAsync(_rig.Rig.Start("sync", "--json"));
        await Until.TrueAsync(() => first.IsCompleted || _rig.Rows("SELECT name FROM job_step WHERE name = 'settle'").Count == 2, "the first looks");
        var second = await _rig.Rig.RunAsync("sync");
        Assert.Equal(0, second.ExitCode);
        Assert.Contains("Skipped: a music sync is under way already", second.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await first).ExitCode);
        Assert.Equal(2, _rig.Rows("SELECT id FROM job WHERE kind = 'detect-tracks'").Count);
    }

    [Fact]
    public async Task AWrongNameInTheChainIsRefusedWithTheNearestRightOne()
    {
        _rig.Set("CRATEHAND__DETECTING__CHAIN", "spotify-savd");
        var ran = await _rig.Rig.RunAsync("sync");
        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("Did you mean spotify-saved?", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OddEntriesOfAPlaylistEachHaveTheirEndAndReason()
    {
        _rig.Set("CRATEHAND__DETECTING__CHAIN", "spotify-playlists");
        _rig.Set("CRATEHAND__DETECTING__SPOTIFY_PLAYLISTS__NAMES", "Friday crate");
        var answer = await _rig.RunAsync("detect");
        output.WriteLine(answer.ToString());
        Assert.Contains("taken off Spotify", TasteRig.Text(TasteRig.Level(answer, "spotify-playlists"), "reason"), StringComparison.Ordinal);
        var rows = _rig.Rows("SELECT state, reason FROM detection WHERE state = 'skipped'");
        Assert.Contains(rows, row => row.Contains("podcast", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains("your own disk", StringComparison.Ordinal));
        foreach (var row in _rig.Rows("SELECT title, reason FROM detection WHERE state = 'skipped'"))
        {
            Assert.Contains(row.Split('|')[1], (await _rig.Rig.RunAsync("why", row.Split('|')[0])).Output, StringComparison.Ordinal);
        }
    }

    // What the workflow asks on behalf of a track is not detection's.
    (int Spotify, int SoundCloud) LikesCalls(long after) =>
        (_rig.Calls("spotify", after).Count(call => call.Path.Contains("/me/tracks", StringComparison.Ordinal)),
            _rig.Calls("soundcloud", after).Count(call => call.Path.Contains("/me/likes/tracks", StringComparison.Ordinal)));

    static IEnumerable<string> Titles(System.Text.Json.JsonElement answer) =>
        answer.GetProperty("queued").EnumerateArray().Select(queued => TasteRig.Text(queued, "title").Split(" - ", 2)[^1]);
}
