using System.CommandLine;
using Cratehand.Data.Sqlite;
using Cratehand.Wiring;
using Cratehand.Wiring.Configuration;
using Microsoft.Extensions.Logging;

namespace Cratehand.Cli;

/// <summary>From a command line to an exit code: parse, read the settings, run the one command, say what went wrong.</summary>
public sealed class CommandRunner(Surroundings surroundings, SettingCatalog catalog, IReadOnlyList<ICommand> commands)
{
    // A word that starts with @ is a word, not the name of a file with more words.
    static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    public Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancel)
    {
        var tree = new CommandTree(commands, surroundings.Out);
        var given = tree.Root.Parse(args.Count == 0 ? ["--help"] : args, Parsing);
        var output = new Output(surroundings.Out, surroundings.Error, surroundings.Screen, given.GetValue(tree.Options.Json));
        if (given.Action is PrintAction print)
        {
            return Task.FromResult(print.Invoke(given));
        }

        var command = tree.Find(given);
        if (command is null || given.Errors.Count > 0)
        {
            UsageError.Of(given).ToList().ForEach(output.Fail);
            return Task.FromResult(ExitCode.Usage);
        }

        return RunAsync(command, given, Context(command, given, tree.Options, output), cancel);
    }

    CommandContext Context(ICommand command, ParseResult given, GlobalOptions global, Output output)
    {
        var options = global.Sets.Concat(command.Sheet.Sets)
            .Select(set => (set.Key, set.Option.Name, Result: given.GetResult(set.Option)))
            .Where(set => set.Result is { Implicit: false })
            .Select(set => new GivenValue(set.Key, set.Result!.Tokens is [.., var last] ? last.Value : "true", SettingOrigin.Option(set.Name)))
            .ToList();
        var input = new SettingsInput(surroundings.Environment, options, surroundings.WorkingFolder, surroundings.Processors);
        return new(surroundings, catalog, () => new SettingsReader(catalog).Read(input), output, command.Sheet.Narrates);
    }

    static async Task<int> RunAsync(ICommand command, ParseResult given, CommandContext context, CancellationToken cancel)
    {
        using (context)
        {
            if (!command.Sheet.ShowsProblems && !context.Announce())
            {
                return ExitCode.Usage;
            }

            try
            {
                return await command.RunAsync(given, context, cancel);
            }
            catch (OperationCanceledException interrupted) when (cancel.IsCancellationRequested)
            {
                context.Output.Warn(interrupted is LeftOnRecordException left ? $"Interrupted. {left.Message}" : "Interrupted.");
                return ExitCode.Interrupted;
            }
            catch (Exception wrong)
            {
                Report(command, context, SqliteDatabase.Explain(wrong, context.Settings.Data) ?? wrong);
                return ExitCode.Failed;
            }
        }
    }

    // The log says it on standard error, too; without a log, the message is all there is.
    static void Report(ICommand command, CommandContext context, Exception wrong)
    {
        if (context.HasLogs)
        {
            context.Logs.CreateLogger<CommandRunner>().LogError(wrong, "cratehand {Command} failed", command.Sheet.Path);
        }
        else
        {
            context.Output.Fail(wrong.Message);
        }
    }
}
