using System.Globalization;
using System.Runtime.InteropServices;
using Cratehand.Music.Audio.Measuring;

namespace Cratehand.Music.Audio.Tools;

/// <summary>
/// Measures tempo with <c>bpm</c> of Debian's bpm-tools. It reads mono floats, one by one, and takes them for 44 100 Hz; at another
/// rate the range is scaled and the answer scaled back. It gets every two samples as one: a third less of its time.
/// </summary>
public sealed class BpmTool(ToolRunner runner, ToolOptions options)
{
    internal const double AssumedRate = 44100;

    static readonly ExternalTool Named = new("bpm", "bpm-tools", "CRATEHAND__TOOLS__BPM");

    /// <summary>Starts a measurement to be fed while the track is decoded.</summary>
    /// <param name="minimum">Beats per minute; with the default range only tempi a factor of 2.7 apart can be confused.</param>
    /// <exception cref="MissingToolException">bpm-tools is not installed.</exception>
    public BpmMeasurement Start(int sampleRate, int channels, string workId, CancellationToken cancel, double minimum = 70, double maximum = 190)
    {
        var scale = AssumedRate * BpmMeasurement.SamplesInOne / sampleRate;
        var reported = new BoundedText(1024, keepEnd: false);
        var call = new ToolCall(
            Named with { Command = options.Bpm },
            ["-m", Text(minimum * scale), "-x", Text(maximum * scale)])
        {
            WorkId = workId,
            Timeout = options.RenderTimeout,
            Output = reported.ReadAsync,
        };
        return new BpmMeasurement(runner.Start(call, cancel), channels, () => Parse(reported.ToString()) / scale);
    }

    /// <summary>The number it printed; null if that is none, as for silence or too little audio.</summary>
    internal static double? Parse(string text) =>
        double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var bpm) && double.IsFinite(bpm) && bpm > 0
            ? bpm
            : null;

    static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}

/// <summary>One running measurement. A write waits while the tool is behind, so nothing piles up in memory.</summary>
public sealed class BpmMeasurement : IAsyncDisposable
{
    readonly RunningTool _tool;
    readonly int _channels;
    readonly Func<double?> _answer;
    internal const int SamplesInOne = 2;

    float[] _mono = [];
    float? _rest;
    bool _ended;

    internal BpmMeasurement(RunningTool tool, int channels, Func<double?> answer) =>
        (_tool, _channels, _answer) = (tool, channels, answer);

    /// <summary>Interleaved samples in order. After the tool has ended by itself they are dropped.</summary>
    public void Feed(ReadOnlySpan<float> interleaved)
    {
        if (_ended)
        {
            return;
        }

        try
        {
            _tool.Input.Write(MemoryMarshal.AsBytes(ToMono(interleaved)));
        }
        catch (IOException)
        {
            _ended = true; // FinishAsync says what it printed, if anything; the decode must go on
        }
    }

    /// <summary>Beats per minute, two decimals at best; null if the tool found none.</summary>
    public async Task<double?> FinishAsync()
    {
        _tool.CloseInput();
        var result = await _tool.Completion;
        return result.ExitCode == 0 ? _answer() : null;
    }

    public ValueTask DisposeAsync() => _tool.DisposeAsync();

    ReadOnlySpan<float> ToMono(ReadOnlySpan<float> interleaved)
    {
        var (frames, kept) = (interleaved.Length / _channels, _rest is null ? 0 : 1);
        _mono = _mono.Length < frames + 1 ? new float[frames + 1] : _mono;
        _mono[0] = _rest ?? 0;
        Pcm.MixDown(interleaved, _channels, _mono.AsSpan(kept, frames));
        var pairs = (frames + kept) / SamplesInOne;
        _rest = (frames + kept) % SamplesInOne == 0 ? null : _mono[frames + kept - 1];
        Pcm.MixDown(_mono.AsSpan(0, pairs * SamplesInOne), SamplesInOne, _mono.AsSpan(0, pairs));
        return _mono.AsSpan(0, pairs);
    }
}
