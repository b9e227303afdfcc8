using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Web;

namespace Cratehand.Music.Sources.SigningIn;

/// <summary>
/// One try to sign in: the authorization code flow with PKCE (RFC 6749 §4.1, RFC 7636, S256). The answer to another try is
/// refused by its state.
/// </summary>
public sealed class SignInAttempt
{
    // 256 bits each: 43 characters, the least RFC 7636 §4.1 allows for a verifier.
    const int SecretBytes = 32;

    readonly OAuthApp _app;
    readonly string _state;

    SignInAttempt(OAuthApp app, Uri redirect, string state, string verifier)
    {
        (_app, _state, Redirect, Verifier) = (app, state, redirect, verifier);
    }

    /// <summary>Where the provider sends the owner's browser; registered with the app.</summary>
    public Uri Redirect { get; }

    /// <summary>Proves at the token endpoint that the code was asked for by us.</summary>
    internal string Verifier { get; }

    /// <summary>What the owner opens in a browser.</summary>
    public Uri Address => new($"{_app.Authorize}?{Query()}");

    public static SignInAttempt Begin(OAuthApp app, Uri redirect, RandomNumberGenerator random) => new(app, redirect, Secret(random), Secret(random));

    /// <summary>Reads where the browser was sent.</summary>
    /// <param name="text">The whole address, or what follows its host.</param>
    public SignInAnswer Read(string text)
    {
        if (!Uri.TryCreate(Redirect, text.Trim(), out var address) || address.AbsolutePath != Redirect.AbsolutePath)
        {
            return SignInAnswer.Unrelated;
        }

        var query = HttpUtility.ParseQueryString(address.Query);
        if (query["code"] is null && query["error"] is null)
        {
            return SignInAnswer.Unrelated;
        }

        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(query["state"] ?? ""), Encoding.UTF8.GetBytes(_state)))
        {
            return SignInAnswer.WrongState;
        }

        return query["error"] switch
        {
            null => new(SignInVerdict.Allowed) { Code = query["code"] },
            "access_denied" => new(SignInVerdict.Denied),
            var error => new(SignInVerdict.Failed) { Error = Word(error) },
        };
    }

    string Query()
    {
        var fields = new List<(string Name, string Value)>
        {
            ("client_id", _app.ClientId),
            ("response_type", "code"),
            ("redirect_uri", Redirect.AbsoluteUri),
            ("state", _state),
            ("code_challenge_method", "S256"),
            ("code_challenge", Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)))),
        };
        if (_app.Scopes.Count > 0)
        {
            fields.Add(("scope", string.Join(' ', _app.Scopes)));
        }

        return string.Join('&', fields.Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value)}"));
    }

    // It came through a browser and goes to a terminal.
    static string Word(string error) => new([.. error.Where(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-').Take(60)]);

    static string Secret(RandomNumberGenerator random)
    {
        var bytes = new byte[SecretBytes];
        random.GetBytes(bytes);
        return Base64Url.EncodeToString(bytes);
    }
}
