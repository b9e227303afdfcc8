using Cratehand.Music.Audio.Tools;

namespace Cratehand.Cli.Scheduling;

/// <summary>
/// Tries what is to be installed before it is: the same program with the same settings, started with the little that cron or systemd
/// give, looks at all it needs (<c>doctor</c>) in the place of syncing. That a tool is not found there is what most often goes wrong.
/// </summary>
sealed class InstallTrial(ToolRunner runner, IReadOnlyDictionary<string, string> environment)
{
    static readonly ExternalTool Env = new("env", "coreutils", "PATH");

    /// <summary>As cron does it: by <c>sh</c>, which reads the quoting of the line.</summary>
    public Task<TrialView> ByCronAsync(SyncCommandLine command, CancellationToken cancel) =>
        RunAsync(["PATH=/usr/bin:/bin", "SHELL=/bin/sh", "/bin/sh", "-c", command.ForTrial], cancel);

    /// <summary>As systemd does it: the variables, then the program.</summary>
    public Task<TrialView> BySystemdAsync(SyncCommandLine command, CancellationToken cancel) =>
        RunAsync(
            ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin", .. command.Variables.Select(variable => $"{variable.Name}={variable.Value}"), command.Program, SyncCommandLine.Trial],
            cancel);

    async Task<TrialView> RunAsync(IReadOnlyList<string> rest, CancellationToken cancel)
    {
        var (result, said) = await runner.RunTextAsync(new ToolCall(Env, ["-i", $"HOME={environment.GetValueOrDefault("HOME", "/")}", .. rest]), cancel);
        return new TrialView(result.ExitCode == 0, [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries), .. result.ErrorLines]);
    }
}

/// <summary>What a trial came to.</summary>
/// <param name="Said">What the program said of it, line by line.</param>
sealed record TrialView(bool Ok, IReadOnlyList<string> Said)
{
    public void Write(Output output)
    {
        output.Line(Ok ? "Tried with the environment that it will have: all it needs is there." : "Tried with the environment that it will have, and it would not work:");
        (Ok ? [] : Said).ToList().ForEach(line => output.Line("  " + line));
    }
}
