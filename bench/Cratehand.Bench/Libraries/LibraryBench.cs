using System.Diagnostics;
using System.Runtime.InteropServices;
using Cratehand.Music.Libraries;
using Cratehand.Music.Tracks;
using Cratehand.Sandbox.Media;

namespace Cratehand.Bench.Libraries;

/// <summary>What it costs to find a recording in the library and to claim a new one, as the library grows.</summary>
static class LibraryBench
{
    const int Asked = 500;

    /// <param name="music">Recordings of real music; may be none.</param>
    public static async Task<int> RunAsync(IReadOnlyList<int> sizes, IReadOnlyList<string> music)
    {
        using var world = new BenchLibrary();
        await world.UpgradeAsync();
        var heard = Heard.Make(12, music);
        await world.FillAsync(10_000_000, 10_000_000 + heard.Count, n => heard[n - 10_000_000].Original);
        Console.WriteLine($"{heard.Count - music.Count} pieces made here and {music.Count} recordings, each re-encoded to MP3 128 and 64 kb/s, Opus 64 kb/s, and as one that begins 1.3 s later");
        Console.WriteLine("entries   link µs  isrc µs  hash µs  miss µs | print ms  p99 ms  recall worn  recall re-encoded | claim ms | index+db MB");
        var filled = 0;
        foreach (var size in sizes)
        {
            await world.FillAsync(filled, size, BenchLibrary.Made);
            filled = size;
            await MeasureAsync(world, size, heard);
        }

        Console.WriteLine("limit (reference, one machine): SQLite by key 7.8 µs at 30k, 11.1 µs at 300k; fingerprints in memory: 30 ms brute over offsets, 0.006 ms inverted index, at 30k");
        Console.WriteLine("peer: `beet ls` 214 ms at 1k, 311 ms at 30k (a process each); no local fingerprint lookup");
        return 0;
    }

    /// <summary>The cheap rungs of <see cref="RunAsync"/> alone: no audio is made, no sound asked for.</summary>
    public static async Task<int> LookUpAsync(IReadOnlyList<int> sizes)
    {
        using var world = new BenchLibrary();
        await world.UpgradeAsync();
        Console.WriteLine("entries   link µs  isrc µs  hash µs  miss µs   (limit 100)");
        var filled = 0;
        foreach (var size in sizes)
        {
            await world.FillAsync(filled, size, BenchLibrary.Made);
            filled = size;
            var (link, isrc, hash, miss) = await LookUpAsync(world, Picked(world, size), size);
            Console.WriteLine(FormattableString.Invariant($"{size,7}  {link,8:0}  {isrc,7:0}  {hash,7:0}  {miss,7:0}"));
        }

        return 0;
    }

    static List<int> Picked(BenchLibrary world, int size, int seed = 0)
    {
        var random = new Random(size + seed);
        var picked = Enumerable.Range(0, Asked).Select(_ => random.Next(size)).ToList();
        picked.ForEach(world.Touch);
        return picked;
    }

    // Others are asked for first: the bench is compiled as it runs, and the program that is installed was compiled before.
    static async Task<(double Link, double Isrc, double Hash, double Miss)> LookUpAsync(BenchLibrary world, IReadOnlyList<int> picked, int size)
    {
        for (var round = 1; round <= 4; round++)
        {
            await AskAsync(world, Picked(world, size, round));
        }

        return await AskAsync(world, picked);
    }

    static async Task<(double Link, double Isrc, double Hash, double Miss)> AskAsync(BenchLibrary world, IReadOnlyList<int> picked)
    {
        var made = picked.Select(BenchLibrary.Made).ToList();
        var link = await TimesAsync(world, made.Select(m => By(m.Evidence.First())));
        var isrc = await TimesAsync(world, made.Select(m => m with { Evidence = [], Fingerprint = default }));
        var hash = await TimesAsync(world, made.Select(m => By(m.Evidence.Last())));
        var miss = await TimesAsync(world, picked.Select(n => By(new(EvidenceKind.Link, $"https://nowhere.example/{n}"))), expected: false);
        return (link, isrc, hash, miss);
    }

    static async Task MeasureAsync(BenchLibrary world, int size, IReadOnlyList<Heard> heard)
    {
        var picked = Picked(world, size);
        var (link, isrc, hash, miss) = await LookUpAsync(world, picked, size);
        var prints = new List<double>();
        var found = 0;
        await using var connection = await world.Database.Source.OpenConnectionAsync();
        foreach (var n in picked.Take(200))
        {
            var made = BenchLibrary.Made(n);
            var worn = made with { Track = new Track("Another", []), Fingerprint = MadePrints.Worn(made.Fingerprint.ToArray(), n), Evidence = [] };
            var watch = Stopwatch.GetTimestamp();
            found += await world.Library.ProveAsync(worn, default) is { } proven && await TitleAsync(connection, proven.Entry) == made.Track.Title ? 1 : 0;
            prints.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
        }

        var (real, all) = (0, 0);
        foreach (var (original, copies) in heard.Select(x => (x.Original, x.Copies)))
        {
            foreach (var copy in copies)
            {
                all++;
                await foreach (var proven in EntryLookup.ProvenAsync(connection, null, copy, default))
                {
                    real += await TitleAsync(connection, proven.Entry) == original.Track.Title ? 1 : 0;
                    break;
                }
            }
        }

        var claims = await ClaimsAsync(world, size);
        prints.Sort();
        Console.WriteLine(FormattableString.Invariant(
            $"{size,7}  {link,8:0}  {isrc,7:0}  {hash,7:0}  {miss,7:0} | {prints[prints.Count / 2],8:0.00}  {prints[(int)(prints.Count * 0.99)],6:0.00}  {100.0 * found / 200,9:0.0} %  {100.0 * real / all,9:0.0} % of {all} | {claims,8:0.00} | {world.Bytes / 1e6,8:0}"));
    }

