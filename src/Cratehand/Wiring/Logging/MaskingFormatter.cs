using System.Text.Encodings.Web;
using Cratehand.Wiring.Configuration;
using Serilog.Events;
using Serilog.Formatting;

namespace Cratehand.Wiring.Logging;

/// <summary>
/// Masks secrets in whatever another formatter wrote. Secrets are kept out by their type; this is for those that come
/// back in somebody else's text, as in the address within an exception.
/// </summary>
public sealed class MaskingFormatter(ITextFormatter inner, IReadOnlyList<string> secrets) : ITextFormatter
{
    // Shorter ones would mask parts of ordinary words, and protect nothing.
    const int ShortestSecret = 4;

    readonly string[] _masked = secrets
        .Where(secret => secret.Length >= ShortestSecret)
        .SelectMany(secret => new[] { secret, JavaScriptEncoder.Default.Encode(secret), JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret), Uri.EscapeDataString(secret) })
        .Distinct()
        .OrderByDescending(secret => secret.Length)
        .ToArray();

    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var text = new StringWriter();
        inner.Format(logEvent, text);
        output.Write(_masked.Aggregate(text.ToString(), (line, secret) => line.Replace(secret, Secret.Mask, StringComparison.Ordinal)));
    }
}
