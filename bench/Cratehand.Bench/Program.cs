using Cratehand.Bench.Audio;
using Cratehand.Bench.Detecting;
using Cratehand.Bench.Libraries;

// One word names the bench; further words are its own.
return args switch
{
    ["lookup", .. var sizes] => await LibraryBench.LookUpAsync(sizes.Length > 0 ? [.. sizes.Select(int.Parse)] : [1_000, 30_000, 300_000]),
    ["library", .. var music] => await LibraryBench.RunAsync([1_000, 30_000, 300_000], music),
    ["scan", .. var files] => await ScanBench.RunAsync(files.Length > 0 ? int.Parse(files[0]) : 20_000),
    ["detect", .. var likes] => await DetectBench.RunAsync(likes.Length > 0 ? [.. likes.Select(int.Parse)] : [20, 100, 5_000]),
    ["analysis", .. var music] => AnalysisBench.Run(music),
    ["measure", var score, var sound] => MeasureBench.Run(score, sound),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: Cratehand.Bench library [MUSIC…] | lookup [ENTRIES…] | scan [FILES] | detect [LIKES…] | analysis MUSIC… | measure SCORE SOUND");
    return 2;
}
