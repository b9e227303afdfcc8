using Cratehand.EndToEnd.Support;

namespace Cratehand.EndToEnd;

/// <summary>An undo, killed at each rename and each sync of a folder in the library, and typed again: nothing is lost, nothing is left on the shelf.</summary>
[Collection(nameof(Alone))]
public sealed class UndoKillTests(Studio studio, ITestOutputHelper output)
{
    const string Lasting = @"^(?:rename|link).*/library|sync\(\d+<[^>]*/library";

    [Fact]
    public async Task KilledAtEachLastingCallInTheLibraryItIsFinishedByTheNextOne()
    {
        int count;
        using (var unharmed = await FiledAsync())
        {
            count = (await Strace.CallsAsync(unharmed.Rig.Traced("undo", unharmed.Run), 0)).Count(call => Strace.Is(call, Lasting));
        }

        Assert.True(count >= 4, $"{count} lasting calls");
        for (var nth = 1; nth <= count; nth++)
        {
            using var world = await FiledAsync();
            var (rig, run, files) = world;
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
