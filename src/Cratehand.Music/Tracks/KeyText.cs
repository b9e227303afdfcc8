using System.Globalization;
using System.Text.RegularExpressions;

namespace Cratehand.Music.Tracks;

/// <summary>The grammar of a written musical key, in all three notations.</summary>
static partial class KeyText
{
    const string Naturals = "C D EF G A B";

    public static MusicalKey? Parse(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        return Wheel().Match(trimmed) is { Success: true } wheel ? FromWheel(wheel)
            : Name().Match(trimmed) is { Success: true } name ? FromName(name)
            : null;
    }

    static MusicalKey? FromWheel(Match match)
    {
        var number = int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        var side = char.ToUpperInvariant(match.Groups["side"].ValueSpan[0]);
        if (number is < 1 or > 12)
        {
            return null;
        }

        var openKey = side is 'A' or 'B' ? ((number + 4) % 12) + 1 : number;
        return MusicalKey.AtOpenKey(openKey, side is 'A' or 'M');
    }

    static MusicalKey FromName(Match match)
    {
        var natural = Naturals.IndexOf(char.ToUpperInvariant(match.Groups["letter"].ValueSpan[0]), StringComparison.Ordinal);
        var shift = match.Groups["accidental"].Value switch { "" => 0, "#" or "♯" => 1, _ => -1 };
        var mode = match.Groups["mode"].Value;

        // "M" alone is major in print, "m" minor; in words the case says nothing.
        var isMinor = mode is "m" || mode.StartsWith("min", StringComparison.OrdinalIgnoreCase);
        return new MusicalKey(natural, isMinor).Transpose(shift);
    }

    [GeneratedRegex("^(?<number>[0-9]{1,2})(?<side>[ABMD])$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Wheel();

    [GeneratedRegex("^(?<letter>[A-Ga-g])(?<accidental>[#♯b♭]?) ?(?<mode>m|M|(?i:minor|min|major|maj))?$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Name();
}
