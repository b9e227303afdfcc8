using System.Data.Common;
using Cratehand.Jobs;
using Cratehand.Music.Libraries.Undoing;
using Cratehand.Music.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cratehand.Music.Libraries;

/// <summary>
/// One move of a file into, within or out of the library. Written before the move, and marked as done after it: of one that
/// was killed in between, the disk tells whether it took place, for its hash is here.
/// </summary>
internal sealed class JournalLine
{
    public long Id { get; init; }

    public Guid RunId { get; init; }

    public Guid JobId { get; init; }

    /// <summary>No foreign key: the line outlives its entry.</summary>
    public Guid EntryId { get; init; }

    /// <summary>One of <see cref="Journal"/>'s words.</summary>
    public required string Op { get; init; }

    /// <summary>Relative to the library folder, with <c>/</c>; so is <see cref="ToPath"/>.</summary>
    public required string FromPath { get; init; }

    public required string ToPath { get; init; }

    /// <summary>Of the bytes that were moved, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Unix milliseconds; so is <see cref="Done"/>.</summary>
    public long Written { get; init; }

    /// <summary><c>null</c>: not known to have taken place.</summary>
    public long? Done { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<JournalLine>
    {
        public void Configure(EntityTypeBuilder<JournalLine> builder)
        {
            builder.ToTable("journal").HasKey(x => x.Id);
            builder.HasIndex(x => x.RunId);
            builder.HasIndex(x => x.EntryId);
            builder.HasIndex(x => x.Written);
        }
    }
}

/// <summary>A move of a file, as it is shown.</summary>
/// <param name="Op">One of <see cref="Journal"/>'s words.</param>
/// <param name="From">Relative to the library folder, with <c>/</c>; so is <paramref name="To"/>.</param>
/// <param name="Done"><c>null</c>: not known to have taken place.</param>
public sealed record FileMove(string Op, string From, string To, DateTimeOffset? Done);

/// <summary>The record of every move. Its words are stored: never rename.</summary>
public static class Journal
{
    /// <summary>A file got its name on the shelf.</summary>
    public const string File = "file";

    /// <summary>Filing made a folder; the line goes when the folder does.</summary>
    public const string MakeFolder = "make-folder";

    /// <summary>An undo took a file off the shelf.</summary>
    public const string PutAway = "put-away";

    /// <summary>A file went to the archive: its like was taken back.</summary>
    public const string Archive = "archive";

    /// <summary>An undo brought a file back from the archive.</summary>
    public const string BringBack = "bring-back";

    /// <summary>The owner moved a file, and it was found at its new place: by a scan, or else put down to the run that filed it.</summary>
    public const string MovedByOwner = "moved-by-owner";

    /// <summary>What a run moved, and what was moved since of what it filed, in that order.</summary>
    public static async Task<IReadOnlyList<FileMove>> OfRunAsync(CrateDatabase database, Guid run, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        return await connection.QueryAsync(
            $"SELECT op, from_path, to_path, done FROM journal WHERE op <> '{MakeFolder}' AND (run_id = @run OR job_id = @run "
                + $"OR entry_id IN (SELECT entry_id FROM journal WHERE op = '{File}' AND run_id = @run)) ORDER BY id",
            row => new FileMove(row.GetString(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3))),
            null, cancel, ("run", run));
    }

    /// <summary>Writes a move that is to come, in the transaction that decides upon it.</summary>
    internal static Task WriteAsync(DbTransaction within, JournalLine line, CancellationToken cancel) =>
        within.Connection!.ExecuteAsync(
            "INSERT INTO journal (run_id, job_id, entry_id, op, from_path, to_path, sha256, written, done) VALUES (@run, @job, @entry, @op, @from, @to, @sha, @written, @done)",
            within, cancel, ("run", line.RunId), ("job", line.JobId), ("entry", line.EntryId), ("op", line.Op), ("from", line.FromPath), ("to", line.ToPath),
            ("sha", line.Sha256), ("written", line.Written), ("done", line.Done));

    /// <summary>Where a move that is to come goes to, should another name have been chosen than the first one.</summary>
    internal static async Task<string?> TargetAsync(CrateDatabase database, Guid entry, string sha256, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        var found = await connection.QueryAsync(
            $"SELECT to_path FROM journal WHERE entry_id = @entry AND op = '{File}' AND sha256 = @sha AND done IS NULL ORDER BY id DESC LIMIT 1",
            row => row.GetString(0), null, cancel, ("entry", entry), ("sha", sha256));
        return found is [var path] ? path : null;
    }

    /// <summary>Notes another name than the first one, before it is taken.</summary>
    internal static async Task RetargetAsync(CrateDatabase database, Guid entry, string sha256, string path, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(
            $"UPDATE journal SET to_path = @path WHERE entry_id = @entry AND op = '{File}' AND sha256 = @sha AND done IS NULL",
            null, cancel, ("entry", entry), ("sha", sha256), ("path", path));
    }

    /// <summary>Notes a folder that is about to be made for an entry's file, relative to the library folder.</summary>
    internal static async Task NoteFolderAsync(CrateDatabase database, Guid entry, string folder, long now, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(
            "INSERT INTO journal (run_id, job_id, entry_id, op, from_path, to_path, sha256, written, done) "
                + $"SELECT run_id, job_id, entry_id, '{MakeFolder}', @folder, @folder, '', @now, @now FROM journal WHERE entry_id = @entry AND op = '{File}' ORDER BY id DESC LIMIT 1",
            null, cancel, ("entry", entry), ("folder", folder), ("now", now));
    }

    /// <summary>Whether filing made that folder; from now on it is as if it had not.</summary>
    internal static async Task<bool> ForgetFolderAsync(CrateDatabase database, string folder)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        return await connection.ExecuteAsync($"DELETE FROM journal WHERE op = '{MakeFolder}' AND to_path = @folder", null, default, ("folder", folder)) > 0;
    }

    /// <summary>Marks a move as done, or forgets one that did not come about: its file was taken away or changed before.</summary>
    internal static Task EndAsync(DbTransaction within, PutAwayFile file, string op, long now, CancellationToken cancel) =>
        file.IsThere
            ? DoneAsync(within, file.Entry, op, file.Sha256, file.To, now, cancel)
            : within.Connection!.ExecuteAsync(
                "DELETE FROM journal WHERE entry_id = @entry AND op = @op AND sha256 = @sha AND done IS NULL", within, cancel,
                ("entry", file.Entry), ("op", op), ("sha", file.Sha256));

    /// <summary>Marks a move as done.</summary>
    internal static Task DoneAsync(DbTransaction within, Guid entry, string op, string sha256, string path, long now, CancellationToken cancel) =>
        within.Connection!.ExecuteAsync(
            "UPDATE journal SET to_path = @path, done = @now WHERE entry_id = @entry AND op = @op AND sha256 = @sha AND done IS NULL",
            within, cancel, ("entry", entry), ("op", op), ("sha", sha256), ("path", path), ("now", now));
}
