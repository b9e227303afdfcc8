using System.Data.Common;

namespace Cratehand.Jobs.Running;

/// <summary>Plain ADO.NET, shorter: one statement, named parameters, rows mapped by a function.</summary>
internal static class Sql
{
    public static async Task<int> ExecuteAsync(
        this DbConnection connection, string text, DbTransaction? within, CancellationToken cancel, params (string Name, object? Value)[] values)
    {
        await using var command = connection.Command(text, within, values);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    public static async Task<List<T>> QueryAsync<T>(
        this DbConnection connection, string text, Func<DbDataReader, T> map, DbTransaction? within, CancellationToken cancel,
        params (string Name, object? Value)[] values)
    {
        await using var command = connection.Command(text, within, values);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    public static string? TextOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long? LongOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static DateTimeOffset Time(this DbDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    public static DateTimeOffset? TimeOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.Time(column);

    static DbCommand Command(this DbConnection connection, string text, DbTransaction? within, (string Name, object? Value)[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        command.Transaction = within;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
