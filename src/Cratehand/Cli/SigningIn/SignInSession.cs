using System.Security.Cryptography;
using Cratehand.Music.Sources.SigningIn;
using Cratehand.Music.Store.Tokens;

namespace Cratehand.Cli.SigningIn;

/// <summary>
/// One sign-in on a terminal: shows the address to open, takes the answer from the browser or as a pasted address, whichever comes
/// first, stores the tokens and says who that was.
/// </summary>
/// <param name="who">Asks the provider for the owner's name.</param>
public sealed class SignInSession(CommandContext context, SignedProvider provider, TokenStore store, Func<CancellationToken, Task<string>> who)
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    Output Output => context.Output;

    LoginTerms Terms => provider.Setup.Terms;

    /// <param name="paste">No browser can come here: only a pasted address counts.</param>
    public async Task<int> RunAsync(bool paste, CancellationToken cancel)
    {
        if (provider.Setup.App is not { } app)
        {
            Output.Fail(NoApp());
            return ExitCode.Usage;
        }

        await using var listener = paste ? null : await ListenAsync(cancel);
        if (!paste && listener is null)
        {
            return ExitCode.Usage;
        }

        using var random = RandomNumberGenerator.Create();
        var attempt = SignInAttempt.Begin(app, listener?.Redirect ?? LoopbackListener.RedirectOn(context.Settings.SignIn.Port), random);
        Invite(attempt, paste);
        return await WaitAsync(attempt, listener, cancel) is { } answer ? await EndAsync(attempt, answer, cancel) : ExitCode.Failed;
    }

    string NoApp() =>
        $"{Terms.Title} lets in registered apps only, and {Terms.Title}:ClientId is not set. "
        + (Terms == LoginTerms.Spotify ? "Make an app at https://developer.spotify.com/dashboard" : "Make an app at https://soundcloud.com/you/apps")
        + $" with the redirect URI {LoopbackListener.RedirectOn(context.Settings.SignIn.Port)} and put its client id into {context.Effective.File}"
        + $" or into {Variable("ClientId")}"
        + (Terms == LoginTerms.Spotify ? "." : $", its client secret likewise ({Terms.Title}:ClientSecret, {Variable("ClientSecret")}).");

    string Variable(string key) => context.Effective[$"{Terms.Title}:{key}"].Setting.EnvironmentName;

    async Task<LoopbackListener?> ListenAsync(CancellationToken cancel)
    {
        var port = context.Settings.SignIn.Port;
        try
        {
            return await LoopbackListener.StartAsync(port, () => Output.Warn(NotThisOne), cancel);
        }
        catch (IOException taken)
        {
            Output.Fail($"Nobody can come back on port {port} ({taken.Message}). Set SignIn:Port to a free one, also in the app's redirect URI, or type: {Terms.Command} --paste");
            return null;
        }
    }

    void Invite(SignInAttempt attempt, bool paste)
    {
        Output.Line($"Open this address in a browser and say yes to {Terms.Title}:");
        Output.Line();
        Output.Line(attempt.Address.AbsoluteUri);
        Output.Line();
        Output.Line(paste
            ? $"The browser then goes to {attempt.Redirect}, where it finds nothing. Paste the whole address of that page here:"
            : "It comes back here by itself. If the browser is on another machine, paste the address it ends up at here:");
        Output.JsonLine(new { open = attempt.Address.AbsoluteUri, redirect = attempt.Redirect.AbsoluteUri });
    }

    async Task<SignInAnswer?> WaitAsync(SignInAttempt attempt, LoopbackListener? listener, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var visit = listener?.WaitAsync(attempt);
        var pasted = PastedAsync(attempt, isOnly: listener is null, stop.Token);
        var late = Task.Delay(Patience, context.Clock, stop.Token);
        var first = await Task.WhenAny(visit is null ? [pasted, late] : [visit, pasted, late]);
        await stop.CancelAsync();
        cancel.ThrowIfCancellationRequested();
        if (first == late)
        {
            Output.Fail($"Nobody came back from {Terms.Title} within {Patience.TotalMinutes:0} minutes. Type again: {Terms.Command}");
            return null;
        }

        return first == visit ? await visit! : await pasted;
    }

    // Null only where a paste is the only way and none came.
    async Task<SignInAnswer?> PastedAsync(SignInAttempt attempt, bool isOnly, CancellationToken stop)
    {
        while (await LineAsync(stop) is { } line)
        {
            var answer = attempt.Read(line);
            if (answer.Verdict is not (SignInVerdict.WrongState or SignInVerdict.Unrelated))
            {
                return answer;
            }

            Output.Warn(answer.Verdict == SignInVerdict.WrongState ? NotThisOne : $"That is not the address of the last page; it begins with {attempt.Redirect}?");
        }

        if (isOnly)
        {
            Output.Fail($"No usable address was pasted. Type again: {Terms.Command} --paste");
            return null;
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, context.Clock, stop);
        return null;
    }

    // The console reads in place, whatever its methods are called.
    Task<string?> LineAsync(CancellationToken stop) => Task.Run(context.In.ReadLine, stop).WaitAsync(stop);

    async Task<int> EndAsync(SignInAttempt attempt, SignInAnswer answer, CancellationToken cancel)
    {
        if (answer.Verdict != SignInVerdict.Allowed)
        {
            Output.Fail(answer.Verdict == SignInVerdict.Denied
                ? $"You said no at {Terms.Title}; nothing was changed. To try again: {Terms.Command}"
                : $"{Terms.Title} refused to sign you in ({answer.Error}). Check {Terms.Title}:ClientId and the app's redirect URI: {attempt.Redirect}");
            return ExitCode.Failed;
        }

        try
        {
            await provider.SignInAsync(attempt, answer, cancel);
        }
        catch (TokenRefusedException no)
        {
            Output.Fail($"{Terms.Title} did not take the answer ({no.Error}). Check {Terms.Title}:ClientId and {Terms.Title}:ClientSecret, then type again: {Terms.Command}");
            return ExitCode.Failed;
        }

        return await WelcomeAsync(cancel);
    }

    async Task<int> WelcomeAsync(CancellationToken cancel)
    {
        var name = await who(cancel);
        var login = (await store.FindAsync(Terms.Provider, cancel))!;
        await store.NameAsync(login, name, cancel);
        var view = LoginView.Of(provider.Setup, login with { Account = name }, context.Clock.GetUtcNow());
        Output.Line(Tone.Good, "ok", $"Signed in to {Terms.Title} as {name}; {view.Ends}.");
        Output.JsonLine(view);
        return ExitCode.Done;
    }

    const string NotThisOne = "An answer to another sign-in came, or a forged one; it was not used.";
}
