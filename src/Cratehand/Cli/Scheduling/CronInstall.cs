using Cratehand.Music.Audio.Tools;

namespace Cratehand.Cli.Scheduling;

/// <summary>The crontab of this user, read and written by <c>crontab</c>.</summary>
sealed class CronInstall(string crontab, ToolRunner runner)
{
    readonly ExternalTool _tool = new(crontab, "cron", "Tools:Crontab");

    /// <summary>It, byte for byte; <c>null</c> if there is none.</summary>
    public async Task<string?> ReadAsync(CancellationToken cancel)
    {
        var (result, text) = await runner.RunTextAsync(new ToolCall(_tool, ["-l"]), cancel);
        return result.ExitCode == 0 ? text
            : result.ErrorTail.Contains("no crontab", StringComparison.OrdinalIgnoreCase) ? null
            : throw new ToolFailedException(crontab, result);
    }

    /// <summary>Takes the place of the one that is there.</summary>
    /// <param name="table"><c>null</c>: there is to be none.</param>
    /// <exception cref="IOException">What is read back afterwards is something else.</exception>
    public async Task WriteAsync(string? table, CancellationToken cancel)
    {
        if (table is null)
        {
            await RunAsync(["-r"], cancel);
            return;
        }

        var folder = Directory.CreateTempSubdirectory("cratehand-cron-");
        try
        {
            var file = Path.Combine(folder.FullName, "crontab");
            await File.WriteAllTextAsync(file, table, cancel);
            await RunAsync([file], cancel);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        if (await ReadAsync(cancel) != table)
        {
            throw new IOException("The crontab was written, and reads otherwise: look at it with crontab -l.");
        }
    }

    async Task RunAsync(IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        var result = await runner.RunAsync(new ToolCall(_tool, arguments), cancel);
        if (result.ExitCode != 0)
        {
            throw new ToolFailedException(crontab, result);
        }
    }
}
