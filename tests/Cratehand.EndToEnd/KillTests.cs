using Cratehand.EndToEnd.Support;

namespace Cratehand.EndToEnd;

/// <summary>
/// The program, killed by SIGKILL at a call that lasts, and started again: the outcome is that of a run nobody interrupted.
/// CRATEHAND_KILLS=all: at every rename and fsync instead of a sample.
/// </summary>
public sealed class KillTests(Studio studio, TracedRun whole, ITestOutputHelper output) : IClassFixture<TracedRun>
{
    const string InData = @"sync\(\d+<[^>]*/data";

    static readonly bool IsAll = RandomKillTests.Asked == "all";

    [Fact]
    public Task KilledAtEachRenameItEndsAsIfItHadNotBeen() => KilledAtEachAsync("^rename|^link", most: 4);

    [Fact]
    public Task KilledAtEachFsyncInTheLibraryItEndsAsIfItHadNotBeen() => KilledAtEachAsync(@"sync\(\d+<[^>]*/library", most: 3);

    [Fact]
    public Task KilledAtEachFsyncOfTheDatabaseItEndsAsIfItHadNotBeen() => KilledAtEachAsync(InData, most: 3);

    // What a first start leaves half-made, every later start meets until somebody looks.
    [Fact]
    public async Task KilledAtEachFsyncOfItsFirstStartTheNextOneStarts()
    {
        using var unharmed = new Rig();
        var count = (await Strace.CallsAsync(unharmed.Traced(NoMusic(unharmed)), 1)).Count(call => Strace.Is(call, InData));
        Assert.True(count > 2, $"{count} syncs of the data folder");
        foreach (var nth in Sample(count, IsAll ? count : 5))
        {
            using var rig = new Rig();
            var command = NoMusic(rig);
            var call = await Strace.KillAtAsync(rig.Traced(command), InData, nth);
            var ran = await rig.RunAsync(command);
            Assert.True(ran.ExitCode == 1 && ran.Output.Contains("\"failed\"", StringComparison.Ordinal), $"killed at {call}: {ran.All}");
            output.WriteLine($"killed at {nth} of {count}, {call}");
        }
    }

    // Quick to refuse, yet a job with all that a job leaves.
    static string[] NoMusic(Rig rig) => ["sync", "--json", rig.Write("no music.wav", "no music"u8.ToArray())];

    async Task KilledAtEachAsync(string pattern, int most)
    {
        var landed = new List<string>();
        var count = whole.Calls.Count(call => Strace.Is(call, pattern));
        Assert.True(count > 2, $"{count} calls match {pattern}");
        foreach (var nth in Sample(count, IsAll ? count : most))
        {
            await using var world = await KillWorld.CreateAsync(studio);
            var call = await Strace.KillAtAsync(world.Rig.Traced(world.Command), pattern, nth);
            landed.Add($"{(call is null ? "ended before" : call.Split('(')[0])}: recorded {world.Wreck(whole.Files)}");
            await world.ProveAsync(whole.Files, $"at {call}, {landed[^1]}");
        }

        WhereKilled.Say(output, landed);
    }

    // Evenly spread, the first and the last among them.
    static IEnumerable<int> Sample(int count, int most) =>
        count <= most ? Enumerable.Range(1, count) : Enumerable.Range(0, most).Select(i => 1 + (i * (count - 1) / (most - 1)));
}

/// <summary>A run that nobody interrupted, under strace's eyes: what it leaves, and which lasting calls it makes.</summary>
public sealed class TracedRun(Studio studio) : IAsyncLifetime
{
    public IReadOnlyDictionary<string, string> Files { get; private set; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Calls { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await using var world = await KillWorld.CreateAsync(studio);
        Calls = await Strace.CallsAsync(world.Rig.Traced(world.Command), 0);
        Files = world.Rig.Shelf.Hashes();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
