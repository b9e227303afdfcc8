using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Cratehand.Testing;

/// <summary>
/// Runs the program under strace, where each call that makes something lasting waits a moment before it takes effect: long
/// enough to kill at one chosen call. (strace's own <c>signal=KILL:when=n</c> counts each thread by itself, and no run of a
/// .NET program spreads its calls over its threads as the one before.)
/// </summary>
static class Strace
{
    /// <summary>What makes files last.</summary>
    public const string Lasting = "rename,renameat,renameat2,fsync,fdatasync,link,linkat";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static bool Is(string call, string pattern) => Regex.IsMatch(call, pattern, RegexOptions.None, Patience);

    /// <summary>Runs to the end; the calls, in order, each with its paths.</summary>
    public static async Task<IReadOnlyList<string>> CallsAsync(Traced traced, int exitCode)
    {
        var ran = await Shell.EndOfAsync(Start(traced, "1"));
        Assert.True(ran.ExitCode == exitCode, ran.All);
        return Read(traced);
    }

    /// <summary>Kills the program as it makes the <paramref name="nth"/> call that matches.</summary>
    /// <returns>The call it died in, or <c>null</c>: it made fewer and ended by itself.</returns>
    public static async Task<string?> KillAtAsync(Traced traced, string pattern, int nth)
    {
        File.Delete(traced.Log); // of an earlier one
        var strace = Start(traced, "60000");
        var end = Shell.EndOfAsync(strace);
        var pid = strace.Id;
        string? met = null;
        await Until.TrueAsync(() => end.IsCompleted || (met = Read(traced).Where(call => Is(call, pattern)).ElementAtOrDefault(nth - 1)) is not null, pattern);
        var isKilled = met is not null && Kill(pid);
        await end;
        return isKilled ? met : null;
    }

    static Process Start(Traced traced, string delay) =>
        Shell.Start(
            "strace",
            ["-f", "-qq", "-y", "-o", traced.Log, "-e", "signal=none", "--seccomp-bpf", "-e", "trace=" + traced.Calls, "-e", $"inject={traced.Calls}:delay_enter={delay}", .. traced.Command],
            traced.Environment, traced.Folder);

    // The one child of strace that is the program; its tools are in sessions of their own and live on.
    static bool Kill(int strace)
    {
        try
        {
            using var program = Process.GetProcessById(int.Parse(File.ReadAllText($"/proc/{strace}/task/{strace}/children").Split(' ')[0]));
            program.Kill();
            return true;
        }
        catch (Exception ended) when (ended is IOException or FormatException or ArgumentException or InvalidOperationException)
        {
            return false; // after the last call it may end before it is killed
        }
    }

    static List<string> Read(Traced traced)
    {
        if (!File.Exists(traced.Log))
        {
            return [];
        }

        using var file = new StreamReader(new FileStream(traced.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return [.. Regex.Matches(file.ReadToEnd(), $@"\b(?:{traced.Calls.Replace(',', '|')})\([^\n]*", RegexOptions.None, Patience).Select(call => call.Value)];
    }
}

/// <summary>A program to run under strace.</summary>
/// <param name="Command">The program and its arguments.</param>
/// <param name="Calls">The system calls that are looked at, with commas between.</param>
record Traced(string Folder, IEnumerable<string> Command, IReadOnlyDictionary<string, string>? Environment = null, string Calls = Strace.Lasting)
{
    public string Log => Path.Combine(Folder, "calls");
}
