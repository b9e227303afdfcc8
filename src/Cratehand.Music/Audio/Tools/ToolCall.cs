namespace Cratehand.Music.Audio.Tools;

/// <summary>One start of an external program: an argument list, never a command line, never a shell.</summary>
public sealed record ToolCall(ExternalTool Tool, IReadOnlyList<string> Arguments)
{
    /// <summary>The work it belongs to; the child's environment bears it, so that orphans are found after a crash.</summary>
    public string WorkId { get; init; } = "none";

    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Reads standard output. If it throws, the rest is still drained, then its exception is thrown.</summary>
    public Func<Stream, CancellationToken, Task>? Output { get; init; }

    public string? WorkingFolder { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}

/// <summary>How a program ended. Whether the exit code tells the truth is the caller's knowledge.</summary>
/// <param name="ErrorTail">The last 16 kB of standard error, at most.</param>
public sealed record ToolResult(int ExitCode, string ErrorTail, TimeSpan Elapsed)
{
    public IEnumerable<string> ErrorLines => ErrorTail.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>A program did not end in its time and was ended with its whole process group. May be tried again.</summary>
public sealed class ToolTimedOutException(ToolCall call)
    : Exception($"{Path.GetFileName(call.Tool.Command)} did not end within {call.Timeout.TotalSeconds:0} s and was stopped; the file may be damaged or the machine overloaded.");

/// <summary>A program failed where success was expected. May be tried again.</summary>
public sealed class ToolFailedException(string tool, ToolResult result)
    : Exception($"{tool} ended with code {result.ExitCode}: {result.ErrorLines.LastOrDefault() ?? "it gave no reason"}.");
