using Cratehand.Music.Audio.Tools;
using Cratehand.Music.Tests.Support;

namespace Cratehand.Music.Tests.Audio.Tools;

public sealed class ToolRunnerTests
{
    static readonly ExternalTool Sh = new("sh", "dash", "X");
    readonly ToolRunner _runner = new(TimeProvider.System);
    readonly string _work = $"test-{Guid.NewGuid():N}";

    [Fact]
    public async Task OutputExitCodeAndErrorsComeBack()
    {
        var (result, output) = await _runner.RunTextAsync(Run("echo out; echo err >&2; exit 3"), CancellationToken.None);

        Assert.Equal("out\n", output);
        Assert.Equal((3, "err\n"), (result.ExitCode, result.ErrorTail));
    }

    [Fact]
    public async Task ArgumentsAreNotReadByAShell()
    {
        var call = new ToolCall(new("printf", "coreutils", "X"), ["%s", "$(id); `id` * \"'\n"]);

        Assert.Equal("$(id); `id` * \"'\n", (await _runner.RunTextAsync(call, CancellationToken.None)).Output);
    }

    [Fact]
    public async Task OurSecretsAreNotInTheChildsEnvironment()
    {
        Environment.SetEnvironmentVariable("CRATEHAND__NOTION__TOKEN", "secret");

        var (_, output) = await _runner.RunTextAsync(Run("env"), CancellationToken.None);

        Assert.DoesNotContain("secret", output, StringComparison.Ordinal);
        Assert.Contains($"CRATEHAND_WORK={_work}", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnlyTheEndOfALongComplaintIsKept()
    {
        var result = await _runner.RunAsync(Run("i=0; while [ $i -lt 5000 ]; do echo line $i >&2; i=$((i+1)); done"), CancellationToken.None);

        Assert.InRange(result.ErrorTail.Length, 16_000, 16 << 10);
        Assert.EndsWith("line 4999\n", result.ErrorTail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AReaderThatFailsDoesNotStopTheProgram()
    {
        using var folder = new TempFolder();
        var call = Run($"head -c 5000000 /dev/zero; echo done > {folder.File("done")}") with
        {
            Output = (_, _) => throw new InvalidDataException("reader"),
        };

        await Assert.ThrowsAsync<InvalidDataException>(() => _runner.RunAsync(call, CancellationToken.None));

        Assert.True(File.Exists(folder.File("done")));
    }

    [Fact]
    public async Task ATimeOutEndsTheWholeGroup()
    {
        var call = Run("sleep 300 & sleep 300") with { Timeout = TimeSpan.FromMilliseconds(300) };

        var error = await Assert.ThrowsAsync<ToolTimedOutException>(() => _runner.RunAsync(call, CancellationToken.None));

        Assert.Contains("sh did not end", error.Message, StringComparison.Ordinal);
        Assert.Empty(await EndAll());
    }

    [Fact]
    public async Task CancellingEndsTheWholeGroup()
    {
        using var cancel = new CancellationTokenSource();
        var call = Run("sleep 300 & echo started; sleep 300") with
        {
            Output = async (stream, c) =>
            {
                await stream.ReadExactlyAsync(new byte[8], c);
                await cancel.CancelAsync();
            },
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _runner.RunAsync(call, cancel.Token));

        Assert.Empty(await EndAll());
    }

    [Fact]
    public async Task AMissingProgramIsNamedWithItsPackage()
    {
        var call = new ToolCall(new("no-such-tool", "some-package", "CRATEHAND__TOOLS__X"), []);

        var error = await Assert.ThrowsAsync<MissingToolException>(() => _runner.RunAsync(call, CancellationToken.None));

        Assert.Equal("The program no-such-tool is not installed: install the Debian package some-package (apt install some-package) or name its path in CRATEHAND__TOOLS__X.", error.Message);
    }

    /// <summary>As after a kill of the daemon: the programs live on, and only their environment tells whose they are.</summary>
    [Fact]
    public async Task OrphansAreFoundByTheirWorkAndEnded()
    {
        await using var mine = await Started(_work);
        await using var other = await Started("other-" + _work);

        var ended = await EndAll();

        Assert.Equal(2, ended.Count); // the shell and its child
        Assert.All(ended, o => Assert.Equal(_work, o.WorkId));
        Assert.Contains(ended, o => o.Command == "sleep");
        Assert.Equal(137, (await mine.Completion).ExitCode);
        Assert.False(other.Completion.IsCompleted);
    }

    async Task<RunningTool> Started(string work)
    {
        var started = new TaskCompletionSource();
        var tool = _runner.Start(
            Run("sleep 300 & echo started; wait") with
            {
                WorkId = work,
                Output = async (stream, c) =>
                {
                    await stream.ReadExactlyAsync(new byte[8], c);
                    started.SetResult();
                },
            },
            CancellationToken.None);
        await started.Task;
        return tool;
    }

    Task<IReadOnlyList<Orphan>> EndAll() => new Orphans(TimeProvider.System).EndAllAsync(_work, CancellationToken.None);

    ToolCall Run(string script) => new(Sh, ["-c", script]) { WorkId = _work };
}
