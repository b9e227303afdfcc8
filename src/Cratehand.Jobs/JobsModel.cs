using Microsoft.EntityFrameworkCore;

namespace Cratehand.Jobs;

/// <summary>
/// The tables of the engine, for the migrations of the database it lives in. The engine itself reads and writes
/// them by plain SQL that SQLite and PostgreSQL both take. Times are Unix milliseconds.
/// </summary>
public static class JobsModel
{
    /// <summary>The predicate of the partial unique index; the enqueue statement repeats it.</summary>
    internal const string Unfinished = "state IN ('scheduled','available','running','retryable')";

    /// <summary>Adds the jobs, their steps and attempts, the schedules and their firings to a model.</summary>
    public static void Add(ModelBuilder model)
    {
        model.Entity<JobRow>(job =>
        {
            job.ToTable("job").HasKey(x => x.Id);
            job.HasIndex(x => new { x.Kind, x.UniqueKey }).IsUnique().HasFilter("unique_key IS NOT NULL AND " + Unfinished);
            job.HasIndex(x => new { x.State, x.Due });
            job.HasIndex(x => x.RunId);
            job.HasIndex(x => x.Finished);
            job.HasIndex(x => new { x.Kind, x.Finished });
        });
        model.Entity<StepRow>(step => step.ToTable("job_step").HasKey(x => new { x.JobId, x.Name }));
        model.Entity<AttemptRow>(attempt => attempt.ToTable("job_attempt").HasKey(x => new { x.JobId, x.Number }));
        model.Entity<ScheduleRow>(schedule => schedule.ToTable("schedule").HasKey(x => x.Key));
        model.Entity<FiringRow>(firing => firing.ToTable("schedule_firing").HasKey(x => new { x.Schedule, x.Due }));
    }

    internal sealed class JobRow
    {
        public required string Id { get; set; }
        public required string RunId { get; set; }
        public string? ParentId { get; set; }
        public required string Kind { get; set; }
        public required string Args { get; set; }
        public string? UniqueKey { get; set; }
        public required string State { get; set; }
        public required string TriggerKind { get; set; }
        public string? TriggerBy { get; set; }
        public int Attempt { get; set; }
        public int Failures { get; set; }
        public long Fence { get; set; }
        public long Due { get; set; }
        public long Created { get; set; }
        public long? Started { get; set; }
        public long? Finished { get; set; }
        public string? Node { get; set; }
        public int CancelRequested { get; set; }
        public int? Percent { get; set; }
        public string? Progress { get; set; }
        public string? Result { get; set; }
        public string? Reason { get; set; }
    }

    internal sealed class StepRow
    {
        public required string JobId { get; set; }
        public required string Name { get; set; }
        public required string Value { get; set; }
        public int Attempt { get; set; }
        public long Started { get; set; }
        public long Milliseconds { get; set; }
    }

    internal sealed class AttemptRow
    {
        public required string JobId { get; set; }
        public int Number { get; set; }
        public required string Node { get; set; }
        public long Started { get; set; }
        public long? Finished { get; set; }
        public required string Outcome { get; set; }
        public string? Step { get; set; }
        public string? Error { get; set; }
    }

    internal sealed class ScheduleRow
    {
        public required string Key { get; set; }
        public long Since { get; set; }
        public long? PausedAt { get; set; }
        public string? PauseReason { get; set; }
    }

    internal sealed class FiringRow
    {
        public required string Schedule { get; set; }
        public long Due { get; set; }
        public long At { get; set; }
        public required string Outcome { get; set; }
        public string? Reason { get; set; }
        public int Missed { get; set; }
        public string? Job { get; set; }
    }
}
