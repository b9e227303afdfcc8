using Cratehand.EndToEnd.Support;

namespace Cratehand.EndToEnd;

/// <summary>An undo, killed at each rename and each sync of a folder in the library, and typed again: nothing is lost, nothing is left on the shelf.</summary>
public sealed class UndoKillTests(Studio studio, ITestOutputHelper output)
{
    const string Lasting = @"^(?:rename|link).*/library|sync\(\d+<[^>]*/library";

    [Fact]
    public async Task KilledAtEachLastingCallInTheLibraryItIsFinishedByTheNextOne()
    {
        using var world = await FiledAsync();
        var (rig, run, files) = world;
        await rig.KeepAsync();
        var count = (await Strace.CallsAsync(rig.Traced("undo", run), 0)).Count(call => Strace.Is(call, Lasting));
        Assert.True(count >= 4, $"{count} lasting calls");
        for (var nth = 1; nth <= count; nth++)
        {
            await rig.PutBackAsync();
            Assert.Equal(files, Hashes(rig));
            var call = await Strace.KillAtAsync(rig.Traced("undo", run), Lasting, nth);

            // Nothing is lost at any moment: each file lies in one place or the other.
            Assert.Equal(files, Hashes(rig));
            var ran = await rig.RunAsync("undo", run);

            Assert.True(ran.ExitCode == 0, $"killed at {call}: {ran.All}");
            Assert.True(rig.Shelf.Hashes().Count == 0, $"killed at {call}: {string.Join(", ", rig.Shelf.Hashes().Keys)} still on the shelf");
            Assert.Equal(files, Hashes(rig));
            Assert.Empty(await rig.TracksAsync());
            output.WriteLine($"killed at {nth} of {count}: {call?.Split('(')[0] ?? "ended before"}; then: {ran.Output.Split('\n')[0]}");
        }
    }

    // A like that was taken back, by the policy archive; then brought back, the undo killed likewise. Every second call, but in the soak.
    [Fact]
    public async Task AnArchivingAndItsUndoKilledAtEachLastingCallAreFinishedByTheNextOne()
    {
        var step = Environment.GetEnvironmentVariable("CRATEHAND_KILLS") is null ? 2 : 1;
        await using var taste = await TasteRig.StartAsync();
        var (rig, files) = (taste.Rig, await taste.FiledLikesAsync(145));
        taste.Set("CRATEHAND__UNLIKE__POLICY", "archive");
        await taste.TakeLikesBackAsync();
        await rig.KeepAsync();
        for (var nth = 1; ; nth += step)
        {
            await rig.PutBackAsync();
            Assert.Equal(files, rig.Shelf.Hashes());
            var archiving = await Strace.KillAtAsync(rig.Traced("sync"), Lasting, nth);
            Assert.Equal(files.Values, Hashes(rig));
            await taste.RunAsync("sync");
            Assert.Empty(rig.Shelf.Hashes());
            Assert.Equal(files.Values, Hashes(rig));

            var run = taste.Rows("SELECT id FROM job WHERE kind = 'unlike-track'").Single();
            var undoing = await Strace.KillAtAsync(rig.Traced("undo", run), Lasting, nth);
            Assert.Equal(files.Values, Hashes(rig));
            var ran = await rig.RunAsync("undo", run);
            Assert.True(ran.ExitCode == 0, ran.All);
            Assert.Equal(files, rig.Shelf.Hashes());
            Assert.True(Assert.Single(await rig.TracksAsync()) is { Shelved: true, Files: [{ Exists: true }] });
            output.WriteLine($"killed at {nth}: {archiving ?? "ended before"}; {undoing ?? "ended before"}");
            if (archiving is null && undoing is null)
            {
                Assert.True(nth > 2, $"{nth - 1} lasting calls");
                return;
            }
        }
    }

    async Task<World> FiledAsync()
    {
        var rig = new Rig();
        rig.Environment["CRATEHAND__FORMATS__LOSSLESS"] = "aiff,flac";
        var item = (await rig.SyncAsync(rig.Own(await studio.WavAsync(Studio.Brief), "One - Song.wav"))).Ends(0, "filed");
        return new World(rig, $"{item.Run}", Hashes(rig));
    }

    static IReadOnlyList<string> Hashes(Rig rig) => [.. rig.Shelf.Files.Select(file => Shelf.Hash(rig.Shelf.Absolute(file))).Order(StringComparer.Ordinal)];

    sealed record World(Rig Rig, string Run, IReadOnlyList<string> Files) : IDisposable
    {
        public void Dispose() => Rig.Dispose();
    }
}
