using System.Net;
using Cratehand.Music.Sources.SigningIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cratehand.Cli.SigningIn;

/// <summary>
/// Waits on 127.0.0.1 for the browser to come back from the provider (RFC 8252 §7.3). Whatever does not belong to this sign-in is
/// turned away, and waiting goes on.
/// </summary>
public sealed class LoopbackListener : IAsyncDisposable
{
    const string Path = "/callback";

    readonly WebApplication _app;
    readonly TaskCompletionSource<SignInAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    SignInAttempt? _attempt;

    LoopbackListener(WebApplication app) => _app = app;

    /// <summary>Where the provider is to send the browser.</summary>
    public Uri Redirect => RedirectOn(new Uri(_app.Urls.First()).Port);

    /// <summary>Told of an answer with the wrong state.</summary>
    public Action? TurnedAway { get; init; }

    public static Uri RedirectOn(int port) => new($"http://127.0.0.1:{port}{Path}");

    /// <param name="port">0: any free one.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<LoopbackListener> StartAsync(int port, Action turnedAway, CancellationToken cancel)
    {
        var builder = WebApplication.CreateSlimBuilder();
        // Its log would show the code, as a part of the address.
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        var listener = new LoopbackListener(builder.Build()) { TurnedAway = turnedAway };
        listener._app.Run(listener.AnswerAsync);
        await listener._app.StartAsync(cancel);
        return listener;
    }

    /// <summary>The answer to this try, whenever it comes.</summary>
    public Task<SignInAnswer> WaitAsync(SignInAttempt attempt)
    {
        Volatile.Write(ref _attempt, attempt);
        return _answer.Task;
    }

    /// <summary>Lets the page that was answered reach the browser first: disposing alone would cut its connection.</summary>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2), TimeProvider.System);
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }

    async Task AnswerAsync(HttpContext http)
    {
        var answer = Volatile.Read(ref _attempt)?.Read(http.Request.Path + http.Request.QueryString) ?? SignInAnswer.Unrelated;
        var (status, text) = Page(answer.Verdict);
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsync(text);
        await http.Response.CompleteAsync();
        if (answer.Verdict == SignInVerdict.WrongState)
        {
            TurnedAway?.Invoke();
        }
        else if (answer.Verdict != SignInVerdict.Unrelated)
        {
            _answer.TrySetResult(answer);
        }
    }

    static (int Status, string Text) Page(SignInVerdict verdict) => verdict switch
    {
        SignInVerdict.Allowed => (200, "Done here: go back to the terminal. This page may be closed."),
        SignInVerdict.Denied => (200, "You said no; nothing was changed. This page may be closed."),
        SignInVerdict.Failed => (200, "That did not work: the terminal says why. This page may be closed."),
        SignInVerdict.WrongState => (400, "This is no answer to the sign-in that waits; it was not used."),
        _ => (404, "There is nothing here."),
    };

    // The program decides about its own signals.
    sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
