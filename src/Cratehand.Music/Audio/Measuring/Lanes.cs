using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Cratehand.Music.Audio.Measuring;

/// <summary>Eight complex numbers at once, real and imaginary parts apart.</summary>
[StructLayout(LayoutKind.Auto)]
readonly struct Lanes(Vector256<float> real, Vector256<float> imaginary)
{
    /// <summary>How many numbers go at once.</summary>
    public const int Count = 8;

    const float HalfRoot = 0.70710678f;

    public Vector256<float> Real { get; } = real;

    public Vector256<float> Imaginary { get; } = imaginary;

    /// <summary>Real numbers, eight at a time; what is over at the end is left out.</summary>
    public static Span<Vector256<float>> Eights(float[] values) => MemoryMarshal.Cast<float, Vector256<float>>(values.AsSpan());

    /// <summary>A quarter turn back: times −i.</summary>
    public Lanes QuarterBack => new(Imaginary, -Real);

    public Lanes EighthBack => new((Real + Imaginary) * HalfRoot, (Imaginary - Real) * HalfRoot);

    public Lanes Reversed => new(Vector256.Shuffle(Real, Vector256.Create(7, 6, 5, 4, 3, 2, 1, 0)), Vector256.Shuffle(Imaginary, Vector256.Create(7, 6, 5, 4, 3, 2, 1, 0)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator +(Lanes a, Lanes b) => new(a.Real + b.Real, a.Imaginary + b.Imaginary);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator -(Lanes a, Lanes b) => new(a.Real - b.Real, a.Imaginary - b.Imaginary);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator *(Lanes a, Lanes b) => new(
        Vector256.FusedMultiplyAdd(a.Real, b.Real, -(a.Imaginary * b.Imaginary)),
        Vector256.FusedMultiplyAdd(a.Real, b.Imaginary, a.Imaginary * b.Real));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Load(float[] real, float[] imaginary, int at) => new(At(real, at), At(imaginary, at));

    /// <summary>Takes pairs of numbers for real and imaginary parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes OfPairs(ReadOnlySpan<float> pairs)
    {
        ref var first = ref MemoryMarshal.GetReference(pairs);
        var low = Vector256.LoadUnsafe(ref first).AsUInt64();
        var high = Vector256.LoadUnsafe(ref first, Count).AsUInt64();
        return new(Vector256.Narrow(low, high).AsSingle(), Vector256.Narrow(low >>> 32, high >>> 32).AsSingle());
    }

    /// <summary>The same number in all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes All(float real, float imaginary) => new(Vector256.Create(real), Vector256.Create(imaginary));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Span<float> real, Span<float> imaginary, int at)
    {
        Real.CopyTo(real.Slice(at, Count));
        Imaginary.CopyTo(imaginary.Slice(at, Count));
    }

    static Vector256<float> At(float[] values, int at) => Vector256.Create(values, at);
}
