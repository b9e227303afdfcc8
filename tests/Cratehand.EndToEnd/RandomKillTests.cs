using System.Diagnostics;
using Cratehand.EndToEnd.Support;

namespace Cratehand.EndToEnd;

/// <summary>
/// The program, killed by SIGKILL at random moments and started again: the outcome is that of a run nobody interrupted.
/// CRATEHAND_KILLS is the number of kills (default 4); <c>all</c>: 200 of them.
/// </summary>
[Collection(nameof(Alone))]
public sealed class RandomKillTests(Studio studio, Uninterrupted whole, ITestOutputHelper output) : IClassFixture<Uninterrupted>
{
    internal static readonly string? Asked = Environment.GetEnvironmentVariable("CRATEHAND_KILLS");
    static readonly int Random = Asked == "all" ? 200 : int.TryParse(Asked, out var number) ? number : 4;

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

        WhereKilled.Say(output, landed);
        Assert.Contains(landed, where => where != "nothing" && where != "receipt sent + receipt sent");
    }
}

/// <summary>A run that nobody interrupted: what it leaves, and how long it takes.</summary>
public sealed class Uninterrupted(Studio studio) : IAsyncLifetime
{
    public IReadOnlyDictionary<string, string> Files { get; private set; } = new Dictionary<string, string>();

    public TimeSpan Took { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await using var world = await KillWorld.CreateAsync(studio);
        var watch = Stopwatch.StartNew();
        Files = await world.RunAsync();
        Took = watch.Elapsed;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>What the interrupted runs had on record, summed up for the log.</summary>
static class WhereKilled
{
    public static void Say(ITestOutputHelper output, List<string> landed)
    {
        output.WriteLine($"{landed.Count} kills, all recovered");
        landed.CountBy(where => where).OrderBy(x => x.Key, StringComparer.Ordinal).ToList().ForEach(x => output.WriteLine($"{x.Value,4} × {x.Key}"));
    }
}

/// <summary>Has the machine for itself.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
