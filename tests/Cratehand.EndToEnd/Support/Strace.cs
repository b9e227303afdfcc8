using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Cratehand.EndToEnd.Support;

/// <summary>
/// Runs the program under strace, where each call that makes something lasting waits a moment before it takes effect: long
/// enough to kill at one chosen call. (strace's own <c>signal=KILL:when=n</c> counts each thread by itself, and no run of a
/// .NET program spreads its calls over its threads as the one before.)
/// </summary>
static class Strace
{
    const string Calls = "rename,renameat,renameat2,fsync,fdatasync,link,linkat";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static bool Is(string call, string pattern) => Regex.IsMatch(call, pattern, RegexOptions.None, Patience);

    /// <summary>Runs to the end; the calls, in order, each with its paths.</summary>
    public static async Task<IReadOnlyList<string>> CallsAsync(Rig rig, int exitCode, params string[] arguments)
    {
        var log = Path.Combine(rig.Folder, "calls");
        var ran = await Shell.EndOfAsync(Start(rig, log, "1", arguments));
        Assert.True(ran.ExitCode == exitCode, ran.All);
        return Read(log);
    }

    /// <summary>Kills the program as it makes the <paramref name="nth"/> call that matches.</summary>
    /// <returns>The call it died in, or <c>null</c>: it made fewer and ended by itself.</returns>
    public static async Task<string?> KillAtAsync(Rig rig, string pattern, int nth, params string[] arguments)
    {
        var log = Path.Combine(rig.Folder, "calls");
        File.Delete(log); // of an earlier one
        var strace = Start(rig, log, "60000", arguments);
        var end = Shell.EndOfAsync(strace);
        var pid = strace.Id;
        string? met = null;
        await Until.TrueAsync(() => end.IsCompleted || (met = Read(log).Where(call => Is(call, pattern)).ElementAtOrDefault(nth - 1)) is not null, pattern);
        if (met is not null)
        {
            Kill(pid);
        }

        await end;
        return met;
    }

    static Process Start(Rig rig, string log, string delay, string[] arguments) =>
        Shell.Start(
            "strace",
            ["-f", "-qq", "-y", "-o", log, "-e", "signal=none", "--seccomp-bpf", "-e", "trace=" + Calls, "-e", $"inject={Calls}:delay_enter={delay}", Rig.ProgramPath, .. arguments],
            rig.Environment, rig.Folder);

    // The one child of strace that is the program; its tools are in sessions of their own and live on.
    static void Kill(int strace)
    {
        var child = int.Parse(File.ReadAllText($"/proc/{strace}/task/{strace}/children").Split(' ')[0]);
        using var program = Process.GetProcessById(child);
        program.Kill();
    }

    static List<string> Read(string log)
    {
        if (!File.Exists(log))
        {
            return [];
        }

        using var file = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return [.. Regex.Matches(file.ReadToEnd(), @"\b(?:rename\w*|fsync|fdatasync|link\w*)\([^\n]*", RegexOptions.None, Patience).Select(call => call.Value)];
    }
}
