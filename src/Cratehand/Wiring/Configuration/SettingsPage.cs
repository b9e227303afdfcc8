using System.Text;

namespace Cratehand.Wiring.Configuration;

/// <summary>The text of <c>docs/settings.md</c>.</summary>
public static class SettingsPage
{
    public static string For(SettingCatalog catalog)
    {
        var page = new StringBuilder(Head);
        foreach (var section in catalog.Settings.GroupBy(s => s.Section))
        {
            page.AppendLine().AppendLine($"## {(section.Key.Length > 0 ? section.Key : "Folders")}").AppendLine();
            page.AppendLine("| Setting | Default | Meaning | Must be | Environment |").AppendLine("|---|---|---|---|---|");
            foreach (var setting in section)
            {
                page.AppendLine(Row(setting));
            }
        }

        return page.ToString();
    }

    static string Row(Setting setting)
    {
        string[] names = [setting.EnvironmentName, .. setting.Aliases.Select(a => a.EnvironmentName)];
        var notes = (setting.IsSecret ? " Secret." : "") + (setting.IsInFile ? "" : " Not in the file.");
        return $"| `{setting.Key}` | {Default(setting)} | {setting.Doc}{notes} | {setting.Form.Words} | {string.Join(", ", names.Select(n => $"`{n}`"))} |";
    }

    static string Default(Setting setting) => setting.Default.Shown switch
    {
        "" => "empty",
        var shown when shown.Contains(' ') => shown,
        var shown => $"`{shown}`",
    };

    const string Head = """
        # Settings

        This page is made from the program's own list of settings; a test keeps it true.

        A setting can be written in four places; the last word wins: its default, `cratehand.yaml` in the data folder, the environment,
        the command line. `cratehand config show` tells what holds and where it was set, `cratehand config check` what is wrong.
        `cratehand init` writes a commented file.

        In the file, `Jobs:MaxAttempts` is

        ```yaml
        Jobs:
          MaxAttempts: 3
        ```

        Every value is taken as it is written, a list may be written as `[aiff, wav]` or as `aiff, wav`, and an empty value is not set. Setting
        a name twice is an error, an unknown name is a warning (an error in `config check`), a value that cannot be used keeps
        everything from starting. Anchors and aliases work; top-level names that start with `x-` are a place to keep them. A relative folder
        starts at the file's folder, in the environment and on the command line where the command was called; `~/` is the home folder.

        For every name in the environment, the same name with `_FILE` at its end names a file that holds the value, for secrets.
        An empty variable is not set.

        """;
}
