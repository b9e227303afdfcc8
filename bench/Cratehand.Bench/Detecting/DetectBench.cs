using System.Diagnostics;
using System.Globalization;
using Cratehand.Jobs;
using Cratehand.Music.Detecting;
using Cratehand.Music.Syncing;
using Cratehand.Wiring;
using Cratehand.Wiring.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cratehand.Bench.Detecting;

/// <summary>
/// Detections by the real engine in this one warm process, as the daemon makes them; the sandbox is another process. Tracks that
/// are taken up are not worked off: what is measured is noticing them.
/// </summary>
static class DetectBench
{
    const int Runs = 10;

    // The daemon has run for days: its code is compiled for good.
    static bool _isWarm;

    // music_track_sync_auto_detect.py, a fresh process each time, against stubs; measured on another machine.
    static readonly Dictionary<(int Likes, int Delay, bool IsIdle), string> Predecessor = new()
    {
        [(20, 0, true)] = "98 calls, 0.89 s", [(20, 50, true)] = "98 calls, 6.0 s", [(20, 0, false)] = "83 calls, 0.85 s", [(20, 50, false)] = "83 calls, 5.1 s",
        [(100, 0, true)] = "434 calls, 1.37 s", [(100, 0, false)] = "403 calls, 1.28 s",
    };

    /// <param name="sizes">Numbers of likes.</param>
    public static async Task<int> RunAsync(IReadOnlyList<int> sizes)
    {
        using var taste = await BenchTaste.StartAsync();
        Console.WriteLine($"Spotify's and SoundCloud's likes, {Runs} detections each; with new ones: 1 to 3. Medians; CPU is all of this process's until the run is over.");
        Console.WriteLine("likes  delay ms         calls  CPU ms  wall ms   the predecessor, as cited: another machine, a process each");
        foreach (var likes in sizes)
        {
            foreach (var delay in (int[])[0, 50])
            {
                await MeasureAsync(taste, likes, delay);
            }
        }

        Console.WriteLine("limit: 3 calls, 10 ms CPU, 250 ms, flat in the number of likes");
        return 0;
    }

