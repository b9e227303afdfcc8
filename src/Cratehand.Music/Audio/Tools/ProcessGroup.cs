using System.Globalization;
using System.Runtime.InteropServices;

namespace Cratehand.Music.Audio.Tools;

/// <summary>Ends processes and reads what <c>/proc</c> says of them (proc(5)).</summary>
static partial class ProcessGroup
{
    const int Sigkill = 9;

    /// <summary>Ends the group led by <paramref name="leader"/>, and the leader itself in case its session is not made yet.</summary>
    public static void Kill(int leader)
    {
        _ = Kill(-leader, Sigkill);
        _ = Kill(leader, Sigkill);
    }

    /// <summary>Ends one process; false: it was gone.</summary>
    public static bool KillOne(int pid) => Kill(pid, Sigkill) == 0;

    /// <summary>State letter, process group and start time (clock ticks since boot), or null if it is gone.</summary>
    public static ProcessStat? Read(int pid)
    {
        var text = ReadOrNull($"/proc/{pid}/stat");
        if (text is null)
        {
            return null;
        }

        // The name in brackets may hold anything, so count from the last bracket: state is field 3, pgrp 5, starttime 22.
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return new(
            fields[0][0],
            int.Parse(fields[2], CultureInfo.InvariantCulture),
            long.Parse(fields[19], CultureInfo.InvariantCulture));
    }

    public static string? ReadOrNull(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // it ended meanwhile, or it is another user's
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int pid, int signal);
}

/// <summary>State (Z: it has ended and only waits to be collected), process group, start in clock ticks since boot.</summary>
readonly record struct ProcessStat(char State, int Group, long StartTime)
{
    public bool HasEnded => State is 'Z' or 'X';
}
