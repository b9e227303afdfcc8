namespace Cratehand.Wiring.Configuration;

/// <summary>A setting as it holds now.</summary>
/// <param name="Given">What was written, or the default.</param>
/// <param name="Value">What holds: as given in its plain form, or the default when that cannot be used.</param>
public sealed record EffectiveSetting(Setting Setting, string Given, string Value, SettingOrigin Origin)
{
    /// <summary>What may be shown to anyone: a secret only says whether it is set.</summary>
    public string Shown => !Setting.IsSecret ? Given : Given.Length > 0 ? Secret.Mask : "";
}

/// <summary>Every setting as it holds, with its origin and all that is wrong.</summary>
/// <param name="File">Where <c>cratehand.yaml</c> is looked for.</param>
public sealed record EffectiveSettings(string File, IReadOnlyList<EffectiveSetting> All, IReadOnlyList<SettingProblem> Problems)
{
    /// <summary>False: nothing may be started on these.</summary>
    public bool CanStart => !Problems.Any(p => p.IsFatal);

    /// <summary>The secrets that hold, so that they can be kept out of what is written.</summary>
    public IReadOnlyList<string> Secrets => [.. All.Where(s => s.Setting.IsSecret && s.Given.Length > 0).Select(s => s.Given)];

    /// <summary>The setting of that key.</summary>
    /// <exception cref="InvalidOperationException">The catalogue has no such key.</exception>
    public EffectiveSetting this[string key] =>
        All.FirstOrDefault(s => s.Setting.Key == key) ?? throw new InvalidOperationException($"{key} is not in the SettingCatalog.");
}
