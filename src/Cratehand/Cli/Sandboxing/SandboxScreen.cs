using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Songs;
using Cratehand.Wiring.Configuration;

namespace Cratehand.Cli.Sandboxing;

/// <summary>One screen that says what is in the sandbox, and what to copy to try it.</summary>
public static class SandboxScreen
{
    // Which setting leads to which door. Those that the program does not have are left out.
    static readonly (string Key, Func<JsonObject, string?> Value)[] Leads =
    [
        ("Notion:BaseAddress", line => Text(line["notion"])),
        ("Notion:Token", line => Text(line["tokens"]?["notion"])),
        ("Spotify:BaseAddress", line => Text(line["spotify"])),
        ("Spotify:AccountsAddress", line => Text(line["spotifyAccounts"])),
        ("Spotify:AccessToken", line => Text(line["tokens"]?["spotify"])),
        ("Spotify:ClientId", line => Text(line["apps"]?["spotify"]?["id"])),
        ("SoundCloud:BaseAddress", line => Text(line["soundcloud"])),
        ("SoundCloud:AuthAddress", line => Text(line["soundcloudAuth"])),
        ("SoundCloud:AccessToken", line => Text(line["tokens"]?["soundcloud"])),
        ("SoundCloud:ClientId", line => Text(line["apps"]?["soundcloud"]?["id"])),
        ("SoundCloud:ClientSecret", line => Text(line["apps"]?["soundcloud"]?["secret"])),
        ("Acquire:Hosts", line => Text(line["media"]) is { } media ? new Uri(media).Authority : null),
    ];

    /// <summary>The settings that point this program at a sandbox, by the names that the environment takes.</summary>
    public static IEnumerable<(string Name, string Value)> Exports(SettingCatalog catalog, JsonObject line) =>
        from lead in Leads
        let setting = catalog.Find(lead.Key)
        let value = lead.Value(line)
        where setting is not null && value is not null
        select (setting.EnvironmentName, value);

    public static void Write(Output output, SettingCatalog catalog, SandboxHost host, string? stateFile)
    {
        var line = host.Describe();
        output.Line("The sandbox is open: Notion, Spotify, SoundCloud and a music host, made up, on this machine only.");
        output.Line();
        Rows(output, Places(line));
        output.Line();
        output.Line("Notion databases:");
        Rows(output, line["databases"]!.AsObject().Select(database => (database.Key, $"{database.Value}")));
        output.Line();
        output.Line("In another terminal, copy this:");
        foreach (var (name, value) in Exports(catalog, line))
        {
            output.Line($"  export {name}={value}");
        }

        output.Line("and then, for example:");
        output.Line("  cratehand notion check");
        output.Line("  cratehand auth spotify        (the address it shows says yes by itself)");
        output.Line($"  cratehand sync {line["media"]}/media/{Recording.Original(0).Name}.flac");
        output.Line();
        output.Line($"Likes, faults, time and the log of calls: {line["control"]}/_sandbox/ (like, faults, advance, calls, state).");
        output.Line(stateFile is null ? "Ctrl-C closes it and forgets what happened." : $"Ctrl-C closes it; what happened is kept in {stateFile}.");
    }

    static IEnumerable<(string Name, string What)> Places(JsonObject line) =>
    [
        ("Notion", $"{line["notion"]}"),
        ("Spotify", $"{line["spotify"]}, sign-in {line["spotifyAccounts"]}"),
        ("SoundCloud", $"{line["soundcloud"]}, sign-in {line["soundcloudAuth"]}"),
        ("Music", $"{line["media"]}"),
        ("Control", $"{line["control"]}"),
    ];

    static void Rows(Output output, IEnumerable<(string Name, string What)> rows)
    {
        foreach (var (name, what) in rows)
        {
            output.Line($"  {name,-12}{what}");
        }
    }

    static string? Text(JsonNode? node) => node?.ToString();
}
