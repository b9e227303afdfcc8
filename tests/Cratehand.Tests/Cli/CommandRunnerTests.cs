using System.CommandLine;
using Cratehand.Cli;
using Cratehand.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Cratehand.Tests.Cli;

public sealed class CommandRunnerTests : IDisposable
{
    readonly TestHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task WithoutArgumentsTheHelpIsPrinted()
    {
        Assert.Equal(ExitCode.Done, await _home.RunAsync());
        Approved.Holds(Approved.Beside("help.approved.txt"), _home.Out.ToString());
    }

    [Fact]
    public async Task NoHelpIsWiderThanATerminal()
    {
        foreach (var path in CommandList.Today().Select(c => c.Sheet.Path).Append("config"))
        {
            Assert.Equal(ExitCode.Done, await _home.RunAsync([.. path.Split(' '), "--help"]));
        }

        Assert.All(_home.Out.ToString().Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Theory]
    [InlineData("doctr", "cratehand has no command 'doctr'. Did you mean 'doctor'?")]
    [InlineData("config shwo", "cratehand config has no command 'shwo'. Did you mean 'show'?")]
    [InlineData("config", "cratehand config needs one of: show, check.")]
    [InlineData("config show --jsno", "cratehand config show has no option '--jsno'. Did you mean '--json'?")]
    [InlineData("doctor @nothing", "cratehand doctor has no place for '@nothing'.")]
    [InlineData("config show --data", "--data")]
    [InlineData("detect --backlog x", "--backlog must be a whole number from 1 to 100000, not 'x'.")]
    [InlineData("sync --backlog -3", "--backlog must be a whole number from 1 to 100000, not '-3'.")]
    [InlineData("sync --backlog 0", "--backlog must be a whole number from 1 to 100000, not '0'.")]
    [InlineData("sync --backlog", "--backlog")]
    [InlineData("review accept 1 x", "candidate must be a whole number from 1 to 1000, not 'x'.")]
    public async Task AWrongCommandLineIsToldAndReturnsTwo(string line, string words)
    {
        Assert.Equal(ExitCode.Usage, await _home.RunAsync(line.Split(' ')));
        Assert.Contains(words, _home.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_home.Out.ToString());
    }

    [Fact]
    public async Task AWrongSettingKeepsACommandFromRunning()
    {
        _home.Environment["CRATEHAND__JOBS__WORKERS"] = "none";
        var ran = false;

        Assert.Equal(ExitCode.Usage, await Run(_ => ran = true));

        Assert.False(ran);
        Assert.Contains("Jobs:Workers must be", _home.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUnknownSettingIsOnlyAWarning()
    {
        _home.Environment["CRATEHAND__JOBS__WORKER"] = "1";
        Assert.Equal(ExitCode.NeedsReview, await Run(_ => { }));
        Assert.StartsWith("warning: CRATEHAND__JOBS__WORKER is not a setting.", _home.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnOptionCanSetASettingForOneCall()
    {
        CommandContext? seen = null;
        await Run(context => seen = context, "--dry-run", "--library", "crate");
        Assert.True(seen!.Settings.Sync.DryRun);
        Assert.Equal(("--library", _home.Folder + "/crate"), (seen.Effective["Library"].Origin.Text, seen.Settings.Library));
    }

    [Fact]
    public async Task AFailureIsToldAndReturnsOne()
    {
        Assert.Equal(ExitCode.Failed, await Run(_ => throw new IOException("The disk is gone.")));
        Assert.Equal("error: The disk is gone.\n", _home.Error.ToString());
    }

    [Fact]
    public async Task AFailureOfACommandThatLogsIsInTheLogInFull()
    {
        await Run(context =>
        {
            context.Logs.CreateLogger("Test").LogInformation("Started");
            throw new IOException("The disk is gone.");
        });

        Assert.Contains("The disk is gone.", _home.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains(nameof(CommandRunnerTests), File.ReadAllText(Directory.GetFiles(_home.Data + "/logs").Single()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnInterruptionReturnsItsOwnCode()
    {
        using var stop = new CancellationTokenSource();
        var command = new ProbeCommand(_ =>
        {
            stop.Cancel();
            stop.Token.ThrowIfCancellationRequested();
        });

        Assert.Equal(ExitCode.Interrupted, await _home.RunAsync([command], stop.Token, "probe"));
    }

    [Fact]
    public async Task TheVersionIsTheProgramsOwn()
    {
        Assert.Equal(ExitCode.Done, await _home.RunAsync("--version"));
        Assert.Matches(@"^cratehand \d+\.\d+\.\d+\n$", _home.Out.ToString());
    }

    Task<int> Run(Action<CommandContext> act, params string[] more) =>
        _home.RunAsync([new ProbeCommand(act)], CancellationToken.None, ["probe", .. more]);

    sealed class ProbeCommand(Action<CommandContext> act) : ICommand
    {
        static readonly Option<bool> DryRun = new("--dry-run");

        public CommandSheet Sheet { get; } = new("probe", "Does what the test says.", "cratehand probe") { Options = [DryRun], Sets = [new(DryRun, "Sync:DryRun")] };

        public Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
        {
            act(context);
            return Task.FromResult(ExitCode.NeedsReview);
        }
    }
}
