namespace Cratehand.Wiring.Configuration;

/// <summary>One thing the owner can set: the only place where its name, default, form and doc are written.</summary>
/// <param name="Key">Its name in <c>cratehand.yaml</c>, nested by colons: <c>Jobs:MaxAttempts</c>.</param>
/// <param name="Default">What holds when nobody set it.</param>
/// <param name="Form">What may be written there.</param>
/// <param name="Doc">One line for the owner, with the unit.</param>
public sealed record Setting(string Key, SettingDefault Default, SettingForm Form, string Doc)
{
    /// <summary><c>CRATEHAND__SECTION__KEY</c>, unless the contract gave it a shorter one.</summary>
    public string EnvironmentName { get; init; } = "CRATEHAND__" + Key.ToUpperInvariant().Replace(":", "__", StringComparison.Ordinal);

    /// <summary>Other environment names it answers to; its own name wins over them. The first listed wins among them.</summary>
    public IReadOnlyList<SettingAlias> Aliases { get; init; } = [];

    /// <summary>Its value is shown to nobody: not by <c>config show</c>, not in an error, not in the log.</summary>
    public bool IsSecret { get; init; }

    /// <summary>False for what must be known before the file can be found.</summary>
    public bool IsInFile { get; init; } = true;

    /// <summary>The part before the last colon, or nothing.</summary>
    public string Section => Key.LastIndexOf(':') is > 0 and var end ? Key[..end] : "";

    /// <summary>The part after the last colon.</summary>
    public string Name => Key[(Key.LastIndexOf(':') + 1)..];
}

/// <summary>A foreign environment name for a setting.</summary>
/// <param name="Translate">Its value in our words, or <c>null</c> when that value says nothing about the setting.</param>
public sealed record SettingAlias(string EnvironmentName, Func<string, string?> Translate)
{
    public SettingAlias(string environmentName)
        : this(environmentName, value => value)
    {
    }
}

/// <summary>What a setting is when nobody set it.</summary>
/// <param name="Shown">For the docs: the value, or how it comes about.</param>
/// <param name="Compute">Gives the value on this machine.</param>
public sealed record SettingDefault(string Shown, Func<DefaultScope, string> Compute)
{
    public static implicit operator SettingDefault(string value) => FromString(value);

    public static SettingDefault FromString(string value) => new(value, _ => value);
}

/// <summary>What a computed default may look at.</summary>
/// <param name="ValueOf">The effective value of another setting.</param>
public sealed record DefaultScope(IReadOnlyDictionary<string, string> Environment, int Processors, Func<string, string> ValueOf);
