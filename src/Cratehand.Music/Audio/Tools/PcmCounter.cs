using System.Runtime.InteropServices;
using Cratehand.Music.Audio.Measuring;

namespace Cratehand.Music.Audio.Tools;

/// <summary>Cuts a byte stream of little-endian floats into whole frames, counts them, keeps the peak, passes them on.</summary>
sealed class PcmCounter(int channels, Action<ReadOnlySpan<float>> pcm)
{
    public long Frames { get; private set; }

    public float Peak { get; private set; }

    /// <summary>Samples beyond full scale.</summary>
    public long Overs { get; private set; }

    // On a thread of its own that sleeps in read(2): woken through the thread pool for each piece, a track of four minutes cost some 30 000 more system calls.
    public Task ReadAsync(Stream source, CancellationToken cancel) =>
        Task.Factory.StartNew(() => Read(source, cancel), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    void Read(Stream source, CancellationToken cancel)
    {
        var frame = channels * sizeof(float);
        var buffer = new byte[1 << 16];
        var filled = 0;
        for (int read; (read = source.Read(buffer, filled, buffer.Length - filled)) > 0;)
        {
            cancel.ThrowIfCancellationRequested();
            filled += read;
            var whole = filled - (filled % frame);
            Take(MemoryMarshal.Cast<byte, float>(buffer.AsSpan(0, whole)));
            buffer.AsSpan(whole, filled - whole).CopyTo(buffer);
            filled -= whole;
        }
    }

    void Take(ReadOnlySpan<float> samples)
    {
        Frames += samples.Length / channels;
        var largest = Pcm.Largest(samples);
        Peak = Math.Max(Peak, largest);
        Overs += largest > 1 ? CountOvers(samples) : 0;
        if (samples.Length > 0)
        {
            pcm(samples);
        }
    }

    static int CountOvers(ReadOnlySpan<float> samples)
    {
        var count = 0;
        foreach (var sample in samples)
        {
            count += Math.Abs(sample) > 1 ? 1 : 0;
        }

        return count;
    }
}
