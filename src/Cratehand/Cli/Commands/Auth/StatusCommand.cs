using System.CommandLine;
using Cratehand.Cli.SigningIn;
using Cratehand.Music.Store.Tokens;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands.Auth;

/// <summary>Where the owner is signed in, for how long, and how to sign in; asks no provider and makes no file.</summary>
public sealed class StatusCommand : ICommand
{
    public CommandSheet Sheet { get; } = new("auth status", "Show where you are signed in, and for how long.", "cratehand auth status");

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        using var crate = await Crate.OpenExistingAsync(context.Settings, context.Clock, context.Logs, cancel);
        using var protection = new TokenProtection(context.Settings.Data);
        var store = crate is null ? null : new TokenStore(crate.Database, protection, context.Clock);
        var views = new List<LoginView>();
        foreach (var setup in TasteProviders.SetupsOf(context.Settings))
        {
            var login = store is null ? null : await store.FindAsync(setup.Terms.Provider, cancel);
            views.Add(LoginView.Of(setup, login, context.Clock.GetUtcNow()));
        }

        views.ForEach(view => Show(context.Output, view));
        context.Output.Json(new { providers = views });
        return ExitCode.Done;
    }

    static void Show(Output output, LoginView view) =>
        output.Line(
            view.SignedIn ? Tone.Good : Tone.Warning,
            view.SignedIn ? "signed in " : "signed out",
            view switch
            {
                { SignedIn: false } => $"{view.Provider}: {view.Reason} Type: {view.How}",
                { By: "setting" } => $"{view.Provider}, by the token in your settings",
                _ => $"{view.Provider} as {view.Account ?? "somebody"}; {view.Ends}",
            });
}
