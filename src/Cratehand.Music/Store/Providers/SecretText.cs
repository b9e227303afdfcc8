namespace Cratehand.Music.Store.Providers;

/// <summary>A token or password that prints as <c>***</c>, whoever prints, logs or serialises it.</summary>
public sealed class SecretText(string value)
{
    public const string Mask = "***";

    /// <summary>The value itself; only for the call that needs it.</summary>
    public string Reveal() => value;

    /// <summary>The same text with this value blotted out, in plain form and as it stands in an address.</summary>
    public string HideIn(string text) =>
        value.Length == 0 ? text
        : text.Replace(value, Mask, StringComparison.Ordinal).Replace(Uri.EscapeDataString(value), Mask, StringComparison.Ordinal);

    public override string ToString() => Mask;
}
