using System.Data.Common;
using Cratehand.Jobs.Tests.Support;

namespace Cratehand.Jobs.Tests;

/// <summary>The example of the README: change it there too.</summary>
public class WorkedExampleTests
{
    [Fact]
    public async Task TheExampleOfTheReadmeWorks()
    {
        await using var world = await JobWorld.CreateAsync();
        await world.ExecuteAsync("CREATE TABLE booking (load TEXT)");
        await using var engine = world.Engine().Register(() => new WashWorker(new Laundry()));
        await engine.StartAsync();
        await using var connection = await world.Database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();

        var enqueued = await world.Queue.EnqueueAsync(
            transaction, new Wash("kitchen"), new EnqueueOptions(new Trigger(TriggerKind.Manual), UniqueKey: "kitchen"));
        await transaction.CommitAsync();
        engine.Wake();

        Assert.Equal("all of the kitchen, clean", (await world.EndOfAsync(enqueued.Id)).ResultAs<string>());
        Assert.Equal(1, await world.CountAsync("SELECT COUNT(*) FROM booking"));
    }

    sealed record Wash(string Room) : IJobArgs
    {
        public static string Kind => "wash"; // stored: never change it
    }

    sealed class WashWorker(Laundry laundry) : Worker<Wash, string>
    {
        public override async Task<string> RunAsync(Wash args, JobContext job)
        {
            var load = await job.StepAsync("gather", cancel => laundry.GatherAsync(args.Room, cancel)); // safe to repeat
            await job.StepAsync("book", (transaction, cancel) => laundry.BookAsync(transaction, load, cancel)); // effect and record: both or neither
            job.Report(50, "soaking");
            return await job.StepAsync("soak", cancel => laundry.SoakAsync(load, cancel));
        }
    }

#pragma warning disable CA1822 // stands for a thing with state
    sealed class Laundry
    {
        public Task<string> GatherAsync(string room, CancellationToken cancel) => Task.FromResult("all of the " + room);

        public Task<int> BookAsync(DbTransaction transaction, string load, CancellationToken cancel) =>
            transaction.Connection!.ExecuteAsync("INSERT INTO booking VALUES (@load)", transaction, cancel, ("load", load));

        public Task<string> SoakAsync(string load, CancellationToken cancel) => Task.FromResult(load + ", clean");
    }
#pragma warning restore CA1822
}
