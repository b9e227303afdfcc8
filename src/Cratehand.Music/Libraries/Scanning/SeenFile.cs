using System.Data.Common;
using Cratehand.Jobs;
using Cratehand.Music.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cratehand.Music.Libraries.Scanning;

/// <summary>A file as the last scan saw it: while size and date stay, its bytes need not be read again.</summary>
internal sealed class SeenFile
{
    /// <summary>Relative to the library folder, with <c>/</c>.</summary>
    public required string Path { get; init; }

    public long Bytes { get; init; }

    /// <summary>Ticks of 100 ns.</summary>
    public long Modified { get; init; }

    /// <summary>Lower-case hex; <c>null</c>: its bytes were of no interest so far.</summary>
    public string? Sha256 { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<SeenFile>
    {
        public void Configure(EntityTypeBuilder<SeenFile> builder)
        {
            builder.ToTable("seen_file").HasKey(x => x.Path);
            builder.HasIndex(x => x.Sha256).HasFilter("sha256 IS NOT NULL");
        }
    }
}

/// <summary>What scans remember of the folder, one after the other.</summary>
internal sealed class SeenFiles(CrateDatabase database)
{
    public async Task<Dictionary<string, SeenFile>> ReadAsync(CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        var seen = await connection.QueryAsync(
            "SELECT path, bytes, modified, sha256 FROM seen_file",
            row => new SeenFile { Path = row.GetString(0), Bytes = row.GetInt64(1), Modified = row.GetInt64(2), Sha256 = row.TextOrNull(3) }, null, cancel);
        return seen.ToDictionary(file => file.Path, StringComparer.Ordinal);
    }

    /// <summary>Remembers some, and forgets what is not there any more, in one transaction.</summary>
    public async Task WriteAsync(IEnumerable<SeenFile> seen, IEnumerable<string> gone, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await UpsertAsync(seen, transaction, cancel);
        foreach (var path in gone)
        {
            await connection.ExecuteAsync("DELETE FROM seen_file WHERE path = @path", transaction, cancel, ("path", path));
        }

        await transaction.CommitAsync(cancel);
    }

    static async Task UpsertAsync(IEnumerable<SeenFile> seen, DbTransaction transaction, CancellationToken cancel)
    {
        await using var upsert = transaction.Connection!.Command(
            "INSERT INTO seen_file (path, bytes, modified, sha256) VALUES (@path, @bytes, @modified, @sha) "
                + "ON CONFLICT (path) DO UPDATE SET bytes = excluded.bytes, modified = excluded.modified, sha256 = excluded.sha256",
            transaction, ("path", ""), ("bytes", 0L), ("modified", 0L), ("sha", null));
        foreach (var file in seen)
        {
            upsert.Parameters[0].Value = file.Path;
            upsert.Parameters[1].Value = file.Bytes;
            upsert.Parameters[2].Value = file.Modified;
            upsert.Parameters[3].Value = (object?)file.Sha256 ?? DBNull.Value;
            await upsert.ExecuteNonQueryAsync(cancel);
        }
    }
}
