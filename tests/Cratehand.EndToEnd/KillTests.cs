using System.Diagnostics;
using Cratehand.EndToEnd.Support;

namespace Cratehand.EndToEnd;

/// <summary>
/// The program, killed by SIGKILL and started again: the outcome is that of a run nobody interrupted. CRATEHAND_KILLS is the
/// number of random kills (default 4), or <c>all</c>: 200 of them, and every rename and fsync instead of a sample.
/// </summary>
[Collection(nameof(Alone))]
public sealed class KillTests(Studio studio, Uninterrupted whole, ITestOutputHelper output) : IClassFixture<Uninterrupted>
{
    const string InData = @"sync\(\d+<[^>]*/data";

    static readonly string? Asked = Environment.GetEnvironmentVariable("CRATEHAND_KILLS");
    static readonly bool IsAll = Asked == "all";
    static readonly int Random = IsAll ? 200 : int.TryParse(Asked, out var number) ? number : 4;

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

    [Theory]
    [InlineData("FFPROBE", "ffprobe", 1)]
    [InlineData("FFMPEG", "ffmpeg", 1)]
    [InlineData("BPM", "bpm", 1)]
    [InlineData("KID3", "kid3-cli", 1)]
    [InlineData("KID3", "kid3-cli", 3)]
    public async Task KilledAfterAToolsEffectAndBeforeItsRecordItEndsAsIfItHadNotBeen(string tool, string program, int call)
    {
        await using var world = await KillWorld.CreateAsync(studio);
        var calls = Directory.CreateDirectory(Path.Combine(world.Rig.Folder, "tool-calls")).FullName;
        world.Rig.Environment["CRATEHAND__TOOLS__" + tool] = world.Rig.Script("wrapper", $$"""
            {{program}} "$@"
            code=$?
            n=1
            while ! mkdir "{{calls}}/$n" 2> /dev/null; do n=$((n + 1)); done
            if [ $n -eq {{call}} ]; then kill -KILL $PPID; fi
            exit $code
            """);

        var ran = await world.Rig.RunAsync(world.Command);
        Assert.Equal(137, ran.ExitCode);
        var wreck = world.Wreck(whole.Files);
        world.Rig.Environment.Remove("CRATEHAND__TOOLS__" + tool);

        await world.ProveAsync(whole.Files, $"after {program} {call} ({wreck})");
        output.WriteLine($"killed after {program}, call {call}: recorded {wreck}");
    }

    [Theory]
    [InlineData("FFMPEG")]
    [InlineData("KID3")]
    public async Task AToolThatNeverEndsIsEndedByTheNextStart(string tool)
    {
        await using var world = await KillWorld.CreateAsync(studio);
        var reached = Path.Combine(world.Rig.Folder, "reached");
        world.Rig.Environment["CRATEHAND__TOOLS__" + tool] = world.Rig.Script("endless", $"touch '{reached}'\nsleep 1000 &\nwait");
        using var process = world.Rig.Start(world.Command);
        var end = Shell.EndOfAsync(process);
        await Until.TrueAsync(() => File.Exists(reached), tool + " was started");

        process.Kill();
        await end;
        Assert.NotEmpty(world.Rig.Orphans());
        var wreck = world.Wreck(whole.Files);
        world.Rig.Environment.Remove("CRATEHAND__TOOLS__" + tool);

        await world.ProveAsync(whole.Files, $"beside an endless {tool} ({wreck})");
    }

    [Fact]
    public async Task KilledAtRandomMomentsItEndsAsIfItHadNotBeen()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        output.WriteLine($"seed {seed}");
        var landed = new List<string>();
        while (landed.Count < Random)
        {
            await using var world = await KillWorld.CreateAsync(studio);
            for (var kills = random.Next(1, 4); kills > 0 && landed.Count < Random; kills--)
            {
                // From the moment work begins; the last part of the time is the way out, where nothing is left to lose.
                await world.KillAfterAsync(whole.Took * 0.6 * random.NextDouble(), fromWork: random.Next(6) > 0);
                landed.Add(world.Wreck(whole.Files));
            }

            await world.ProveAsync(whole.Files, $"at random, seed {seed} ({landed[^1]})");
        }

        Say(landed);
        Assert.Contains(landed, where => where != "nothing" && where != "receipt sent + receipt sent");
    }

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

        Say(landed);
    }

    // Evenly spread, the first and the last among them.
    static IEnumerable<int> Sample(int count, int most) =>
        count <= most ? Enumerable.Range(1, count) : Enumerable.Range(0, most).Select(i => 1 + (i * (count - 1) / (most - 1)));

    void Say(List<string> landed)
    {
        output.WriteLine($"{landed.Count} kills, all recovered");
        landed.CountBy(where => where).OrderBy(x => x.Key, StringComparer.Ordinal).ToList().ForEach(x => output.WriteLine($"{x.Value,4} × {x.Key}"));
    }
}

/// <summary>A run that nobody interrupted: what it leaves, how long it takes, which lasting calls it makes.</summary>
public sealed class Uninterrupted(Studio studio) : IAsyncLifetime
{
    public IReadOnlyDictionary<string, string> Files { get; private set; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Calls { get; private set; } = [];

    public TimeSpan Took { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await using var traced = await KillWorld.CreateAsync(studio);
        Calls = await Strace.CallsAsync(traced.Rig.Traced(traced.Command), 0);
        await using var world = await KillWorld.CreateAsync(studio);
        var watch = Stopwatch.StartNew();
        Files = await world.RunAsync();
        Took = watch.Elapsed;
        Assert.Equal(Files, traced.Rig.Shelf.Hashes()); // two runs leave the same bytes: so a third, interrupted, can be held to it
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>Has the machine for itself.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
