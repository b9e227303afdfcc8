using System.Data.Common;
using Cratehand.Data.Sqlite;
using Cratehand.Music.Store;

namespace Cratehand.Wiring;

/// <summary>Whether the database can be written: only a write tells a full or read-only disk.</summary>
static class DatabaseReadiness
{
    // Anyone may ask whether we are ready, and each write waits for the disk: within this time the last answer holds.
    static readonly TimeSpan Holds = TimeSpan.FromSeconds(5);

    public static ReadyCheck Check(CrateDatabase database, string folder, TimeProvider clock)
    {
        var one = new SemaphoreSlim(1);
        (long At, string? Trouble)? last = null;
        return new ReadyCheck("database", async cancel =>
        {
            await one.WaitAsync(cancel);
            try
            {
                if (last is not { } known || clock.GetElapsedTime(known.At) > Holds)
                {
                    last = known = (clock.GetTimestamp(), await FindTroubleAsync(database, folder, cancel));
                }

                return known.Trouble;
            }
            finally
            {
                one.Release();
            }
        });
    }

    static async Task<string?> FindTroubleAsync(CrateDatabase database, string folder, CancellationToken cancel)
    {
        try
        {
            await using var connection = await database.Source.OpenConnectionAsync(cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 0"; // writes the first page as it is; the field is nobody's
            await command.ExecuteNonQueryAsync(cancel);
            return null;
        }
        catch (DbException error)
        {
            return (SqliteDatabase.Explain(error, folder) ?? (Exception)error).Message;
        }
    }
}
