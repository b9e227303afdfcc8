using Cratehand.Data.Sqlite;
using Cratehand.Jobs;
using Cratehand.Jobs.Tests.Host;
using Microsoft.Extensions.Logging.Abstractions;

// With more than a folder: see Ticking.
if (args.Length > 1)
{
    await (args[1] == "once" ? Ticking.OnceAsync(args[0]) : Ticking.ForAsync(args[0], int.Parse(args[2]), args[3], args[4..]));
    return;
}

// Works on parcels in the data folder that is its argument, and takes in new ones, until it is killed.
var folder = args[0];
var database = SqliteDatabase.In(folder);
var options = new JobsOptions { Database = database.Source, Firings = database.Firings, SweepEvery = TimeSpan.FromMilliseconds(50) };
await using var engine = new JobEngine(options, TimeProvider.System, new Random(1), NullLoggerFactory.Instance)
    .Register(() => new ParcelWorker(folder, () => Console.WriteLine("working")), new RetryPolicy(20, TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(50), 0.5));
await engine.StartAsync();

var queue = new JobQueue(database.Source, TimeProvider.System, NullLoggerFactory.Instance);
while (true)
{
    await Intake.TakeAsync(database.Source, queue);
    await Intake.TakeAsync(database.Source, queue);
    engine.Wake();
    await Task.Delay(TimeSpan.FromMilliseconds(40), TimeProvider.System);
}
