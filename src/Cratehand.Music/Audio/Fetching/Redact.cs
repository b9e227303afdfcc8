using System.Text.RegularExpressions;

namespace Cratehand.Music.Audio.Fetching;

/// <summary>Addresses as they may be shown and logged: who has a signed or secret link has the file.</summary>
public static partial class Redact
{
    /// <summary>Without user name, query and fragment; secret path parts such as SoundCloud's <c>s-AbC123</c> are blotted out.</summary>
    public static string Address(Uri address)
    {
        var query = address.Query.Length > 0 ? "?…" : "";
        return $"{address.Scheme}://{address.Authority}{Secret().Replace(address.AbsolutePath, "s-…")}{query}";
    }

    [GeneratedRegex("(?<=/)s-[A-Za-z0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Secret();
}
