using System.Diagnostics;
using System.Text;

namespace Cratehand.Testing;

/// <summary>A program that ran to its end.</summary>
sealed record Ran(int ExitCode, string Output, string Error)
{
    public string All => $"exit {ExitCode}\n{Output}\n{Error}";
}

/// <summary>Starts real programs, and no shell between.</summary>
static class Shell
{
    /// <summary>Longer than that and the test hangs: it is ended and fails.</summary>
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    // What the program goes by, and what a supervisor of these tests would tell it.
    static readonly string[] Ours =
        ["CRATEHAND", "MUSIC_SYNC_", "SPOTIFY_", "SOUNDCLOUD_", "NOTION_", "RUN_MODE", "JOURNAL_STREAM", "NOTIFY_SOCKET", "WATCHDOG_", "INVOCATION_ID"];

    public static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string folder = "")
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder,
            StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var foreign in start.Environment.Keys.Where(key => Array.Exists(Ours, ours => key.StartsWith(ours, StringComparison.Ordinal))).ToList())
        {
            start.Environment.Remove(foreign);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    public static async Task<Ran> EndOfAsync(Process process, TimeSpan? within = null)
    {
        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            using var limit = new CancellationTokenSource(within ?? Limit);
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException late)
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"{process.StartInfo.FileName} did not end.", late);
            }

            return new Ran(process.ExitCode, await output, await error);
        }
    }

    public static Task<Ran> RunAsync(string program, params string[] arguments) => EndOfAsync(Start(program, arguments));

    /// <summary>Its output; a complaint ends the test.</summary>
    public static async Task<string> OutputAsync(string program, params string[] arguments)
    {
        var ran = await RunAsync(program, arguments);
        return ran.ExitCode == 0 ? ran.Output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {ran.All}");
    }

    /// <summary>Sends a signal, by its name.</summary>
    public static Task SignalAsync(int pid, string signal) => OutputAsync("kill", "-" + signal, $"{pid}");
}
