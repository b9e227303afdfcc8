using System.Data.Common;

namespace Cratehand.Jobs.Tests.Host;

/// <summary>Some work whose effects can be counted afterwards.</summary>
public sealed record Parcel(string Order) : IJobArgs
{
    public static string Kind => "parcel";
}

/// <summary>Takes in one order: the order's row and its job are one transaction.</summary>
public static class Intake
{
    public static async Task TakeAsync(DbDataSource source, JobQueue queue)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var order = Guid.NewGuid().ToString("N");
        await Effects.AddAsync(transaction, "parcel_order", order);
        await queue.EnqueueAsync(transaction, new Parcel(order), new EnqueueOptions(new Trigger(TriggerKind.Webhook, order), order));
        await transaction.CommitAsync();
    }
}

/// <summary>Rows that a test counts.</summary>
public static class Effects
{
    public static async Task AddAsync(DbTransaction transaction, string table, string value)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO {table} VALUES ('{value}')";
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>pack and send leave a file (at least once), book leaves a row (exactly once).</summary>
/// <param name="begun">Told at the start of each attempt.</param>
public sealed class ParcelWorker(string folder, Action begun) : Worker<Parcel, string>
{
    public override async Task<string> RunAsync(Parcel args, JobContext job)
    {
        begun();
        await job.StepAsync("pack", cancel => LeaveAsync(job, "pack", cancel));
        await job.StepAsync("book", async (transaction, _) =>
        {
            await Effects.AddAsync(transaction, "parcel_booked", args.Order);
            return args.Order;
        });
        return await job.StepAsync("send", cancel => LeaveAsync(job, "send", cancel));
    }

    // Named by the attempt and never replaced: an attempt that ran a step twice would fail.
    async Task<string> LeaveAsync(JobContext job, string step, CancellationToken cancel)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancel);
        await using var file = new FileStream(
            Path.Combine(folder, "effects", $"{job.Job.Id}.{step}.{job.Job.Attempt}"), FileMode.CreateNew);
        return step;
    }
}
