namespace Cratehand.Wiring.Configuration;

/// <summary>Resolves each setting once, so that a default may be made from another setting.</summary>
/// <param name="given">What was written, the layer that wins last.</param>
sealed class SettingResolver(SettingCatalog catalog, SettingsInput input, IReadOnlyList<GivenValue> given)
{
    readonly Dictionary<string, EffectiveSetting> _resolved = [];
    readonly List<SettingProblem> _problems = [];

    public IReadOnlyList<SettingProblem> Problems => _problems;

    /// <summary>Where relative paths of the file start.</summary>
    public string FileFolder { get; init; } = "/";

    public EffectiveSetting Resolve(string key)
    {
        if (!_resolved.TryGetValue(key, out var found))
        {
            var setting = catalog.Find(key) ?? throw new InvalidOperationException($"{key} is not in the SettingCatalog.");
            _resolved[key] = found = Resolve(setting);
        }

        return found;
    }

    EffectiveSetting Resolve(Setting setting)
    {
        var written = given.LastOrDefault(g => g.Key == setting.Key);
        if (written is null)
        {
            var value = DefaultOf(setting);
            return new(setting, value, value, SettingOrigin.Default);
        }

        var plain = setting.Form.Normalize(written.Value);
        if (plain is not null)
        {
            plain = Located(setting, plain, written.Origin);
            return new(setting, plain, plain, written.Origin);
        }

        _problems.Add(Invalid(setting, written));
        return new(setting, written.Value, DefaultOf(setting), written.Origin);
    }

    static SettingProblem Invalid(Setting setting, GivenValue written) => SettingProblem.Fatal(
        setting.Key,
        written.Origin,
        $"{setting.Key} must be {setting.Form.Words}, not {(setting.IsSecret ? "what was given" : $"'{written.Value}'")}.",
        setting.Form.Nearest(written.Value) is { } near && !setting.IsSecret ? $"Did you mean {near}?"
        : !setting.IsSecret && setting.Form.Hint(written.Value) is { } hint ? hint
        : setting.Default.Shown.Length > 0 ? $"Correct it, or remove it for the default: {setting.Default.Shown}." : "Correct it, or remove it.");

    string DefaultOf(Setting setting) =>
        Located(setting, setting.Default.Compute(new(input.Environment, input.Processors, key => Resolve(key).Value)), SettingOrigin.Default);

    string Located(Setting setting, string value, SettingOrigin origin)
    {
        if (setting.Form != SettingForm.Folder)
        {
            return value;
        }

        var home = input.Environment.GetValueOrDefault("HOME", "/");
        var path = value == "~" ? home : value.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(home, value[2..]) : value;
        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, origin.Layer == SettingLayer.File ? FileFolder : input.WorkingFolder));
    }
}
