using System.Data.Common;

namespace Cratehand.Jobs.Running;

/// <summary>How rows become records, and the column lists that the readers count on.</summary>
internal static class JobRows
{
    public const string Columns =
        "id, run_id, parent_id, kind, args, unique_key, state, trigger_kind, trigger_by, attempt, failures, fence, "
        + "due, created, started, finished, node, cancel_requested, percent, progress, result, reason";

    public static Job Job(DbDataReader row) =>
        new(
            Guid.Parse(row.GetString(0)),
            Guid.Parse(row.GetString(1)),
            row.TextOrNull(2) is { } parent ? Guid.Parse(parent) : null,
            row.GetString(3),
            row.GetString(4),
            row.TextOrNull(5),
            JobStates.Parse(row.GetString(6)),
            new Trigger(Enum.Parse<TriggerKind>(row.GetString(7), ignoreCase: true), row.TextOrNull(8)),
            row.GetInt32(9),
            row.GetInt32(10),
            row.GetInt64(11),
            row.Time(12),
            row.Time(13),
            row.TimeOrNull(14),
            row.TimeOrNull(15),
            row.TextOrNull(16),
            row.GetInt64(17) != 0,
            (int?)row.LongOrNull(18),
            row.TextOrNull(19),
            row.TextOrNull(20),
            row.TextOrNull(21)
        );

    public static JobStep Step(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetInt32(2), row.Time(3), row.GetInt64(4));

    public static JobAttempt Attempt(DbDataReader row) =>
        new(row.GetInt32(0), row.GetString(1), row.Time(2), row.TimeOrNull(3), row.GetString(4), row.TextOrNull(5), row.TextOrNull(6));

    public static long Stored(this DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    public static string Stored(this Guid id) => id.ToString("D");
}
