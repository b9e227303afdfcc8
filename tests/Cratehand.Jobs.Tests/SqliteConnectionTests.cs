using Cratehand.Jobs.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Cratehand.Jobs.Tests;

public class SqliteConnectionTests
{
    [Fact]
    public async Task AConnectionThatIsHandedOutAgainIsStillDurableAndPatient()
    {
        await using var world = await JobWorld.CreateAsync();

        for (var use = 0; use < 3; use++)
        {
            Assert.Equal(2, await world.CountAsync("PRAGMA synchronous")); // FULL
            Assert.Equal(1, await world.CountAsync("PRAGMA foreign_keys"));
            Assert.Equal(15_000, await world.CountAsync("PRAGMA busy_timeout"));
        }
    }

    [Fact]
    public async Task AConnectionMadeAfterThePoolWasEmptiedIsToldAgain()
    {
        await using var world = await JobWorld.CreateAsync();
        Assert.Equal(15_000, await world.CountAsync("PRAGMA busy_timeout"));

        SqliteConnection.ClearAllPools();

        Assert.Equal(15_000, await world.CountAsync("PRAGMA busy_timeout"));
    }

    [Fact]
    public async Task FiringsAreWrittenAheadAsTheRowsAre()
    {
        await using var world = await JobWorld.CreateAsync();
        await using var engine = world.Engine();
        await engine.StartAsync();

        await using var firings = new SqliteConnection($"Data Source={Path.Combine(world.Folder, "jobs.db")};Pooling=False");
        await firings.OpenAsync();
        await using var command = firings.CreateCommand();
        command.CommandText = "PRAGMA journal_mode";
        Assert.Equal("wal", await command.ExecuteScalarAsync());
    }
}
