using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Cratehand.Data.Sqlite;

/// <summary>
/// Connections to one SQLite file, each with a native busy handler: without it Microsoft.Data.Sqlite sleeps 150 ms
/// whenever another connection writes.
/// </summary>
/// <param name="synchronous"><c>FULL</c> or <c>NORMAL</c>, see SQLite's <c>PRAGMA synchronous</c>.</param>
internal sealed class SqliteSource(string path, string synchronous) : DbDataSource
{
    public override string ConnectionString { get; } =
        new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true }.ToString();

    protected override DbConnection CreateDbConnection()
    {
        var connection = new SqliteConnection(ConnectionString);
        connection.StateChange += Prepare;
        return connection;
    }

    internal DbConnection Create() => CreateDbConnection();

    void Prepare(object sender, StateChangeEventArgs change)
    {
        if (change.CurrentState == ConnectionState.Open)
        {
            using var command = ((SqliteConnection)sender).CreateCommand();
            command.CommandText = $"PRAGMA busy_timeout = 15000; PRAGMA synchronous = {synchronous};";
            command.ExecuteNonQuery();
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
