using System.Globalization;
using Cratehand.Jobs;
using Cratehand.Music.Audio;
using Cratehand.Music.Audio.Measuring;
using Cratehand.Music.Audio.Tools;
using Cratehand.Music.Store.Disk;

namespace Cratehand.Music.Syncing.Steps;

/// <summary>
/// Decodes the original once: every format, the fingerprint, and the samples for tempo, pitch, loudness and peak come out
/// of the same pass. What does not decode to its end, or is silent, leaves nothing behind.
/// </summary>
public sealed class RenderAudio(AudioTools tools, FormatOptions formats, Verification verification, TempoRange tempo)
{
    /// <exception cref="DiscardException">Cut off, damaged, silent or too short; or of a rate or channels that cannot be done.</exception>
    public async Task<Rendered> RunAsync(Original original, SourceAudio source, WorkFolder work, JobContext job, CancellationToken cancel)
    {
        ThrowIfNotMeasurable(original, source.Audio);
        var plan = FormatPlan.For(source.Audio, formats);
        var outputs = plan.Rendered.Select(f => new RenderOutput(work.File("render" + f.Extension()), f, plan.Bits)).ToList();
        var render = new RenderPlan(original.Path, source.Audio, outputs, work.File("fingerprint"), work.Id);

        var meters = new Meters(source.Audio.SampleRate, render.PcmChannels, source.Audio.Seconds, job);
        await using var bpm = tools.Bpm.Start(source.Audio.SampleRate, render.PcmChannels, work.Id, cancel, tempo.Minimum, tempo.Maximum);
        var decoded = await tools.Ffmpeg.RenderAsync(
            render,
            pcm =>
            {
                meters.Add(pcm);
                bpm.Feed(pcm);
            },
            cancel);

        var verdict = verification.Judge(source.Audio, decoded, meters.Loudness.Integrated());
        if (!verdict.Accepted)
        {
            throw new DiscardException($"{original.Name}: {verdict.Reason}");
        }

        outputs.ForEach(output => Fsync.File(output.Path)); // cut short by a power failure after this step is on record, nobody would see it
        await CheckChannelsAsync(original, source.Audio, outputs, work, cancel);
        var renditions = outputs.Select(o => new Rendition(o.Path, o.Format.ToString().ToLowerInvariant())).ToList();
        if (plan.KeepsOriginal)
        {
            renditions.Add(new Rendition(original.Path, FormatOptions.Original));
        }

        var isMixedDown = source.Audio.Channels > render.PcmChannels; // tempo and key are the same then; how loud it is, is not
        return new Rendered(
            renditions, decoded.Seconds, decoded.Fingerprint, meters.Chroma.Chroma(), await bpm.FinishAsync(),
            isMixedDown ? null : meters.Loudness.Integrated(), isMixedDown ? null : meters.Peak.TruePeak(), decoded.Errors)
        {
            Repeats = TempoFinder.Find(meters.Onsets.Onsets, meters.Onsets.FramesPerSecond, tempo.Minimum, tempo.Maximum),
            Overs = isMixedDown ? null : decoded.Overs,
        };
    }

    static void ThrowIfNotMeasurable(Original original, Probe audio)
    {
        if (audio.SampleRate is < Pcm.LowestRate or > Pcm.HighestRate)
        {
            throw new DiscardException(string.Create(
                CultureInfo.InvariantCulture,
                $"{original.Name}: Its sample rate of {audio.SampleRate / 1000.0} kHz is outside {Pcm.LowestRate / 1000} to {Pcm.HighestRate / 1000} kHz: convert it first."));
        }
    }

    // An encoder that knows no such layout takes one with another number of channels and says nothing (ALAC has neither quad nor 7.1).
    async Task CheckChannelsAsync(Original original, Probe audio, IEnumerable<RenderOutput> outputs, WorkFolder work, CancellationToken cancel)
    {
        foreach (var output in outputs.Where(_ => audio.Channels > 2))
        {
            var made = await tools.Ffprobe.ProbeAsync(output.Path, work.Id, cancel);
            if (made.Audio?.Channels != audio.Channels)
            {
                throw new DiscardException(
                    $"{original.Name}: Its {audio.Channels} channels do not fit into {output.Format.ToString().ToUpperInvariant()}: choose another format for it (Formats:Lossless or Formats:OtherLossy).");
            }
        }
    }

    /// <summary>All that listens to the samples as they pass.</summary>
    sealed class Meters(int sampleRate, int channels, double? seconds, JobContext job)
    {
        long _frames;

        public LoudnessMeter Loudness { get; } = new(sampleRate, channels);

        public TruePeakMeter Peak { get; } = new(sampleRate, channels);

        public ChromaMeter Chroma { get; } = new(sampleRate, channels);

        public OnsetMeter Onsets => Chroma.Onsets;

        public void Add(ReadOnlySpan<float> pcm)
        {
            Loudness.Add(pcm);
            Peak.Add(pcm);
            Chroma.Add(pcm);
            _frames += pcm.Length / channels;
            job.Report(seconds > 0 ? (int)Math.Min(100, 100 * _frames / (seconds.Value * sampleRate)) : null, "rendering");
        }
    }
}

/// <summary>The tempi that are looked for: others are heard as their half or double.</summary>
/// <param name="Minimum">Beats per minute. Default 70.</param>
/// <param name="Maximum">Beats per minute. Default 190.</param>
public sealed record TempoRange(double Minimum = 70, double Maximum = 190);
