#pragma warning disable RS0030 // this is the one file that starts processes
using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Cratehand.Music.Audio.Tools;

/// <summary>
/// The one place that starts processes. Each runs by <c>setsid</c> in a session of its own, so that it can be ended
/// with all its children; it sees a short list of environment variables, none of them a secret of ours.
/// </summary>
public sealed class ToolRunner(TimeProvider time)
{
    /// <summary>Bears the work's id into every child and grandchild.</summary>
    public const string WorkVariable = "CRATEHAND_WORK";

    static readonly ExternalTool Setsid = new("setsid", "util-linux", "PATH");

    static readonly string[] Inherited =
        ["PATH", "HOME", "USER", "TMPDIR", "TZ", "LD_LIBRARY_PATH", "PYTHONPATH", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "SSL_CERT_FILE", "SSL_CERT_DIR"];

    /// <summary>Runs to the end, with standard input closed.</summary>
    /// <exception cref="MissingToolException">It is not installed.</exception>
    /// <exception cref="ToolTimedOutException">It was ended at its time-out.</exception>
    public async Task<ToolResult> RunAsync(ToolCall call, CancellationToken cancel)
    {
        await using var tool = Start(call, cancel);
        tool.CloseInput();
        return await tool.Completion;
    }

    /// <summary>Runs to the end and gives standard output as text, at most <paramref name="maxBytes"/> of it.</summary>
    public async Task<(ToolResult Result, string Output)> RunTextAsync(ToolCall call, CancellationToken cancel, int maxBytes = 16 << 20)
    {
        var text = new BoundedText(maxBytes, keepEnd: false);
        var result = await RunAsync(call with { Output = (stream, c) => text.ReadAsync(stream, c) }, cancel);
        return (result, text.ToString());
    }

    /// <summary>Starts it; the caller feeds <see cref="RunningTool.Input"/>, closes it and awaits the completion.</summary>
    public RunningTool Start(ToolCall call, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return new RunningTool(call, StartProcess(call), time, cancel);
    }

    static Process StartProcess(ToolCall call)
    {
        var path = Environment.GetEnvironmentVariable("PATH");
        var start = new ProcessStartInfo(Setsid.Find(path))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = call.WorkingFolder ?? "",
        };
        start.ArgumentList.Add(call.Tool.Find(path));
        foreach (var argument in call.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        SetEnvironment(start.Environment, call);
        return Process.Start(start) ?? throw new InvalidOperationException($"{call.Tool.Command} did not start.");
    }
    static void SetEnvironment(IDictionary<string, string?> environment, ToolCall call)
    {
        foreach (var name in environment.Keys.Except(Inherited).ToList())
        {
            environment.Remove(name);
        }

        environment["LC_ALL"] = "C.UTF-8";
        environment[WorkVariable] = call.WorkId;
        foreach (var (name, value) in call.Environment)
        {
            environment[name] = value;
        }
    }
}

/// <summary>A program that runs. Disposing ends it with its whole process group, if it has not ended by itself.</summary>
public sealed class RunningTool : IAsyncDisposable
{
    readonly Process _process;
    readonly ToolCall _call;
    readonly CancellationTokenSource _end = new();

    internal RunningTool(ToolCall call, Process process, TimeProvider time, CancellationToken cancel)
    {
        (_call, _process) = (call, process);
        Completion = CompleteAsync(time, cancel);
    }

    /// <summary>Standard input: a write waits while the program is behind, and fails once it has ended.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>The program's number, which is also that of its process group.</summary>
    public int Id => _process.Id;

    /// <summary>Ends when the program has ended and all its output is read.</summary>
    public Task<ToolResult> Completion { get; }

    public void CloseInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read all; its exit code and output tell the story.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!Completion.IsCompleted)
        {
            await _end.CancelAsync();
        }

        await ((Task)Completion).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        CloseInput();
        _end.Dispose();
        _process.Dispose();
    }

    async Task<ToolResult> CompleteAsync(TimeProvider time, CancellationToken cancel)
    {
        await Task.Yield(); // the constructor only stores
        var started = time.GetTimestamp();
        using var late = new CancellationTokenSource(_call.Timeout, time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token, _end.Token);
        await using var kill = any.Token.Register(() => ProcessGroup.Kill(_process.Id));

        var errors = new BoundedText(16 << 10, keepEnd: true);
        var reading = errors.ReadAsync(_process.StandardError.BaseStream, CancellationToken.None);
        var consumed = await ConsumeAsync(any.Token);
        await reading;
        await _process.WaitForExitAsync(CancellationToken.None);

        cancel.ThrowIfCancellationRequested();
        _end.Token.ThrowIfCancellationRequested();
        if (late.IsCancellationRequested)
        {
            throw new ToolTimedOutException(_call);
        }

        consumed?.Throw();
        return new ToolResult(_process.ExitCode, errors.ToString(), time.GetElapsedTime(started));
    }

    // Whatever the consumer does, the pipe is read to its end: a writer whose reader died leaves half files that look whole.
    async Task<ExceptionDispatchInfo?> ConsumeAsync(CancellationToken cancel)
    {
        var output = _process.StandardOutput.BaseStream;
        ExceptionDispatchInfo? failure = null;
        try
        {
            await (_call.Output?.Invoke(output, cancel) ?? Task.CompletedTask);
        }
        catch (Exception e)
        {
            failure = ExceptionDispatchInfo.Capture(e);
        }

        await output.CopyToAsync(Stream.Null, CancellationToken.None);
        return failure;
    }
}
