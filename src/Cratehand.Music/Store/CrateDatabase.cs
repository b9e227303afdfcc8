using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Cratehand.Music.Store;

/// <summary>The database in use, whichever it is; made by the project of its kind (<c>Cratehand.Data.Sqlite</c>).</summary>
/// <param name="Source">Connections, ready to use.</param>
/// <param name="Options">Of every context: made once, as making them costs more than most of what is asked. They name no connection.</param>
/// <param name="Firings">Where Quartz keeps its firings.</param>
public sealed record CrateDatabase(
    DbDataSource Source,
    DbContextOptions<CrateContext> Options,
    Action<IPersistentStoreBuilder> Firings
)
{
    /// <summary>A context with a connection of its own.</summary>
    public async Task<CrateContext> OpenAsync(CancellationToken cancel) => Context(await Source.OpenConnectionAsync(cancel), owns: true);

    /// <summary>A context that works within <paramref name="transaction"/> and leaves its end to the caller.</summary>
    public CrateContext Within(DbTransaction transaction)
    {
        var context = Context(transaction.Connection!, owns: false);
        context.Database.UseTransaction(transaction);
        return context;
    }

    CrateContext Context(DbConnection connection, bool owns)
    {
        var context = new CrateContext(Options);
        context.Database.SetDbConnection(connection, contextOwnsConnection: owns);
        return context;
    }
}
