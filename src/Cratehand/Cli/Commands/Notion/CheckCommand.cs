using System.CommandLine;
using Cratehand.Jobs;
using Cratehand.Music.Store.Providers;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands.Notion;

/// <summary>Shows Notion the token, and says whom Notion knows by it.</summary>
public sealed class CheckCommand : ICommand
{
    public CommandSheet Sheet { get; } = new("notion check", "Try the Notion token, and say whose it is.", "cratehand notion check");

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        if (context.Settings.Notion.Token is null)
        {
            return Tell(context, ExitCode.Usage, "no-token", "Notion:Token is not set. Copy your integration's secret from notion.so/profile/integrations, and set NOTION_TOKEN, or Token under Notion: in cratehand.yaml.");
        }

        using var crate = await Crate.OpenAsync(context.Settings, context.Clock, context.Logs, cancel);
        using var providers = new Providers(context.Settings, crate.Database, context.Clock, context.Logs);
        try
        {
            var me = await providers.Notion!.WhoAmIAsync(cancel);
            context.Output.Line(Tone.Good, "ok", $"Notion knows this token as “{me.Name}” in the workspace {me.Workspace ?? "it does not name"}.");
            context.Output.Json(new { Ok = true, me.Id, me.Name, me.Workspace, Failure = (string?)null, Reason = (string?)null });
            return ExitCode.Done;
        }
        catch (ProviderException failure)
        {
            return Tell(context, ExitCode.Failed, failure.Kind, failure.Message);
        }
        catch (RetryLaterException later)
        {
            return Tell(context, ExitCode.Failed, "retry-later", later.Message);
        }
    }

    static int Tell<T>(CommandContext context, int code, T failure, string reason)
    {
        context.Output.Fail(reason);
        context.Output.Json(new { Ok = false, Id = (string?)null, Name = (string?)null, Workspace = (string?)null, Failure = failure, Reason = reason });
        return code;
    }
}
