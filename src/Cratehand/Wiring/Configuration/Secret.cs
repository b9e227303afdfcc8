namespace Cratehand.Wiring.Configuration;

/// <summary>A value that prints as dots, whoever prints it.</summary>
public sealed class Secret(string value)
{
    public const string Mask = "••••••";

    /// <summary>The value itself; only for the call that needs it.</summary>
    public string Reveal() => value;

    public override string ToString() => Mask;
}
