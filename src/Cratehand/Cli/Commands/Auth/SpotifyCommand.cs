using System.CommandLine;
using Cratehand.Cli.SigningIn;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands.Auth;

/// <summary>Signs the owner in to Spotify.</summary>
public sealed class SpotifyCommand : ICommand
{
    readonly Option<bool> _paste = new("--paste") { Description = "No browser here: paste the address it ended up at elsewhere." };

    public SpotifyCommand() =>
        Sheet = new("auth spotify", "Sign in to Spotify.", "cratehand auth spotify") { Options = [_paste] };

    public CommandSheet Sheet { get; }

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        using var crate = await Crate.OpenAsync(context.Settings, context.Clock, context.Logs, cancel);
        using var providers = new TasteProviders(context.Settings, crate.Database, context.Clock, context.Logs);
        var session = new SignInSession(context, providers.SpotifyAccount, providers.Tokens, async c => (await providers.Spotify.MeAsync(c)).Shown);
        return await session.RunAsync(given.GetValue(_paste), cancel);
    }
}
