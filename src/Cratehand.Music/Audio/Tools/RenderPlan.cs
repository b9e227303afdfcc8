namespace Cratehand.Music.Audio.Tools;

/// <summary>One file to make, of 16 or 24 bits a sample.</summary>
public sealed record RenderOutput(string Path, AudioFormat Format, int Bits);

/// <summary>One decode of one file and all that is made of it.</summary>
/// <param name="Source">The file to decode; never written.</param>
/// <param name="Audio">What ffprobe said of it.</param>
/// <param name="Outputs">Files to make, in folders that exist; may be none. Existing ones are replaced.</param>
/// <param name="FingerprintPath">A temporary file for the fingerprint; removed afterwards.</param>
public sealed record RenderPlan(
    string Source, Probe Audio, IReadOnlyList<RenderOutput> Outputs, string FingerprintPath, string WorkId)
{
    /// <summary>Channels of the PCM that is measured: more than two are mixed down to stereo. Files keep theirs.</summary>
    public int PcmChannels => Math.Min(Audio.Channels, 2);
}

/// <summary>What came out of the one decode.</summary>
public sealed record Decoded
{
    /// <summary>False: ffmpeg gave up; all outputs are void and deleted.</summary>
    public required bool Completed { get; init; }

    /// <summary>Samples per channel.</summary>
    public required long Frames { get; init; }

    public required int SampleRate { get; init; }

    /// <summary>Of the PCM: 1 or 2.</summary>
    public required int Channels { get; init; }

    /// <summary>The largest sample, 1 = full scale; above 1 in hot lossy files.</summary>
    public required float SamplePeak { get; init; }

    /// <summary>Samples beyond full scale, over all channels.</summary>
    public long Overs { get; init; }

    /// <summary>What the decoder complained of, its last 16 kB.</summary>
    public required IReadOnlyList<string> Errors { get; init; }

    /// <summary>Chromaprint of the first 120 s, about 8 words a second; empty for less than about 3 s of audio.</summary>
    public required IReadOnlyList<uint> Fingerprint { get; init; }

    public double Seconds => (double)Frames / SampleRate;

    /// <summary>dBFS; minus infinity for digital silence.</summary>
    public double SamplePeakDbfs => 20 * Math.Log10(SamplePeak);
}
