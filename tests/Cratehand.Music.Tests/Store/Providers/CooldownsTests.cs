using Cratehand.Data.Sqlite;
using Cratehand.Music.Store.Providers;
using Cratehand.Music.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Cratehand.Music.Tests.Store.Providers;

public sealed class CooldownsTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 10, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TheLongerOfTwoHoldsAndBothCount()
    {
        var cooldowns = await OpenAsync();
        await cooldowns.BeginAsync("notion", In(60), "first", default);
        await cooldowns.BeginAsync("notion", In(10), "second", default);

        var held = await (await OpenAsync()).FindAsync("notion", default);

        Assert.Equal((In(60), "first", 2), (held!.Ends, held.Reason, held.Strikes));
    }

    [Fact]
    public async Task FailuresInARowCountAndThoseDuringARestDoNot()
    {
        var cooldowns = await OpenAsync();
        await cooldowns.FailAsync("notion", In(0), "first", default);
        Assert.Empty(await cooldowns.ListAsync(default));
        await cooldowns.FailAsync("notion", In(30), "second", default);
        await cooldowns.FailAsync("notion", In(60), "sent before, failed later", default);

        var held = await cooldowns.FindAsync("notion", default);
        Assert.Equal((In(30), "second", 2), (held!.Ends, held.Reason, held.Strikes));
    }

    [Fact]
    public async Task EachProviderHasItsOwn()
    {
        var cooldowns = await OpenAsync();
        await cooldowns.BeginAsync("notion", In(60), "busy", default);
        await cooldowns.BeginAsync("spotify", In(5), "busy", default);
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Null(await cooldowns.FindAsync("soundcloud", default));
        Assert.Equal("notion", Assert.Single(await cooldowns.ListAsync(default)).Provider);
    }

    [Fact]
    public async Task ACallThatBeganBeforeDoesNotEndACooldownThatLasts()
    {
        var cooldowns = await OpenAsync();
        await cooldowns.BeginAsync("notion", In(60), "busy", default);

        await cooldowns.EndAsync("notion", default);
        Assert.NotNull(await cooldowns.FindAsync("notion", default));

        _clock.Advance(TimeSpan.FromSeconds(60));
        await cooldowns.EndAsync("notion", default);
        Assert.Null(await cooldowns.FindAsync("notion", default));
    }

    DateTimeOffset In(int seconds) => new DateTimeOffset(2026, 1, 10, 12, 0, 0, TimeSpan.Zero).AddSeconds(seconds);

    async Task<Cooldowns> OpenAsync()
    {
        var database = SqliteDatabase.In(_folder.Path);
        await SqliteDatabase.UpgradeAsync(database, CancellationToken.None);
        return new(database, _clock);
    }
}
