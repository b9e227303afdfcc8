namespace Cratehand.Data.Sqlite;

/// <summary>The database file cannot be read as one. Nothing was changed.</summary>
public sealed class DamagedDatabaseException(string path, Exception inner)
    : Exception(
        $"{path} is damaged or no database of Cratehand's ({inner.Message}). Nothing was changed. Put back a copy of it from a backup, "
            + "or move it (and the files beside it that begin with its name) away to start with an empty one: the music stays where it is.",
        inner);
