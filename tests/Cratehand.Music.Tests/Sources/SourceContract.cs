using Cratehand.Music.Sources;
using Cratehand.Music.Tests.Support;
using Cratehand.Sandbox.Hosting;

namespace Cratehand.Music.Tests.Sources;

/// <summary>What every source promises, held against the sandbox for those that call, and against the fake.</summary>
public abstract class SourceContract : IAsyncLifetime
{
    internal TasteWorld World { get; private set; } = null!;

    /// <summary>With something in it.</summary>
    protected abstract ISource Source { get; }

    public async ValueTask InitializeAsync()
    {
        World = await TasteWorld.StartAsync();
        await PrepareAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>Makes it unreadable.</summary>
    protected virtual Task BreakAsync()
    {
        World.Fail(new Fault { Status = 404, Count = 0 });
        return Task.CompletedTask;
    }

    [Fact]
    public void ItHasANameThatIsStored() => Assert.Contains(Source.Name, SourceNames.All);

    [Fact]
    public async Task EachThingItShowsHasAnIdentityAnInputAndATitle()
    {
        var items = await ItemsAsync();
        Assert.NotEmpty(items);
        Assert.All(items, item => Assert.True(item.Identity.Length > 3 && item.Input.Length > 3 && item.What.Title.Length > 0, item.ToString()));
        Assert.All(items, item => Assert.Contains(':', item.Identity));
    }

    [Fact]
    public async Task ReadTwiceItShowsTheSameIdentities() =>
        Assert.Equal((await ItemsAsync()).Select(item => item.Identity), (await ItemsAsync()).Select(item => item.Identity));

    [Fact]
    public async Task NothingIsAskedBeforeItIsWanted()
    {
        var before = World.Now;
        var reading = Source.ReadAsync(new Reading(), CancellationToken.None);
        Assert.NotNull(reading);
        await Task.Yield();
        Assert.Equal(before, World.Now);
    }

    [Fact]
    public async Task AnErrorIsNeverAnEmptyPage()
    {
        await BreakAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => ItemsAsync());
    }

    [Fact]
    public async Task ACancelledReadingEnds()
    {
        using var ended = new CancellationTokenSource();
        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Source.ReadAsync(new Reading(), ended.Token).ToListAsync(ended.Token));
    }

    [Fact]
    public async Task AnIdleReadingAfterTheFirstCostsOneCallAtMost()
    {
        var mark = (await PagesAsync(null)).Select(page => page.Mark).LastOrDefault(mark => mark is not null);
        var before = World.Now;
        await using var pages = Source.ReadAsync(new Reading(mark), CancellationToken.None).GetAsyncEnumerator();
        await pages.MoveNextAsync();
        Assert.InRange(World.Now - before, 0, 1);
    }

    internal async Task<IReadOnlyList<SourcePage>> PagesAsync(string? mark) => await Source.ReadAsync(new Reading(mark), CancellationToken.None).ToListAsync();

    internal async Task<IReadOnlyList<Detection>> ItemsAsync() => [.. (await PagesAsync(null)).SelectMany(page => page.Items)];
}
