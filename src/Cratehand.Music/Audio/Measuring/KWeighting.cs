using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Cratehand.Music.Audio.Measuring;

/// <summary>The two filters of ITU-R BS.1770-4 before the energy is taken. One track each: it remembers.</summary>
sealed class KWeighting(int sampleRate, int channels)
{
    StereoBiquad _head = new(Biquad.Head(sampleRate));
    StereoBiquad _lowCut = new(Biquad.LowCut(sampleRate));
    Vector128<double> _energy;

    public void Add(ReadOnlySpan<float> interleaved)
    {
        if (channels == 2)
        {
            AddStereo(interleaved);
        }
        else
        {
            AddMono(interleaved);
        }
    }

    /// <summary>The sum of squares over all channels since the last call.</summary>
    public double TakeEnergy()
    {
        var energy = Vector128.Sum(_energy);
        _energy = default;
        _head.Settle();
        _lowCut.Settle();
        return energy;
    }

    void AddStereo(ReadOnlySpan<float> interleaved)
    {
        // Locals: the JIT keeps these in registers, fields it would store after each sample.
        var (head, lowCut, energy) = (_head, _lowCut, _energy);
        foreach (var frame in MemoryMarshal.Cast<float, (float Left, float Right)>(interleaved))
        {
            var weighted = lowCut.Next(head.Next(Vector128.Create(frame.Left, (double)frame.Right)));
            energy = Vector128.FusedMultiplyAdd(weighted, weighted, energy);
        }

        (_head, _lowCut, _energy) = (head, lowCut, energy);
    }

    void AddMono(ReadOnlySpan<float> samples)
    {
        var (head, lowCut, energy) = (_head, _lowCut, _energy);
        foreach (var sample in samples)
        {
            var weighted = lowCut.Next(head.Next(Vector128.CreateScalar((double)sample)));
            energy = Vector128.FusedMultiplyAdd(weighted, weighted, energy);
        }

        (_head, _lowCut, _energy) = (head, lowCut, energy);
    }
}
