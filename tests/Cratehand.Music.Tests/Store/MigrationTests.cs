using Cratehand.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Cratehand.Music.Tests.Store;

public sealed class MigrationTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("cratehand-migrations-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // The program does not ask: it would cost each first start.
    [Fact]
    public async Task TheMigrationsMakeTheTablesThatTheModelWants()
    {
        await using var context = await SqliteDatabase.In(_folder).OpenAsync(default);

        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task WhatIsUpToDateIsLeftAlone()
    {
        var database = SqliteDatabase.In(_folder);
        await SqliteDatabase.UpgradeAsync(database, default);
        var history = await HistoryAsync();

        await SqliteDatabase.UpgradeAsync(database, default);

        Assert.NotEmpty(history);
        Assert.Equal(history, await HistoryAsync());

        async Task<List<string>> HistoryAsync()
        {
            await using var context = await database.OpenAsync(default);
            Assert.Empty(await context.Database.GetPendingMigrationsAsync());
            return [.. await context.Database.GetAppliedMigrationsAsync()];
        }
    }
}
