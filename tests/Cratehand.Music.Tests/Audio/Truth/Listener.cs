using Cratehand.Music.Audio;
using Cratehand.Music.Audio.Measuring;
using Cratehand.Music.Audio.Tools;
using Cratehand.Music.Syncing;
using Cratehand.Music.Syncing.Steps;
using Cratehand.Music.Tests.Support;

namespace Cratehand.Music.Tests.Audio.Truth;

/// <summary>Measures a file as the workflow does: by the same decode, meters, tools and verdicts.</summary>
sealed class Listener : IDisposable
{
    readonly TempFolder _folder = new();
    readonly AudioTools _tools = new(new ToolOptions(), new ToolRunner(TimeProvider.System));

    public void Dispose() => _folder.Dispose();

    /// <summary>Two at a time: that is how many processors the smallest machine has.</summary>
    public static async Task<IReadOnlyList<TOut>> AllAsync<TIn, TOut>(IEnumerable<TIn> inputs, Func<TIn, Task<TOut>> measure)
    {
        var found = new System.Collections.Concurrent.ConcurrentDictionary<int, TOut>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForEachAsync(inputs.Index(), options, async (item, _) => found[item.Index] = await measure(item.Item));
        return [.. found.OrderBy(pair => pair.Key).Select(pair => pair.Value)];
    }

    /// <summary>Makes a file, measures it and throws it away.</summary>
    public async Task<Measured> HearAsync(Action<string> make)
    {
        var path = _folder.File(Guid.NewGuid().ToString("N") + ".wav");
        await Task.Run(() => make(path));
        var measured = await MeasureAsync(path);
        File.Delete(path);
        return measured;
    }

    async Task<Measured> MeasureAsync(string path)
    {
        var audio = (await _tools.Ffprobe.ProbeAsync(path, "test", CancellationToken.None)).Audio!;
        var plan = new RenderPlan(path, audio, [], path + ".fingerprint", "test");
        var chroma = new ChromaMeter(audio.SampleRate, plan.PcmChannels);
        await using var bpm = _tools.Bpm.Start(audio.SampleRate, plan.PcmChannels, "test", CancellationToken.None);
        await _tools.Ffmpeg.RenderAsync(
            plan,
            pcm =>
            {
                chroma.Add(pcm);
                bpm.Feed(pcm);
            },
            CancellationToken.None);
        return new AnalyseAudio().Run(new Rendered([], 0, [], chroma.Chroma(), await bpm.FinishAsync(), null, null, [])
        {
            Repeats = TempoFinder.Find(chroma.Onsets.Onsets, chroma.Onsets.FramesPerSecond, 70, 190),
        });
    }
}

/// <summary>How a measured tempo stands to the truth.</summary>
/// <param name="Bpm">The truth.</param>
sealed record TempoTrial(string Name, double Bpm, Measured Measured)
{
    /// <summary>Below 0.5 the program itself says that it is ambiguous.</summary>
    public bool Flagged => Measured.BpmCandidates.Count > 0;

    /// <summary>Within 1 BPM of the truth, or of what it is within the range that tempi are looked for in.</summary>
    public bool Right => Measured.Bpm is { } bpm && IsTrue(bpm);

    public bool Among => Measured.BpmCandidates.Any(IsTrue);

    public bool Good => Right || (Flagged && Among);

    public override string ToString() =>
        FormattableString.Invariant($"{Name}: {Bpm:0.0}, heard {Measured.Bpm:0.0} ({Measured.BpmConfidence:0.00}) or [{string.Join(" ", Measured.BpmCandidates)}]");

    public static string Sum(string title, IReadOnlyCollection<TempoTrial> trials) =>
        FormattableString.Invariant($"{title}: {trials.Count(t => t.Right)} of {trials.Count} right, {trials.Count(t => !t.Right && t.Good)} flagged with the truth among the candidates, {trials.Count(t => t.Flagged)} flagged in all");

    bool IsTrue(double bpm) => Math.Abs(bpm - Bpm) <= 1 || Math.Abs(bpm - InRange(Bpm)) <= 1;

    static double InRange(double bpm) => bpm < 70 ? bpm * 2 : bpm > 190 ? bpm / 2 : bpm;
}
