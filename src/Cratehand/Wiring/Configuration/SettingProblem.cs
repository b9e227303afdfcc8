namespace Cratehand.Wiring.Configuration;

/// <summary>Something wrong in the configuration.</summary>
/// <param name="Key">The setting or the unknown name.</param>
/// <param name="Message">What is wrong; never the value of a secret.</param>
/// <param name="Fix">The way out.</param>
/// <param name="IsFatal">Nothing can be started; else it is only a warning outside of <c>config check</c>.</param>
public sealed record SettingProblem(string Key, SettingOrigin Origin, string Message, string Fix, bool IsFatal)
{
    /// <summary>A name that no setting has, with the nearest one that some setting has.</summary>
    public static SettingProblem Unknown(string name, SettingOrigin origin, IEnumerable<string> known) => new(
        name,
        origin,
        $"{name} is not a setting.",
        NearestName.Of(name, known) is { } near ? $"Did you mean {near}?" : "See docs/settings.md for those there are, or remove it.",
        IsFatal: false);

    public static SettingProblem Fatal(string key, SettingOrigin origin, string message, string fix) =>
        new(key, origin, message, fix, IsFatal: true);

    public override string ToString() => $"{Message} {Fix} ({Origin})";
}
