using System.Text;

namespace Cratehand.Music.Audio.Fetching;

/// <summary>The name under which a server offers a file, made harmless: one name, no path, nothing hidden. Pure.</summary>
static class MediaName
{
    const int Longest = 200;

    /// <summary>By Content-Disposition (RFC 6266, <c>filename*</c> first), else the last part of the address; null if empty.</summary>
    public static string? Of(HttpResponseMessage answer, Uri address)
    {
        var disposition = answer.Content.Headers.ContentDisposition;
        return Harmless(disposition?.FileNameStar) ?? Harmless(disposition?.FileName) ?? Harmless(Uri.UnescapeDataString(address.AbsolutePath));
    }

    internal static string? Harmless(string? name)
    {
        var last = (name ?? "").Trim('"').Replace('\\', '/').Split('/')[^1];
        var text = string.Concat(last.EnumerateRunes().Where(r => !Rune.IsControl(r) && r.Value != 0xFFFD)).Trim(' ', '.');
        text = text.Length <= Longest ? text : text[^Longest..].TrimStart('.'); // the end bears the extension
        return text.Length == 0 ? null : text;
    }
}
