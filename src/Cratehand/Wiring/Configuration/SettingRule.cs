using System.Globalization;

namespace Cratehand.Wiring.Configuration;

/// <summary>Something that must hold between settings.</summary>
/// <param name="Key">The setting that is blamed.</param>
/// <param name="Broken">The complaint, or <c>null</c> when all is well; asks values by key.</param>
public sealed record SettingRule(string Key, Func<Func<string, string>, string?> Broken)
{
    public static SettingRule AtMost(string low, string high) => new(low, value =>
        Number(value(low)) > Number(value(high)) ? $"{low} ({value(low)}) must not be above {high} ({value(high)})." : null);

    /// <summary>Neither folder is the other, nor lies in it.</summary>
    public static SettingRule Apart(string one, string other) => new(other, value =>
        Holds(value(one), value(other)) || Holds(value(other), value(one))
            ? $"{one} ({value(one)}) and {other} ({value(other)}) must be two folders, neither inside the other."
            : null);

    static int Number(string value) => int.Parse(value, CultureInfo.InvariantCulture);

    static bool Holds(string outer, string inner) =>
        (inner.TrimEnd('/') + "/").StartsWith(outer.TrimEnd('/') + "/", StringComparison.Ordinal);
}
