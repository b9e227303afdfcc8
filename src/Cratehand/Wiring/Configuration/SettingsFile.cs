using System.Text;

namespace Cratehand.Wiring.Configuration;

/// <summary>The text of a new <c>cratehand.yaml</c>: every setting with its doc and default, commented out, so that defaults stay defaults.</summary>
public static class SettingsFile
{
    /// <summary>The whole text.</summary>
    /// <param name="effective">What the command line sets is written live; all else is a comment.</param>
    public static string For(SettingCatalog catalog, EffectiveSettings effective)
    {
        var text = new StringBuilder();
        text.AppendLine("# Cratehand's settings. To set one, remove the # in front of its name and write your value.");
        text.AppendLine("# The environment wins over this file, the command line over both: `cratehand config show` tells.");
        foreach (var section in catalog.Settings.Where(s => s.IsInFile).GroupBy(s => s.Section))
        {
            text.AppendLine();
            Write(text, section.Key, section.ToList(), effective);
        }

        return text.ToString();
    }

    static void Write(StringBuilder text, string section, List<Setting> settings, EffectiveSettings effective)
    {
        var indent = section.Length == 0 ? "" : "  ";
        if (section.Length > 0)
        {
            // Live though it may hold nothing: an empty section sets nothing, and a name needs only its own # removed.
            text.AppendLine($"{section}:");
        }

        foreach (var setting in settings)
        {
            text.AppendLine($"{indent}# {setting.Doc} Default: {(setting.Default.Shown.Length > 0 ? setting.Default.Shown : "empty")}.");
            text.AppendLine(IsLive(setting, effective)
                ? $"{indent}{setting.Name}: {Quoted(effective[setting.Key].Given)}"
                : $"{indent}#{setting.Name}: {Sample(setting)}".TrimEnd());
        }
    }

    static bool IsLive(Setting setting, EffectiveSettings effective) => effective[setting.Key].Origin.Layer == SettingLayer.CommandLine;

    // A computed default is told in the comment above; its sample would be wrong on another machine.
    static string Sample(Setting setting) => setting.Default.Shown.Contains(' ') ? "" : setting.Default.Shown;

    static string Quoted(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
