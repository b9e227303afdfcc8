using System.Globalization;
using System.Runtime.InteropServices;
using Cratehand.Music.Audio.Measuring;
using Cratehand.Music.Tests.Support;

namespace Cratehand.Bench.Audio;

/// <summary>One score and how it sounds (mono, 44.1 kHz, float): prints its tempo, and tempo and key as measured; nothing where the tempo changes.</summary>
static class MeasureBench
{
    public static int Run(string score, string sound)
    {
        if (new MidiFile(score).Tempi is not [var truth])
        {
            return 0;
        }

        var samples = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(sound)).ToArray();
        var meter = new ChromaMeter(Peer.Rate, 1);
        meter.Add(samples);
        var heard = TempoFinder.Find(meter.Onsets.Onsets, meter.Onsets.FramesPerSecond, 70, 190);
        var bpm = TempoJudge.Judge(Peer.Bpm(samples).Bpm, heard).Bpm;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{truth:0.0} {bpm:0.0} {KeyFinder.Find(meter.Chroma())?.Key.ToString() ?? "-"}"));
        return 0;
    }
}
