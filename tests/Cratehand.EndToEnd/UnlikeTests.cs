using Cratehand.EndToEnd.Support;

namespace Cratehand.EndToEnd;

/// <summary>A like is taken back: nothing is ever deleted, and files move only where the owner said so.</summary>
public sealed class UnlikeTests : IAsyncLifetime
{
    TasteRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await TasteRig.StartAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task AsShippedTheFileStays()
    {
        var files = await LikedAndTakenBackAsync(145);

        Assert.Equal(files, _rig.Rig.Shelf.Hashes());
        Assert.Contains("the files stay", Text(Assert.Single(await UnlikesAsync()), "reason"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ByThePolicyArchiveItLeavesTheShelfAndAnUndoBringsItBackAsItWas()
    {
        _rig.Set("CRATEHAND__UNLIKE__POLICY", "archive");
        var (path, hash) = Assert.Single(await _rig.FiledLikesAsync(145));
        await _rig.TakeLikesBackAsync();

        var synced = await _rig.Rig.RunAsync("sync");

        Assert.True(synced.ExitCode == 0, synced.All);
        Assert.Contains($"{_rig.Rig.Shelf.Absolute($".cratehand/archive/{path}")}\n", synced.Output, StringComparison.Ordinal);
        Assert.Contains($"cratehand undo {Text(Assert.Single(await UnlikesAsync()), "id")[^8..]}\n", synced.Output, StringComparison.Ordinal);
        Assert.Empty(_rig.Rig.Shelf.Hashes());
        Assert.Equal([$".cratehand/archive/{path}"], _rig.Rig.Shelf.Files);
        Assert.Equal(hash, Shelf.Hash(_rig.Rig.Shelf.Absolute($".cratehand/archive/{path}")));
        var run = Text(Assert.Single(await UnlikesAsync()), "id");
        Assert.Contains("move to the archive", (await _rig.Rig.RunAsync("runs", "show", run)).Output, StringComparison.Ordinal);

        var undone = await _rig.Rig.RunAsync("undo", run);

        Assert.True(undone.ExitCode == 0, undone.All);
        Assert.Contains("1 brought back from the archive", undone.Output, StringComparison.Ordinal);
        Assert.Equal((path, hash), Assert.Single(_rig.Rig.Shelf.Hashes().Select(file => (file.Key, file.Value))));
        Assert.DoesNotContain(_rig.Rig.Shelf.Strays, File.Exists);
        Assert.True(Assert.Single(await _rig.Rig.TracksAsync()) is { Shelved: true, Files: [{ Exists: true }] });
        (await _rig.Rig.SyncAsync(_rig.SoundCloud(145).Permalink)).Ends(0, "already-owned");
        Assert.Contains("nothing left to undo", (await _rig.Rig.RunAsync("undo", run)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsStillLikedElsewhereStays()
    {
        _rig.Set("CRATEHAND__UNLIKE__POLICY", "archive");
        var files = await _rig.FiledLikesAsync(145);
        Execute("INSERT INTO entry_evidence (kind, value, entry_id) SELECT 'Link', 'spotify:track:other', id FROM entry");
        Execute("INSERT INTO detection SELECT 'spotify:track:other', 'spotify-saved', signal, 'spotify:track:other', title, described, state, reason, rank, seen, not_before, tries, plays, job, NULL FROM detection WHERE state IN ('taken', 'ended') AND signal = 'liked' LIMIT 1");
        Assert.Single(_rig.Rows("SELECT 1 FROM detection WHERE source = 'spotify-saved'"));
        await _rig.TakeLikesBackAsync();

        await _rig.RunAsync("sync");

        Assert.Equal(files, _rig.Rig.Shelf.Hashes());
        Assert.Contains("is still liked (spotify-saved): the files stay", Text(Assert.Single(await UnlikesAsync()), "reason"), StringComparison.Ordinal);
    }

    // With its disk away nothing is settled, and once it is back the files go where the owner wants them.
    [Fact]
    public async Task WhileTheLibraryIsNotMountedItRests()
    {
        _rig.Set("CRATEHAND__UNLIKE__POLICY", "archive");
        var (path, hash) = Assert.Single(await _rig.FiledLikesAsync(145));
        await _rig.TakeLikesBackAsync();
        Directory.Move(_rig.Rig.Library, _rig.Rig.Library + ".away");
        Directory.CreateDirectory(_rig.Rig.Library);

        var resting = await _rig.Rig.RunAsync("sync");

        Assert.True(resting.ExitCode == 1 && resting.Output.ReplaceLineEndings(" ").Contains("is its disk mounted?", StringComparison.Ordinal), resting.All);
        Assert.Empty(_rig.Rig.Shelf.Files);
        Directory.Delete(_rig.Rig.Library, recursive: true);
        Directory.Move(_rig.Rig.Library + ".away", _rig.Rig.Library);
        Execute("UPDATE job SET due = 1 WHERE kind = 'unlike-track'");
        Assert.Equal(0, (await _rig.Rig.RunAsync("sync")).ExitCode);
        Assert.Equal(hash, Shelf.Hash(_rig.Rig.Shelf.Absolute($".cratehand/archive/{path}")));
    }

    void Execute(string sql) => Records.Execute(Path.Combine(_rig.Rig.Data, "cratehand.db"), sql);

    [Fact]
    public async Task WhatIsInTheArchiveAndLikedAgainIsFiledAgain()
    {
        _rig.Set("CRATEHAND__UNLIKE__POLICY", "archive");
        var (path, _) = Assert.Single(await LikedAndTakenBackAsync(145));
        await _rig.LikeOnSoundCloudAsync(145);

        var again = await _rig.RunAsync("sync");

        Assert.Equal("filed", Text(Assert.Single(again.GetProperty("items").EnumerateArray()), "outcome"));
        Assert.Single(_rig.Rig.Shelf.Hashes());
        Assert.True(File.Exists(_rig.Rig.Shelf.Absolute($".cratehand/archive/{path}")), "what is in the archive stays there");
        var undone = await _rig.Rig.RunAsync("undo", Text(Assert.Single(await UnlikesAsync()), "id"));
        Assert.Contains("nothing left to undo", undone.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ByThePolicyAskTheOwnerSaysWhetherItStays()
    {
        _rig.Set("CRATEHAND__UNLIKE__POLICY", "ask");
        var before = await LikedAndTakenBackAsync(145, 155);

        Assert.Equal(before, _rig.Rig.Shelf.Hashes());
        var asked = (await _rig.RunAsync("review")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["unlike", "unlike"], asked.Select(question => Text(question, "kind")));

        Assert.Equal(0, (await _rig.Rig.RunAsync("review", "never", "1")).ExitCode);
        Assert.Equal(before, _rig.Rig.Shelf.Hashes());
        var archived = await _rig.Rig.RunAsync("review", "accept", "1");

        Assert.True(archived.ExitCode == 0, archived.All);
        Assert.Contains("cratehand undo", archived.Output, StringComparison.Ordinal);
        var kept = Assert.Single(_rig.Rig.Shelf.Hashes());
        Assert.Contains(Text(asked[0], "title"), kept.Key, StringComparison.Ordinal);
        Assert.Single(_rig.Rig.Shelf.Files, file => file.StartsWith(".cratehand/archive/", StringComparison.Ordinal));
        Assert.Empty((await _rig.RunAsync("review")).GetProperty("items").EnumerateArray());
    }

    /// <returns>What was on the shelf before the likes were taken back, with its hashes.</returns>
    async Task<IReadOnlyDictionary<string, string>> LikedAndTakenBackAsync(params int[] songs)
    {
        var files = await _rig.FiledLikesAsync(songs);
        await _rig.TakeLikesBackAsync();
        await _rig.RunAsync("sync");
        Assert.Equal(songs.Length, _rig.Rows("SELECT id FROM job WHERE kind = 'unlike-track' AND state = 'completed'").Count);
        return files;
    }

    async Task<List<System.Text.Json.JsonElement>> UnlikesAsync() =>
        [.. (await _rig.RunAsync("runs", "list")).GetProperty("items").EnumerateArray().Where(run => Text(run, "kind") == "unlike-track")];

    static string Text(System.Text.Json.JsonElement element, string name) => TasteRig.Text(element, name);
}
