namespace Cratehand.Wiring.Configuration;

/// <summary>Where a value was written; a later one wins over an earlier one.</summary>
public enum SettingLayer
{
    Default,
    File,
    Environment,
    CommandLine,
}

/// <summary>Where a value was written, exactly.</summary>
/// <param name="Text">For the owner: <c>default</c>, <c>cratehand.yaml line 3</c>, an environment name, an option.</param>
public sealed record SettingOrigin(SettingLayer Layer, string Text)
{
    public static readonly SettingOrigin Default = new(SettingLayer.Default, "default");

    public static SettingOrigin File(long line) => new(SettingLayer.File, $"{SettingsReader.FileName} line {line}");

    public static SettingOrigin Environment(string name) => new(SettingLayer.Environment, name);

    public static SettingOrigin Option(string name) => new(SettingLayer.CommandLine, name);

    public override string ToString() => Text;
}

/// <summary>A value somebody wrote.</summary>
public sealed record GivenValue(string Key, string Value, SettingOrigin Origin);

/// <summary>What one layer gave, and what was wrong in it.</summary>
public sealed record GivenValues(IReadOnlyList<GivenValue> Values, IReadOnlyList<SettingProblem> Problems);
