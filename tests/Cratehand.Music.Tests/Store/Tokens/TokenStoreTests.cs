using Cratehand.Data.Sqlite;
using Cratehand.Music.Store;
using Cratehand.Music.Store.Tokens;
using Cratehand.Music.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Cratehand.Music.Tests.Store.Tokens;

public sealed class TokenStoreTests : IAsyncLifetime
{
    static readonly TokenGrant First = new("first-access-token", "first-refresh-token", TimeSpan.FromHours(1));
    static readonly TokenGrant Second = new("second-access-token", "second-refresh-token", TimeSpan.FromHours(1));

    readonly TempFolder _folder = new();
    readonly FakeTimeProvider _clock = new();
    readonly CrateDatabase _database;
    readonly TokenProtection _protection;
    readonly TokenStore _store;

    public TokenStoreTests()
    {
        _database = SqliteDatabase.In(_folder.Path);
        _protection = new TokenProtection(_folder.Path);
        _store = new TokenStore(_database, _protection, _clock);
    }

    public async ValueTask InitializeAsync()
    {
        await SqliteDatabase.UpgradeAsync(_database, CancellationToken.None);
        await _store.SignInAsync("spotify", First, CancellationToken.None);
    }

    public ValueTask DisposeAsync()
    {
        _protection.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task NoTokenLiesInTheDataFolderAsItIs()
    {
        Assert.Equal(First.Access, (await FindAsync()).Access);
        foreach (var file in Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            var bytes = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
            Assert.DoesNotContain("access-token", bytes, StringComparison.Ordinal);
            Assert.DoesNotContain("refresh-token", bytes, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TheKeysAreForTheirOwnerAlone() =>
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.Combine(_folder.Path, TokenProtection.FolderName)));

    [Fact]
    public async Task WithoutItsKeysASignInIsOverAndSaysSo()
    {
        Directory.Delete(Path.Combine(_folder.Path, TokenProtection.FolderName), recursive: true);
        using var protection = new TokenProtection(_folder.Path);
        var login = await new TokenStore(_database, protection, _clock).FindAsync("spotify", CancellationToken.None);
        Assert.Contains("keys", login!.EndedBecause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfTwoThatSawTheSameOneRefreshes()
    {
        var seen = await FindAsync();
        Assert.NotNull(await BeginAsync(seen, "one"));
        Assert.Null(await BeginAsync(seen, "other"));
        Assert.Null(await BeginAsync(await FindAsync(), "other"));
    }

    [Fact]
    public async Task ARefreshThatNeverEndedIsTakenOverAfterItsLeaseAndIsInDoubt()
    {
        await BeginAsync(await FindAsync(), "dead");
        _clock.Advance(TokenStore.Lease + TimeSpan.FromSeconds(1));
        var seen = await FindAsync();
        Assert.True(seen.IsInDoubt);
        Assert.Equal(First.Refresh, (await BeginAsync(seen, "next"))?.Refresh);
    }

    [Fact]
    public async Task WhatWasRefreshedIsKeptWithTheDayOfTheSignIn()
    {
        var before = await FindAsync();
        _clock.Advance(TimeSpan.FromDays(3));
        var begun = await BeginAsync(before, "one");
        Assert.True(await _store.FinishRefreshAsync(begun!, Second with { Refresh = null }));

        var after = await FindAsync();
        Assert.Equal((Second.Access, First.Refresh, before.SignedIn, false), (after.Access, after.Refresh, after.SignedIn, after.IsInDoubt));
    }

    [Fact]
    public async Task ANewSignInVoidsTheRefreshOfTheOldOne()
    {
        var begun = await BeginAsync(await FindAsync(), "one");
        await _store.SignInAsync("spotify", Second, CancellationToken.None);
        Assert.False(await _store.FinishRefreshAsync(begun!, First));
        Assert.False(await _store.EndAsync(begun!, "The old one was refused."));
        Assert.Equal((Second.Access, null), ((await FindAsync()).Access, (await FindAsync()).EndedBecause));
    }

    [Fact]
    public void NothingPrintsAToken()
    {
        var login = new Login("spotify", First.Access, First.Refresh, default, default);
        Assert.DoesNotContain("token", $"{First} {login}", StringComparison.Ordinal);
    }

    async Task<Login> FindAsync() => (await _store.FindAsync("spotify", CancellationToken.None))!;

    Task<Login?> BeginAsync(Login seen, string keeper) => _store.TryBeginRefreshAsync(seen, keeper, CancellationToken.None);
}
