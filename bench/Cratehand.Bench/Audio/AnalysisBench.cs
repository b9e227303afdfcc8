using System.Diagnostics;
using Cratehand.Music.Audio.Measuring;

namespace Cratehand.Bench.Audio;

/// <summary>How much faster than real time a single core measures; decoding is not counted, the tempo tool is.</summary>
static class AnalysisBench
{
    const int Rate = Peer.Rate;
    const int Rounds = 5;

    public static int Run(IReadOnlyList<string> music)
    {
        var decoded = music.Select(Peer.Decode).ToList();
        var seconds = decoded.Sum(pcm => pcm.Length / 2.0 / Rate);
        _ = decoded.Sum(KeyAndTempo); // once, to be compiled
        Print("key + tempo, our own detector, x real time on one core", seconds / Median(() => decoded.Sum(KeyAndTempo)), "");
        var tool = decoded.Sum(pcm => Peer.Bpm(Peer.Mono(pcm)).Seconds);
        Print("… and the processor time of bpm-tools", seconds / (Median(() => decoded.Sum(KeyAndTempo)) + tool), ">= 400");
        Print("loudness, x real time on one core", seconds / Median(() => decoded.Sum(Loudness)), "");
        Print("true peak, x real time on one core", seconds / Median(() => decoded.Sum(Peak)), "");
        return 0;
    }

    static double KeyAndTempo(float[] pcm) =>
        Timed(() =>
        {
            var meter = new ChromaMeter(Rate, 2);
            meter.Add(pcm);
            _ = KeyFinder.Find(meter.Chroma());
            _ = TempoFinder.Find(meter.Onsets.Onsets, meter.Onsets.FramesPerSecond, 70, 190);
        });

    static double Loudness(float[] pcm) =>
        Timed(() =>
        {
            var meter = new LoudnessMeter(Rate, 2);
            meter.Add(pcm);
            _ = meter.Integrated();
        });

    static double Peak(float[] pcm) =>
        Timed(() =>
        {
            var meter = new TruePeakMeter(Rate, 2);
            meter.Add(pcm);
            _ = meter.TruePeak();
        });

    static double Timed(Action measure)
    {
        var start = Stopwatch.GetTimestamp();
        measure();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    static double Median(Func<double> measure) => Enumerable.Range(0, Rounds).Select(_ => measure()).Order().ElementAt(Rounds / 2);

    static void Print(string what, double figure, string limit) => Console.WriteLine($"{what,-58} {figure,9:0} {limit,9}");
}
