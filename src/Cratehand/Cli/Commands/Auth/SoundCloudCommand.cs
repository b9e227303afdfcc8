using System.CommandLine;
using Cratehand.Cli.SigningIn;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands.Auth;

/// <summary>Signs the owner in to SoundCloud.</summary>
public sealed class SoundCloudCommand : ICommand
{
    readonly Option<bool> _paste = new("--paste") { Description = "No browser here: paste the address it ended up at elsewhere." };

    public SoundCloudCommand() =>
        Sheet = new("auth soundcloud", "Sign in to SoundCloud.", "cratehand auth soundcloud") { Options = [_paste] };

    public CommandSheet Sheet { get; }

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        using var crate = await Crate.OpenAsync(context.Settings, context.Clock, context.Logs, cancel);
        using var providers = new TasteProviders(context.Settings, crate.Database, context.Clock, context.Logs);
        var session = new SignInSession(context, providers.SoundCloudAccount, providers.Tokens, async c => (await providers.SoundCloud.MeAsync(c)).Name);
        return await session.RunAsync(given.GetValue(_paste), cancel);
    }
}
