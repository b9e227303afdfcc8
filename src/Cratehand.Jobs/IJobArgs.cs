namespace Cratehand.Jobs;

/// <summary>What a job is to do: plain data, stored as JSON when the job is enqueued.</summary>
public interface IJobArgs
{
    /// <summary>The stored name of this kind of job, kebab-case. Wire format: never change it.</summary>
    static abstract string Kind { get; }
}