    static Recording By(Evidence evidence) => Recording.Described(new Track("", []), null) with { Evidence = [evidence] };

    // What is asked for is made before the clock starts: a made-up fingerprint costs half as much as the answer.
    static async Task<double> TimesAsync(BenchLibrary world, IEnumerable<Recording> asked, bool expected = true)
    {
        var times = new List<double>();
        foreach (var wanted in asked.ToList())
        {
            var watch = Stopwatch.GetTimestamp();
            var proven = await world.Library.ProveAsync(wanted, default);
            times.Add(Stopwatch.GetElapsedTime(watch).TotalMicroseconds);
            if (proven is not null != expected)
            {
                throw new InvalidOperationException($"{wanted} was {(expected ? "not found" : "found")}.");
            }
        }

        times.Sort();
        return times[times.Count / 2];
    }

    // Claims that are taken back: the transaction as a track pays for it, but for the commit.
    static async Task<double> ClaimsAsync(BenchLibrary world, int size)
    {
        var times = new List<double>();
        for (var n = 0; n < 50; n++)
        {
            var made = BenchLibrary.Made(20_000_000 + size + n);
            var id = Guid.CreateVersion7();
            var entry = new Entry
            {
                Id = id, JobId = id, RunId = id, Title = made.Track.Title, Artists = "[]", Isrc = made.Track.Isrc, ObtainedBy = "file", Measured = "{}",
                DurationSeconds = made.Seconds!.Value, Fingerprint = MemoryMarshal.AsBytes(made.Fingerprint.Span).ToArray(),
            };
            var request = new ClaimRequest(entry, made, _ => [new ShelfFile($"New/{n}.aiff", "aiff", $"new{n}", 1, 1)], ["staged"]);
            await using var connection = await world.Database.Source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            var watch = Stopwatch.GetTimestamp();
            await world.Library.ClaimAsync(transaction, request, default);
            times.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
            await transaction.RollbackAsync();
        }

        times.Sort();
        return times[times.Count / 2];
    }

    static async Task<string?> TitleAsync(System.Data.Common.DbConnection connection, Guid entry) =>
        (await EntryLookup.ReadAsync(connection, null, entry, default))?.Track.Title;
}

/// <summary>A piece of real audio and how other encoders leave it.</summary>
sealed record Heard(Recording Original, IReadOnlyList<Recording> Copies)
{
    /// <summary>So many pieces made here, and the first minutes of recordings.</summary>
    public static IReadOnlyList<Heard> Make(int count, IReadOnlyList<string> music)
    {
        var folder = Directory.CreateTempSubdirectory("cratehand-bench-audio-");
        try
        {
            return [.. Enumerable.Range(0, count).Select(n => Make(folder.FullName, n)), .. music.Select((file, n) => Play(folder.FullName, n, file))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static Heard Make(string folder, int n)
    {
        var wav = Path.Combine(folder, $"{n}.wav");
        WavFile.Write(wav, MusicMaker.Make(new Piece(90 + (n * 7), n % 12, n % 2 == 0, 40) { Seed = n + 1 }), 16);
        var original = new Recording(new Track($"Piece {n}", []), 40, Print(wav));
        return new(original, CopiesOf(wav, original));
    }

    static Heard Play(string folder, int n, string file)
    {
        var wav = Path.Combine(folder, $"music-{n}.wav");
        Run(["-i", file, "-map", "0:a:0", "-t", "150", "-ar", "44100", "-ac", "2", wav]);
        var original = new Recording(new Track($"Recording {n}", []), new FileInfo(wav).Length / (44_100.0 * 4), Print(wav));
        var heard = new Heard(original, CopiesOf(wav, original));
        Directory.EnumerateFiles(folder, $"music-{n}.*").ToList().ForEach(File.Delete);
        return heard;
    }

    static List<Recording> CopiesOf(string wav, Recording original)
    {
        (string Ending, string[] Options)[] ways = [("mp3", ["-b:a", "128k"]), ("mp3", ["-b:a", "64k", "-ar", "22050"]), ("opus", ["-b:a", "64k"]), ("flac", ["-ss", "1.3"])];
        return [.. ways.Select((way, i) =>
        {
            var path = $"{wav}.{i}.{way.Ending}";
            Run(["-i", wav, .. way.Options, path]);
            return original with { Track = new Track("Another", []), Fingerprint = Print(path) };
        })];
    }

    static uint[] Print(string audio)
    {
        Run(["-i", audio, "-map", "0:a:0", "-t", "120", "-ac", "2", "-f", "chromaprint", "-fp_format", "raw", audio + ".fp"]);
        return MemoryMarshal.Cast<byte, uint>(File.ReadAllBytes(audio + ".fp")).ToArray();
    }

#pragma warning disable RS0030 // a bench, not the product: it makes its audio by ffmpeg itself
    static void Run(string[] arguments)
    {
        using var process = Process.Start("ffmpeg", ["-nostdin", "-v", "error", "-y", .. arguments]);
        process.WaitForExit();
        _ = process.ExitCode == 0 ? 0 : throw new InvalidOperationException($"ffmpeg {string.Join(' ', arguments)}");
    }
#pragma warning restore RS0030
}
