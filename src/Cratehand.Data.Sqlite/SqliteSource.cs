using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Cratehand.Data.Sqlite;

/// <summary>
/// Connections to one SQLite file, each with a native busy handler: without it Microsoft.Data.Sqlite sleeps 150 ms
/// whenever another connection writes.
/// </summary>
/// <param name="pragmas">More that a connection is told at its start, as SQL.</param>
internal sealed class SqliteSource(string path, string pragmas) : DbDataSource
{
    static readonly object Told = new();

    // The driver's pool hands a connection out again as it is: what it was told once need not be said at each of its uses.
    readonly ConditionalWeakTable<object, object> _told = [];

    public override string ConnectionString { get; } = new SqliteConnectionStringBuilder { DataSource = path }.ToString();

    protected override DbConnection CreateDbConnection()
    {
        var connection = new SqliteConnection(ConnectionString);
        connection.StateChange += Prepare;
        return connection;
    }

    internal DbConnection Create() => CreateDbConnection();

    void Prepare(object sender, StateChangeEventArgs change)
    {
        if (change.CurrentState == ConnectionState.Open && sender is SqliteConnection { Handle: { } handle } connection && !_told.TryGetValue(handle, out _))
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA busy_timeout = 15000; PRAGMA foreign_keys = ON; {pragmas}";
            command.ExecuteNonQuery();
            _told.AddOrUpdate(handle, Told);
        }
    }
}

/// <summary>The same connections for who asks a provider factory for them (Quartz).</summary>
internal sealed class SqliteSourceFactory(SqliteSource source) : DbProviderFactory
{
    public override DbConnection CreateConnection() => source.Create();

    public override DbCommand CreateCommand() => SqliteFactory.Instance.CreateCommand();

    public override DbParameter CreateParameter() => SqliteFactory.Instance.CreateParameter();

    public override DbConnectionStringBuilder CreateConnectionStringBuilder() => SqliteFactory.Instance.CreateConnectionStringBuilder();
}
