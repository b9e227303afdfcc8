using System.Diagnostics;
using Cratehand.Cli;
using Cratehand.Tests.Support;

namespace Cratehand.Tests.Cli.Commands.Schedules;

/// <summary>What is written for cron and systemd, read back from where they keep it.</summary>
public sealed class InstallCommandTests : IDisposable
{
    readonly TestHome _home = new();

    public InstallCommandTests()
    {
        _home.Environment["CRATEHAND_LIBRARY"] = _home.Folder + "/100% $HOME 'n' \"music\"";
        _home.Environment["MUSIC_SYNC_SCHEDULE"] = "0 */6 * * *";
        _home.Environment["CRATEHAND__SCHEDULES__ZONE"] = TimeZoneInfo.Local.Id;
        _home.Program = Script("cratehand it's", $"{{ env; echo \"typed $*\"; }} > '{Seen}'; exit 0");
        _home.Environment["CRATEHAND__TOOLS__CRONTAB"] = Script("crontab", $$"""
            table="{{_home.Folder}}/table"
            case "$1" in
                -l) [ -e "$table" ] && cat "$table" || { echo "no crontab for me" >&2; exit 1; } ;;
                -r) rm "$table" ;;
                *) cp "$1" "$table" ;;
            esac
            """);
    }

    string Seen => Path.Combine(_home.Folder, "seen");

    string Table => Path.Combine(_home.Folder, "table");

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("# mine\nMAILTO=me\n*/5 * * * * backup 100\\%\n\n")]
    public async Task InstallThenUninstallLeavesTheCrontabAsItWas(string? before)
    {
        if (before is not null)
        {
            await File.WriteAllTextAsync(Table, before);
        }

        Assert.Equal(ExitCode.Done, await _home.RunAsync("schedules", "install", "--cron", "--test"));
        Assert.Equal(before, Read());
        Assert.Equal(ExitCode.Done, await _home.RunAsync("schedules", "install", "--cron"));
        var once = Read();
        Assert.Equal(ExitCode.Done, await _home.RunAsync("schedules", "install", "--cron"));
        Assert.Equal((once, true), (Read(), once!.StartsWith(before ?? "", StringComparison.Ordinal)));
        Assert.Equal(ExitCode.Done, await _home.RunAsync("schedules", "uninstall", "--cron"));
        Assert.Equal(before, Read());
    }

    [Fact]
    public async Task TheLineMeansTheSameToTheShellAsHere()
    {
        await _home.RunAsync("schedules", "install", "--cron");
        var line = Read()!.Split('\n').Single(text => text.StartsWith("0 */6 * * * ", StringComparison.Ordinal));
        Assert.DoesNotContain("%", line.Replace("\\%", "", StringComparison.Ordinal), StringComparison.Ordinal);

        // cron turns \% into %; instead of the program, the shell is asked what it would be given.
        var command = line["0 */6 * * * ".Length..].Replace("\\%", "%", StringComparison.Ordinal);
        var asked = command.Replace(Quoted(_home.Program) + " sync", "printenv CRATEHAND_LIBRARY", StringComparison.Ordinal);
        Assert.NotEqual(command, asked);
        Directory.CreateDirectory(_home.Data);
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", asked]) { UseShellExecute = false })!;
        await shell.WaitForExitAsync();
        Assert.Equal(_home.Environment["CRATEHAND_LIBRARY"] + "\n", await File.ReadAllTextAsync(Path.Combine(_home.Data, "last-sync.txt")));
    }

    [Theory]
    [InlineData("--cron", "PATH=/usr/bin:/bin")]
    [InlineData("--systemd", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin")]
    public async Task ATestStartsTheCommandAsItWillBeStartedAndOnlyLetsItLookAtItself(string where, string path)
    {
        Assert.Equal(ExitCode.Done, await _home.RunAsync("schedules", "install", where, "--test"));

        var seen = await File.ReadAllLinesAsync(Seen);
        Assert.Contains("typed doctor", seen);
        Assert.Contains(path, seen);
        Assert.Contains("CRATEHAND_LIBRARY=" + _home.Environment["CRATEHAND_LIBRARY"], seen);
        Assert.DoesNotContain(seen, line => line.StartsWith("DOTNET", StringComparison.Ordinal) || line.StartsWith("MUSIC_SYNC", StringComparison.Ordinal));
        Assert.Contains("all it needs is there", _home.Out.ToString(), StringComparison.Ordinal);
        Assert.Null(Read());
        Assert.False(Directory.Exists(_home.Data));
    }

    [Theory]
    [InlineData("--cron")]
    [InlineData("--systemd")]
    public async Task WhatWouldNotWorkIsSaidInItsOwnWords(string where)
    {
        _home.Program = Script("broken", "echo 'FAIL ffmpeg: ffmpeg was not found.'; echo 'and more' >&2; exit 1");
        Assert.Equal(ExitCode.Failed, await _home.RunAsync("schedules", "install", where, "--test"));
        Assert.Contains("it would not work:\n  FAIL ffmpeg: ffmpeg was not found.\n  and more\n", _home.Out.ToString(), StringComparison.Ordinal);
        Assert.Null(Read());
    }

    [Fact]
    public async Task ALineBreakIsRefused()
    {
        _home.Environment["CRATEHAND_LIBRARY"] = _home.Folder + "/a\n* * * * * id";
        Assert.Equal(ExitCode.Usage, await _home.RunAsync("schedules", "install", "--cron"));
        Assert.Contains("line break", _home.Error.ToString(), StringComparison.Ordinal);
        Assert.Null(Read());
    }

    [Theory]
    [InlineData("MUSIC_SYNC_INTERVAL", "5400", "cron cannot say '@every 5400s'")]
    [InlineData("CRATEHAND__SCHEDULES__ZONE", "Asia/Kolkata", "cron goes by this machine's clock")]
    [InlineData("MUSIC_SYNC_ENABLED", "false", "The music sync is switched off")]
    public async Task WhatCronCannotSayIsTold(string name, string value, string words)
    {
        _ = name == "MUSIC_SYNC_INTERVAL" && _home.Environment.Remove("MUSIC_SYNC_SCHEDULE");
        _home.Environment[name] = value;
        Assert.Equal(ExitCode.Usage, await _home.RunAsync("schedules", "install", "--cron"));
        Assert.Contains(words, _home.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASecretIsNotWritten()
    {
        _home.Environment["NOTION_TOKEN"] = "ntn_planted";
        await _home.RunAsync("schedules", "install", "--cron");
        Assert.DoesNotContain("ntn_planted", Read() + _home.Out + _home.Error, StringComparison.Ordinal);
        Assert.Contains("NOTION_TOKEN stands in the environment and is not written anywhere", _home.Error.ToString(), StringComparison.Ordinal);
    }

    string? Read() => File.Exists(Table) ? File.ReadAllText(Table) : null;

    static string Quoted(string value) => Cratehand.Cli.Scheduling.SyncCommandLine.Quoted(value);

    string Script(string name, string lines)
    {
        var path = Path.Combine(_home.Folder, name);
        File.WriteAllText(path, "#!/bin/sh\n" + lines + "\n");
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        return path;
    }
}
