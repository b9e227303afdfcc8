using System.Diagnostics;
using System.Globalization;
using Cratehand.Jobs;
using Cratehand.Music.Libraries.Scanning;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cratehand.Bench.Libraries;

/// <summary>A library scanned twice, with what the kernel says the process read.</summary>
static class ScanBench
{
    const int FileBytes = 50_000;

    public static async Task<int> RunAsync(int files)
    {
        using var world = new BenchLibrary();
        await world.UpgradeAsync();
        await world.FillAsync(0, files, n => BenchLibrary.Made(n) with { Fingerprint = default });
        await using (var context = await world.Database.Source.OpenConnectionAsync())
        {
            await context.ExecuteAsync("UPDATE entry_file SET bytes = @bytes", null, default, ("bytes", FileBytes));
        }

        var content = new byte[FileBytes];
        for (var n = 0; n < files; n++)
        {
            BitConverter.TryWriteBytes(content, n);
            world.Touch(n);
            await File.WriteAllBytesAsync(world.Library.Absolute(BenchLibrary.PathOf(n)), content);
        }

        Console.WriteLine($"{files} files of {FileBytes / 1000} kB, each of an entry");
        Console.WriteLine("scan     seconds  files read  rchar MB  syscr");
        foreach (var name in (string[])["first", "second", "third"])
        {
            await ScanAsync(world, name);
        }

        Console.WriteLine("limit: a second scan needs the names and dates alone, no audio bytes. peer: `beet import` 119 tracks/s (reads tags only)");
        return 0;
    }

    static async Task ScanAsync(BenchLibrary world, string name)
    {
        var queue = new JobQueue(world.Database.Source, TimeProvider.System, NullLoggerFactory.Instance);
        var asked = await queue.EnqueueAsync(new ScanLibrary(), new EnqueueOptions(new Trigger(TriggerKind.Manual)));
        var job = (await new JobBook(world.Database.Source).FindAsync(asked.Id))!;
        var (chars, calls) = Io();
        var watch = Stopwatch.GetTimestamp();
        var report = await new LibraryScan(world.Database, world.Library, TimeProvider.System).RunAsync(job, (_, _) => { }, default);
        var seconds = Stopwatch.GetElapsedTime(watch).TotalSeconds;
        var (charsAfter, callsAfter) = Io();
        Console.WriteLine(FormattableString.Invariant($"{name,-7}  {seconds,7:0.00}  {report.Read,10}  {(charsAfter - chars) / 1e6,8:0.0}  {callsAfter - calls,5}"));
    }

    static (long Chars, long Calls) Io()
    {
        var lines = File.ReadAllLines("/proc/self/io").Select(line => line.Split(": ")).ToDictionary(x => x[0], x => long.Parse(x[1], CultureInfo.InvariantCulture));
        return (lines["rchar"], lines["syscr"]);
    }
}