    static async Task MeasureAsync(BenchTaste taste, int likes, int delay)
    {
        var folder = Directory.CreateTempSubdirectory("cratehand-bench-");
        try
        {
            await taste.SeedAsync(likes, delay);
            using var crate = await Crate.OpenAsync(SettingsFor(taste, folder.FullName), TimeProvider.System, NullLoggerFactory.Instance, default);
            var ended = new SemaphoreSlim(0);
            var options = new JobsOptions
            {
                Database = crate.Database.Source, Firings = crate.Database.Firings, IdleSweepEvery = TimeSpan.FromMinutes(1),
                AttemptEnded = _ => Task.FromResult(ended.Release()),
            };
            await using var engine = new JobEngine(options, TimeProvider.System, new Random(), NullLoggerFactory.Instance)
                .Register(crate.Detection.Worker).Register(() => new NotNow());
            await engine.StartAsync();
            async Task<(Job Job, TimeSpan Cpu)> RunAsync<TArgs>(TArgs args)
                where TArgs : IJobArgs
            {
                var began = Environment.CpuUsage.TotalTime;
                var asked = await crate.Queue.EnqueueAsync(args, new EnqueueOptions(new Trigger(TriggerKind.Schedule)));
                engine.Wake();
                Job job;
                do
                {
                    await ended.WaitAsync(); // of this one, or of a track that the last one took up
                    job = (await crate.Book.FindAsync(asked.Id))!;
                }
                while (!job.State.IsFinal());
                return (job, Environment.CpuUsage.TotalTime - began);
            }

            for (var warm = 0; warm < (_isWarm ? 4 : 60); warm++)
            {
                await LikeAsync(taste, warm % 6 == 0 ? 1 : 0);
                await RunAsync(new DetectTracks());
                await RunAsync(new SyncTrack($"https://media.example/{warm}.wav"));
            }

            _isWarm = true;
            var link = 1_000;
            var empty = await RepeatAsync(() => Task.CompletedTask, () => RunAsync(new SyncTrack($"https://media.example/{link++}.wav")));
            Console.WriteLine(FormattableString.Invariant($"{likes,5}  {delay,8}  none         0  {Cpu(empty),6:0.0}           a job that does nothing: what the engine itself costs"));

            Show(likes, delay, isIdle: true, await RepeatAsync(() => Task.CompletedTask, () => RunAsync(new DetectTracks())));
            var news = 0;
            Show(likes, delay, isIdle: false, await RepeatAsync(() => LikeAsync(taste, 1 + (news++ % 3)), () => RunAsync(new DetectTracks())));
            await engine.DisposeAsync();
            await ShowWholeAsync(taste, folder.FullName, likes, delay);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task LikeAsync(BenchTaste taste, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await taste.LikeAsync(i % 2 == 0 ? "soundcloud" : "spotify");
        }
    }

    // Apart from each other as in life, so that the budget of calls keeps none waiting.
    static async Task<List<(Job Job, TimeSpan Cpu)>> RepeatAsync(Func<Task> before, Func<Task<(Job, TimeSpan)>> detect)
    {
        var all = new List<(Job, TimeSpan)>();
        for (var i = 0; i < Runs; i++)
        {
            await before();
            await Task.Delay(700);
            all.Add(await detect());
        }

        return all;
    }

    static void Show(int likes, int delay, bool isIdle, List<(Job Job, TimeSpan Cpu)> runs)
    {
        var reports = runs.ConvertAll(run => run.Job.ResultAs<DetectionReport>()!);
        if (reports.Exists(report => report.Levels.Any(level => level.Outcome != LevelOutcome.Ok)) || reports.Exists(report => report.Queued.Count == 0) != isIdle)
        {
            throw new InvalidOperationException($"Not what was to be measured: {runs[^1].Job.Result}");
        }

        var calls = reports.Max(report => report.Levels.Sum(level => level.Calls));
        var walls = runs.Select(run => (run.Job.Finished! - run.Job.Started!).Value.TotalMilliseconds).Order().ToList();
        var told = Predecessor.GetValueOrDefault((likes, delay, isIdle), "not measured");
        Console.WriteLine(FormattableString.Invariant($"{likes,5}  {delay,8}  {(isIdle ? "idle" : "new"),-4}  {calls,8}  {Cpu(runs),6:0.0}  {walls[Runs / 2],7:0}   {told}"));
    }

    // As cron has it: a process from nothing, with its start, its engine and its end. Idle.
    static async Task ShowWholeAsync(BenchTaste taste, string folder, int likes, int delay)
    {
        const string Timed = "TIMEFORMAT='%R %U %S'; time dotnet \"$0\" detect > /dev/null 2> /dev/null";
        var start = new ProcessStartInfo("bash", ["-c", Timed, Path.Combine(AppContext.BaseDirectory, "Cratehand.dll")]) { RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in EnvironmentOf(taste, folder))
        {
            start.Environment[name] = value;
        }

        var all = new List<double[]>();
        for (var i = 0; i < 3; i++)
        {
            using var process = Process.Start(start)!;
            var said = await process.StandardError.ReadToEndAsync();
            all.Add([.. said.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(part => 1000 * double.Parse(part, CultureInfo.InvariantCulture))]);
        }

        var middle = all.OrderBy(times => times[0]).ElementAt(1);
        Console.WriteLine(FormattableString.Invariant($"{likes,5}  {delay,8}  whole          {middle[1] + middle[2],6:0}  {middle[0],7:0}   the same, idle, as a process of its own"));
    }

    static double Cpu(List<(Job Job, TimeSpan Cpu)> runs) => runs.Select(run => run.Cpu.TotalMilliseconds).Order().ElementAt(Runs / 2);

    static Settings SettingsFor(BenchTaste taste, string folder) =>
        SettingsBinder.Bind(new SettingsReader(SettingCatalog.Today).Read(new SettingsInput(EnvironmentOf(taste, folder), [], folder, Environment.ProcessorCount)));

    static Dictionary<string, string> EnvironmentOf(BenchTaste taste, string folder) =>
        new()
        {
            ["HOME"] = folder, ["CRATEHAND_DATA"] = folder + "/data", ["CRATEHAND_LIBRARY"] = folder + "/library", ["CRATEHAND_DROP"] = folder + "/drop",
            ["CRATEHAND__DETECTING__CHAIN"] = "spotify-saved,soundcloud-likes",
            ["CRATEHAND__SPOTIFY__BASEADDRESS"] = taste.Address("spotify"), ["CRATEHAND__SPOTIFY__ACCESSTOKEN"] = taste.Token("spotify"),
            ["CRATEHAND__SOUNDCLOUD__BASEADDRESS"] = taste.Address("soundcloud"), ["CRATEHAND__SOUNDCLOUD__ACCESSTOKEN"] = taste.Token("soundcloud"),
        };

    sealed class NotNow : Worker<SyncTrack, Receipt>
    {
        public override Task<Receipt> RunAsync(SyncTrack args, JobContext job) => Task.FromResult(new Receipt(TrackOutcome.ToBuy, "not looked for"));
    }
}
