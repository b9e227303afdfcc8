using Cratehand.Wiring.Configuration;

namespace Cratehand.Cli.Scheduling;

/// <summary>How another program calls the music sync as this one was called.</summary>
/// <param name="Variables">Settings that stand in the environment, by name; no secrets.</param>
/// <param name="Secrets">Names of secrets that stand there and are not passed on.</param>
sealed record SyncCommandLine(string Program, string Data, IReadOnlyList<(string Name, string Value)> Variables, IReadOnlyList<string> Secrets)
{
    public static SyncCommandLine Of(EffectiveSettings effective, string program)
    {
        var given = effective.All.Where(setting => setting.Origin.Layer is SettingLayer.Environment && setting.Given.Length > 0).ToList();
        var variables = given.Where(setting => !setting.Setting.IsSecret && setting.Setting.Key is not ("Data" or "MusicSync:Schedule" or "MusicSync:Interval" or "Schedules:Zone"))
            .Select(setting => (setting.Setting.EnvironmentName, setting.Value));
        return new(
            program, effective["Data"].Value, [("CRATEHAND_DATA", effective["Data"].Value), .. variables],
            [.. given.Where(setting => setting.Setting.IsSecret).Select(setting => setting.Origin.Text)]);
    }

    /// <summary>What takes the place of <c>sync</c> in a trial.</summary>
    public const string Trial = "doctor";

    /// <summary>What it last printed lies there, written anew by each run: what it did before is in the log, which is rotated.</summary>
    public string LastOutput => Path.Combine(Data, "last-sync.txt");

    /// <summary>For <c>sh</c>, each value quoted.</summary>
    public string ForShell => $"{Start} sync >{Quoted(LastOutput)} 2>&1";

    /// <summary>The same, but that nothing is done: see <see cref="InstallTrial"/>.</summary>
    public string ForTrial => $"{Start} {Trial}";

    string Start => string.Join(' ', [.. Variables.Select(variable => $"{variable.Name}={Quoted(variable.Value)}"), Quoted(Program)]);

    /// <summary>A value that <c>sh</c> reads as it stands.</summary>
    public static string Quoted(string value) =>
        value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or ':' or ',' or '+')
            ? value
            : "'" + value.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
