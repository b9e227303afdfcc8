namespace Cratehand.Music.Audio.Tools;

/// <summary>What a file says of its audio, before anything is decoded.</summary>
public sealed record Probe
{
    /// <summary>ffprobe's name, e.g. <c>flac</c>, <c>mov,mp4,m4a,3gp,3g2,mj2</c>.</summary>
    public required string Container { get; init; }

    public required string Codec { get; init; }

    /// <summary>For people, e.g. <c>FLAC (Free Lossless Audio Codec)</c>.</summary>
    public required string CodecName { get; init; }

    /// <summary>Hz.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Bits per sample of a lossless codec; null for a lossy one.</summary>
    public int? Bits { get; init; }

    public required int Channels { get; init; }

    /// <summary>Bits per second; null if unknown.</summary>
    public int? BitRate { get; init; }

    /// <summary>The length the file declares; null if it declares none, as a stream written to a pipe.</summary>
    public double? Seconds { get; init; }

    /// <summary>The length is a guess from the bit rate (an MP3 without a Xing header): it proves nothing.</summary>
    public bool SecondsAreEstimated { get; init; }

    /// <summary>The container's end is not there although its format demands one (Ogg's last page).</summary>
    public bool IsCutOff { get; init; }

    /// <summary>The codec keeps every bit.</summary>
    public required bool IsLossless { get; init; }

    public bool HasCover { get; init; }

    /// <summary>
    /// Tags of the container and of the audio stream (Ogg and Opus keep them there), names without regard to case.
    /// For WAV only LIST/INFO: its ID3 chunk is read by <see cref="Kid3"/>.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    public string? Tag(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Tags.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value))
            {
                return value.Trim();
            }
        }

        return null;
    }
}

/// <summary>Either the audio's description or the reason why the file is no audio that can be filed.</summary>
public sealed record ProbeResult(Probe? Audio, string Reason)
{
    public static ProbeResult NotAudio(string reason) => new(null, reason);
}
