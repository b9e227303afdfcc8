using System.Text.Json;
using Cratehand.Music.Store.Providers;
using Cratehand.Music.Store.Tokens;

namespace Cratehand.Music.Sources.SigningIn;

/// <summary>A provider's token endpoint (RFC 6749 §4.1.3, §6).</summary>
/// <param name="http">For the host of the token endpoint.</param>
public sealed class OAuthClient(OAuthApp app, ProviderHttp http)
{
    // What both providers document; only for an answer that does not say.
    static readonly TimeSpan UsualLifetime = TimeSpan.FromHours(1);

    /// <summary>Trades the code that the browser brought.</summary>
    /// <exception cref="TokenRefusedException">The provider said no.</exception>
    public Task<TokenGrant> ExchangeAsync(SignInAttempt attempt, SignInAnswer allowed, CancellationToken cancel)
    {
        var code = allowed.Code ?? throw new ArgumentException("Only an allowed sign-in has a code.", nameof(allowed));
        return AskAsync(
            [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", attempt.Redirect.AbsoluteUri), ("code_verifier", attempt.Verifier)],
            [new(code), new(attempt.Verifier)],
            cancel);
    }

    /// <summary>Trades a refresh token. It is sent once: it may be good for one use, and nobody can tell a lost answer from a lost question.</summary>
    /// <exception cref="TokenRefusedException">The provider said no.</exception>
    public Task<TokenGrant> RefreshAsync(string refresh) =>
        AskAsync([("grant_type", "refresh_token"), ("refresh_token", refresh)], [new(refresh)], CancellationToken.None);

    async Task<TokenGrant> AskAsync(IEnumerable<(string Name, string Value)> fields, IReadOnlyList<SecretText> secrets, CancellationToken cancel)
    {
        var form = fields.Append(("client_id", app.ClientId)).ToList();
        if (app.ClientSecret is { } secret)
        {
            form.Add(("client_secret", secret.Reveal()));
            secrets = [.. secrets, secret];
        }

        var request = new ProviderRequest(HttpMethod.Post, app.Token.AbsolutePath, app.Token.AbsoluteUri)
        {
            CanRepeat = false,
            Body = () => new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Item1, f.Item2))),
            Headers = [("Accept", "application/json; charset=utf-8")],
            Secrets = secrets,
        };
        return Read(await SendAsync(request, cancel));
    }

    async Task<ProviderAnswer> SendAsync(ProviderRequest request, CancellationToken cancel)
    {
        try
        {
            return await http.SendAsync(request, cancel);
        }
        catch (ProviderException no) when (no.Kind is ProviderFailure.Refused or ProviderFailure.SignInNeeded or ProviderFailure.Forbidden)
        {
            throw new TokenRefusedException(no.Code ?? $"status {no.Status}", no.Message);
        }
    }

    static TokenGrant Read(ProviderAnswer answer)
    {
        JsonElement json = answer.ReadJson();
        var access = json.Text("access_token") ?? throw answer.Unreadable("has no access_token");
        var lifetime = json.Number("expires_in") is > 0 and < 1e8 and var seconds ? TimeSpan.FromSeconds(seconds) : UsualLifetime;
        return new TokenGrant(access, json.Text("refresh_token"), lifetime);
    }
}
