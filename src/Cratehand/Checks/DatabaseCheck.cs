using Cratehand.Data.Sqlite;

namespace Cratehand.Checks;

/// <summary>Whether the database, if there is one, can be read from its first page to its last.</summary>
public sealed class DatabaseCheck(string folder) : ICheck
{
    public string Name => "database";

    public async Task<CheckResult> RunAsync(CancellationToken cancel)
    {
        var path = Path.Combine(folder, SqliteDatabase.FileName);
        if (!File.Exists(path))
        {
            return CheckResult.Well(Name, "none yet; the first sync makes it");
        }

        try
        {
            await SqliteDatabase.ExamineAsync(SqliteDatabase.In(folder), cancel);
            return CheckResult.Well(Name, path);
        }
        catch (DamagedDatabaseException damaged)
        {
            return CheckResult.Wrong(Name, damaged.Message, "Stop Cratehand, then put back a copy, or move the file away.");
        }
    }
}
