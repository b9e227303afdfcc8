using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cratehand.Music.Libraries.Fingerprints;

/// <summary>How well two fingerprints agree where they agree best. Pure.</summary>
/// <param name="Agreement">The share of equal bits, 0 to 1; what has nothing in common has about 0.55.</param>
/// <param name="Offset">By how many items the first one begins earlier; one item is <see cref="SecondsPerItem"/>.</param>
/// <param name="Overlap">How many items were compared.</param>
public sealed record FingerprintMatch(double Agreement, int Offset, int Overlap)
{
    /// <summary>From here on it is one recording.</summary>
    public const double Least = 0.90;

    /// <summary>Items by which one may begin later than the other: 15 s.</summary>
    public const int LargestOffset = 120;

    /// <summary>Fewer items than that, 10 s, say nothing.</summary>
    public const int LeastOverlap = 80;

    /// <summary>Silence and drones repeat a few items, and so agree with one another: there must be more different ones than that.</summary>
    public const int Monotonous = 20;

    /// <summary>Chromaprint's step: a third of 4096 samples at 11 025 Hz.</summary>
    public const double SecondsPerItem = 4096 / 3 / 11_025.0;

    public bool IsSame => Agreement >= Least;

    /// <summary>The best agreement of all offsets; <c>null</c> if they are too short or too monotonous to tell.</summary>
    public static FingerprintMatch? Best(ReadOnlySpan<uint> first, ReadOnlySpan<uint> second)
    {
        FingerprintMatch? best = null;
        for (var step = 0; step <= 2 * LargestOffset; step++)
        {
            var offset = step % 2 == 0 ? step / 2 : -(step + 1) / 2; // from the middle outwards: of equals the nearest wins
            var (a, b) = Overlapping(first, second, offset);
            if (a.Length >= LeastOverlap && AgreementOf(a, b) is var agreement && !(agreement <= best?.Agreement))
            {
                best = new(agreement, offset, a.Length);
            }
        }

        return best is not null && IsVaried(first, second, best.Offset) ? best : null;
    }

    /// <summary>Bits that differ. Both of one length.</summary>
    internal static long DifferingBits(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        var done = Avx2.IsSupported ? a.Length / Vector256<uint>.Count * Vector256<uint>.Count : 0;
        var bits = done > 0 ? WideBits(a[..done], b[..done]) : 0;
        for (var i = done; i < a.Length; i++)
        {
            bits += BitOperations.PopCount(a[i] ^ b[i]);
        }

        return bits;
    }

    // The bits of each half byte are looked up, 64 at a time (Mula's way): twice as fast as counting word by word.
    static long WideBits(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        var counts = Vector256.Create((byte)0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
        var half = Vector256.Create((byte)0x0F);
        var left = MemoryMarshal.Cast<uint, Vector256<byte>>(a);
        var right = MemoryMarshal.Cast<uint, Vector256<byte>>(b);
        var sum = Vector256<ulong>.Zero;
        for (var i = 0; i < left.Length; i++)
        {
            var differing = left[i] ^ right[i];
            var high = Vector256.ShiftRightLogical(differing.AsUInt16(), 4).AsByte() & half;
            var bits = Avx2.Shuffle(counts, differing & half) + Avx2.Shuffle(counts, high);
            sum += Avx2.SumAbsoluteDifferences(bits, Vector256<byte>.Zero).AsUInt64();
        }

        return (long)Vector256.Sum(sum);
    }

    static double AgreementOf(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b) => 1 - (DifferingBits(a, b) / (32.0 * a.Length));

    static bool IsVaried(ReadOnlySpan<uint> first, ReadOnlySpan<uint> second, int offset)
    {
        var (a, b) = Overlapping(first, second, offset);
        return Distinct(a) > Monotonous && Distinct(b) > Monotonous;
    }

    static int Distinct(ReadOnlySpan<uint> items)
    {
        var seen = new HashSet<uint>();
        foreach (var item in items)
        {
            seen.Add(item);
        }

        return seen.Count;
    }

    static Pair Overlapping(ReadOnlySpan<uint> first, ReadOnlySpan<uint> second, int offset)
    {
        var a = first[Math.Min(Math.Max(offset, 0), first.Length)..];
        var b = second[Math.Min(Math.Max(-offset, 0), second.Length)..];
        var length = Math.Min(a.Length, b.Length);
        return new(a[..length], b[..length]);
    }

    readonly ref struct Pair(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        readonly ReadOnlySpan<uint> _a = a;
        readonly ReadOnlySpan<uint> _b = b;

        public void Deconstruct(out ReadOnlySpan<uint> a, out ReadOnlySpan<uint> b)
        {
            a = _a;
            b = _b;
        }
    }
}
