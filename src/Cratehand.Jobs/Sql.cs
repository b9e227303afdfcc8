using System.Data.Common;

namespace Cratehand.Jobs;

/// <summary>Plain ADO.NET, shorter: one statement, named parameters, rows mapped by a function.</summary>
internal static class Sql
{
    public static DbCommand Command(this DbConnection connection, string text, DbTransaction? within, params (string Name, object? Value)[] values)
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
        return await command.RowsAsync(map, cancel);
    }

    /// <summary>The rows of a command that is asked more than once.</summary>
    public static async Task<List<T>> RowsAsync<T>(this DbCommand command, Func<DbDataReader, T> map, CancellationToken cancel)
    {
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    /// <summary>A list to stand after <c>IN</c>, and its values; not empty.</summary>
    public static (string Names, (string Name, object? Value)[] Values) Among(string name, IEnumerable<string> among)
    {
        var values = among.Select((value, n) => ($"{name}{n}", (object?)value)).ToArray();
        return ($"({string.Join(',', values.Select(value => "@" + value.Item1))})", values);
    }

    public static string? TextOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long? LongOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static DateTimeOffset Time(this DbDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    public static DateTimeOffset? TimeOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.Time(column);
}
