namespace Cratehand.Jobs.Running;

/// <summary>A later attempt holds the job's fence: this one may not write any more and ends without a trace.</summary>
internal sealed class StaleAttemptException() : Exception("A later attempt of this job has begun.");
