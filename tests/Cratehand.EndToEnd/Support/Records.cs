using Microsoft.Data.Sqlite;

namespace Cratehand.EndToEnd.Support;

/// <summary>A job as its rows tell after a kill.</summary>
sealed record JobAtDeath(string Args, string State, IReadOnlyList<string> Steps)
{
    public string Last => State is "completed" ? "receipt sent" : Steps.Count > 0 ? Steps[^1] : "nothing";

    public bool IsLink => Args.Contains("http://", StringComparison.Ordinal);
}

/// <summary>Reads the database of a dead process from a copy: the one in place stays as the kill left it.</summary>
static class Records
{
    public static IReadOnlyList<JobAtDeath> Read(string data)
    {
        var copy = Directory.CreateTempSubdirectory("cratehand-e2e-db-").FullName;
        try
        {
            foreach (var file in Directory.Exists(data) ? Directory.GetFiles(data, "cratehand.db*") : [])
            {
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            }

            return File.Exists(Path.Combine(copy, "cratehand.db")) ? ReadCopy(Path.Combine(copy, "cratehand.db")) : [];
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    /// <summary>Another program's hand in the database, while ours runs.</summary>
    public static void Execute(string path, string statement)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    /// <summary>A number from the database while ours runs: to wait for what the program is asked afterwards costs a start at each look.</summary>
    public static long Ask(string path, string question)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return (long)command.ExecuteScalar()!;
    }

    static List<JobAtDeath> ReadCopy(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE name IN ('job', 'job_step')";
        if ((long)command.ExecuteScalar()! < 2)
        {
            return []; // it died while the tables were made
        }

        command.CommandText =
            "SELECT args, state, (SELECT group_concat(name) FROM (SELECT name FROM job_step WHERE job_id = job.id ORDER BY started, rowid)) FROM job ORDER BY id";
        using var rows = command.ExecuteReader();
        var jobs = new List<JobAtDeath>();
        while (rows.Read())
        {
            jobs.Add(new(rows.GetString(0), rows.GetString(1), rows.IsDBNull(2) ? [] : rows.GetString(2).Split(',')));
        }

        return jobs;
    }
}
