using System.Globalization;

namespace Cratehand.Music.Audio.Tools;

/// <summary>A program that outlived the process that started it.</summary>
public sealed record Orphan(int Pid, string WorkId, string Command);

/// <summary>
/// Ends programs left over by a crash. They are known by the variable in their environment, which they have from the
/// first moment on, so there is no window between a start and its record.
/// </summary>
public sealed class Orphans(TimeProvider time)
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Ends every process whose work id begins with <paramref name="workIdPrefix"/> and waits until they are gone.
    /// End the prefix with a separator, or "run-1" also means "run-10". Call it when no work with that prefix is running here. This process and its own group are never touched.
    /// </summary>
    /// <returns>What was ended.</returns>
    public async Task<IReadOnlyList<Orphan>> EndAllAsync(string workIdPrefix, CancellationToken cancel)
    {
        var ended = new Dictionary<int, Orphan>();
        while (true)
        {
            var found = Find(workIdPrefix).ToList();
            if (found.Count == 0)
            {
                return [.. ended.Values];
            }

            foreach (var (orphan, stat) in found)
            {
                ended[orphan.Pid] = orphan;
                End(orphan.Pid, stat);
            }

            await Task.Delay(Pause, time, cancel);
        }
    }

    static void End(int pid, ProcessStat seen)
    {
        // A number may have been given to another process since it was read.
        if (ProcessGroup.Read(pid) is { } now && now.StartTime == seen.StartTime)
        {
            ProcessGroup.KillOne(pid);
        }
    }

    static IEnumerable<(Orphan Orphan, ProcessStat Stat)> Find(string prefix)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                && pid != Environment.ProcessId
                && ProcessGroup.Read(pid) is { HasEnded: false } stat
                && WorkOf(pid) is { } work && work.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield return (new(pid, work, Command(pid)), stat);
            }
        }
    }

    static string? WorkOf(int pid) =>
        ProcessGroup.ReadOrNull($"/proc/{pid}/environ")?.Split('\0')
            .FirstOrDefault(v => v.StartsWith(ToolRunner.WorkVariable + "=", StringComparison.Ordinal))
            ?[(ToolRunner.WorkVariable.Length + 1)..];

    static string Command(int pid) =>
        Path.GetFileName(ProcessGroup.ReadOrNull($"/proc/{pid}/cmdline")?.Split('\0')[0]) ?? "";
}
