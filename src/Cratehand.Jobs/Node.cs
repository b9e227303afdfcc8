using System.Globalization;

namespace Cratehand.Jobs;

/// <summary>
/// A process that works on jobs, told apart from a later one with the same number by its start time:
/// <c>machine:pid:start</c>.
/// </summary>
/// <param name="Machine">The host's name.</param>
/// <param name="ProcessId">The operating system's number.</param>
/// <param name="Start">Start time in the kernel's clock ticks since boot; 0 where the system does not tell.</param>
public sealed record Node(string Machine, int ProcessId, long Start)
{
    /// <summary>This process.</summary>
    public static Node Current() => new(Environment.MachineName, Environment.ProcessId, StartOf(Environment.ProcessId) ?? 0);

    /// <summary>Reads the stored form; <c>null</c> if it is none.</summary>
    public static Node? Parse(string? text) =>
        text?.Split(':') is [var machine, var pid, var start]
        && int.TryParse(pid, CultureInfo.InvariantCulture, out var id)
        && long.TryParse(start, CultureInfo.InvariantCulture, out var ticks)
            ? new Node(machine, id, ticks)
            : null;

    /// <summary>Whether that very process still runs on this machine.</summary>
    public bool IsAlive() => Machine == Environment.MachineName && StartOf(ProcessId) == Start;

    /// <summary>The stored form.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Machine}:{ProcessId}:{Start}");

    // Field 22 of /proc/PID/stat, counted after the name, which may hold spaces and parentheses. A zombie has ended.
    static long? StartOf(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null; // no such process
        }
    }
}
