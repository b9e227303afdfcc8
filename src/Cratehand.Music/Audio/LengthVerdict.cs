using System.Globalization;

namespace Cratehand.Music.Audio;

/// <summary>Whether audio is as long as what was wanted, and why not. Pure.</summary>
/// <param name="Cause">Stored: <c>preview</c> or <c>wrong-length</c>; <c>null</c> when it is as long.</param>
/// <param name="Reason">In words for the owner; empty when it is as long.</param>
public sealed record LengthVerdict(string? Cause, string Reason)
{
    /// <summary>Two platforms cut silence differently; another version is seldom that close.</summary>
    const double ToleranceSeconds = 3;
    const double ToleranceShare = 0.03;

    /// <summary>Lengths that shops and streaming services give away, in seconds.</summary>
    static readonly double[] PreviewLengths = [30, 45, 60, 90, 120];
    const double PreviewTolerance = 2;
    const double PreviewShare = 0.67;

    static readonly LengthVerdict Right = new(null, "");

    /// <summary>Judges a length. A short track is no preview: only what is wanted says so, and without that nothing is refused.</summary>
    /// <param name="expectedSeconds">How long it should be; <c>null</c> or 0 if nobody knows.</param>
    /// <param name="seconds">How long it is; <c>null</c> if that cannot be told.</param>
    public static LengthVerdict Judge(double? expectedSeconds, double? seconds)
    {
        if (expectedSeconds is not > 0 || seconds is not { } actual)
        {
            return Right;
        }

        var expected = expectedSeconds.Value;
        if (Math.Abs(actual - expected) <= Math.Max(ToleranceSeconds, ToleranceShare * expected))
        {
            return Right;
        }

        return actual < PreviewShare * expected && Array.Exists(PreviewLengths, length => Math.Abs(length - actual) <= PreviewTolerance)
            ? new("preview", $"Only a preview of {Text(actual)} was to be had, of a track of {Text(expected)}: look for the whole one.")
            : new("wrong-length", $"It lasts {Text(actual)} where {Text(expected)} was expected: it is cut, or another version.");
    }

    // To the second, as players show it.
    static string Text(double seconds) =>
        TimeSpan.FromSeconds(Math.Round(seconds)).ToString(seconds < 3600 ? @"m\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture);
}
