using Cratehand.Data.Sqlite;
using Cratehand.Music.Store;
using Cratehand.Music.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Scaffolding;
using Microsoft.Extensions.DependencyInjection;

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

    // A new database is made by one script; an old one goes through the migrations.
    [Fact]
    public async Task TheScriptOfANewDatabaseIsWhatTheMigrationsComeTo()
    {
        await using var context = await SqliteDatabase.In(_folder).OpenAsync(default);

        var script = context.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.NoTransactions);

        Assert.True(Lines(script) == Lines(await File.ReadAllTextAsync(InStore("schema.sql"))), "schema.sql is not what the migrations come to: make model");
    }

    [Theory]
    [InlineData("20261122214126_Initial")]
    [InlineData("20261125225450_Schedules")]
    public async Task AnOlderDatabaseBecomesTheSameAsANewOne(string from)
    {
        var older = SqliteDatabase.In(Directory.CreateDirectory(Path.Combine(_folder, "older")).FullName);
        await using (var context = await older.OpenAsync(default))
        {
            await context.GetService<IMigrator>().MigrateAsync(from);
        }

        var made = SqliteDatabase.In(Directory.CreateDirectory(Path.Combine(_folder, "new")).FullName);
        await SqliteDatabase.UpgradeAsync(older, default);
        await SqliteDatabase.UpgradeAsync(made, default);

        Assert.NotEmpty(await HistoryAsync(made));
        Assert.Equal(await HistoryAsync(older), await HistoryAsync(made));
        Assert.Equal(await TablesAsync(older), await TablesAsync(made));
    }

    [Fact]
    public async Task OfTenAtOnceOneMakesTheDatabase()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => SqliteDatabase.UpgradeAsync(SqliteDatabase.In(_folder), default))));

        await using var context = await SqliteDatabase.In(_folder).OpenAsync(default);
        Assert.Empty(await context.Database.GetPendingMigrationsAsync());
    }

    // The tool's own answer, without the tool. Each model has a number of its own, by chance.
    [Fact]
    public async Task TheModelThatWasBuiltAheadIsTheOneThatTheConfigurationsDescribe()
    {
        await using var context = new CrateContext(new DbContextOptionsBuilder<CrateContext>().UseSqlite("Data Source=none").Options);
#pragma warning disable EF1001 // The public way leaves out what the database's own kind adds.
        var services = new DesignTimeServicesBuilder(typeof(SqliteDatabase).Assembly, typeof(SqliteDatabase).Assembly, new OperationReporter(null), []).Build(context);
#pragma warning restore EF1001
        var options = new CompiledModelCodeGenerationOptions { ContextType = typeof(CrateContext), Language = "C#", UseNullableReferenceTypes = true, ModelNamespace = "Cratehand.Data.Sqlite.CompiledModel" };

        services.GetRequiredService<ICompiledModelScaffolder>().ScaffoldModel(context.GetService<IDesignTimeModel>().Model, _folder, options);

        Assert.True(Written(InStore("CompiledModel")).SequenceEqual(Written(_folder)), "The compiled model is not what the configurations describe: make model");
    }

    [Fact]
    public async Task WhatIsUpToDateIsLeftAlone()
    {
        var database = SqliteDatabase.In(_folder);
        await SqliteDatabase.UpgradeAsync(database, default);
        var history = await HistoryAsync(database);

        await SqliteDatabase.UpgradeAsync(database, default);

        Assert.NotEmpty(history);
        Assert.Equal(history, await HistoryAsync(database));
    }

    static string InStore(string name) => Path.Combine(SourceTree.Root, "src", "Cratehand.Data.Sqlite", name);

    static string Lines(string text) => text.ReplaceLineEndings("\n").Trim();

    static IEnumerable<string> Written(string folder) =>
        from path in Directory.EnumerateFiles(folder, "*.cs")
        orderby path
        select Path.GetFileName(path) + ModelId().Replace(Lines(File.ReadAllText(path)), "");

    static System.Text.RegularExpressions.Regex ModelId() => new("modelId: new Guid\\(\"[-0-9a-f]+\"\\)", default, TimeSpan.FromSeconds(1));

    static async Task<List<string>> HistoryAsync(CrateDatabase database)
    {
        await using var context = await database.OpenAsync(default);
        Assert.Empty(await context.Database.GetPendingMigrationsAsync());
        return [.. await context.Database.GetAppliedMigrationsAsync()];
    }

    // Columns that a migration added stand last, so a table's columns are compared as a set; an index is its own text.
    static async Task<List<string>> TablesAsync(CrateDatabase database)
    {
        await using var context = await database.OpenAsync(default);
        return await context.Database.SqlQueryRaw<string>(
            """
            SELECT t.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk || ' ' || COALESCE(c.dflt_value, '') AS Value
            FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name <> '__EFMigrationsLock'
            UNION ALL SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY 1
            """).ToListAsync();
    }
}
