using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Songs;

namespace Cratehand.Sandbox.Spotify;

/// <summary>Codes, access tokens and refresh tokens of the stand-in's one user.</summary>
public sealed class SpotifyAccounts(World world)
{
    /// <summary>Refresh tokens end this long after the sign-in, however often they were used (blog 2026-06-18).</summary>
    public static readonly TimeSpan RefreshLifetime = TimeSpan.FromDays(180);

    public static readonly TimeSpan AccessLifetime = TimeSpan.FromHours(1);

    readonly Lock _gate = new();
    readonly Dictionary<string, SpotifyCode> _codes = [];
    readonly Dictionary<string, SpotifyGrant> _refresh = [];
    readonly Dictionary<string, SpotifyAccess> _access = [];
    int _issued;

    public List<SpotifyApp> Apps { get; } = [SpotifyApp.Seeded];

    /// <summary>Whether a refresh of a PKCE grant gives a new refresh token and ends the old one. Spotify does both; default true.</summary>
    public bool Rotates { get; set; } = true;

    /// <summary>Whether the owner declines at the consent page. Default false.</summary>
    public bool Declines { get; set; }

    /// <summary>A copy of what was given out.</summary>
    public SpotifyGrants Held { get { lock (_gate) { return new(_issued, new(_refresh), new(_access)); } } }

    /// <summary>Registers an app, in place of one with the same id.</summary>
    public void Put(SpotifyApp app)
    {
        Apps.RemoveAll(a => a.Id == app.Id);
        Apps.Add(app);
    }

    /// <summary>Takes over what an earlier sandbox gave out.</summary>
    public void Restore(SpotifyGrants held)
    {
        lock (_gate)
        {
            _issued = Math.Max(_issued, held.Issued);
            held.Refresh.ToList().ForEach(h => _refresh[h.Key] = h.Value);
            held.Access.ToList().ForEach(h => _access[h.Key] = h.Value);
        }
    }

    public string NewCode(SpotifyApp app, string redirect, string? challenge, HashSet<string> scopes)
    {
        lock (_gate)
        {
            var code = NewSecret("code");
            _codes[code] = new(app.Id, redirect, challenge, scopes, world.Clock.GetUtcNow() + TimeSpan.FromMinutes(10));
            return code;
        }
    }

    /// <summary>Trades a code for tokens.</summary>
    public SpotifyTokenAnswer Exchange(string appId, bool hasSecret, string? code, string? redirect, string? verifier)
    {
        lock (_gate)
        {
            if (code is null || !_codes.TryGetValue(code, out var known) || known.AppId != appId || known.ExpiresAt <= world.Clock.GetUtcNow())
            {
                return SpotifyTokenAnswer.Refused("invalid_grant", "Invalid authorization code");
            }

            if (world.Rules.Holds(Rules.SpotifyCodeOnce))
            {
                _codes.Remove(code);
            }

            return Objection(known, hasSecret, redirect, verifier)
                ?? Issue(new SpotifyGrant(appId, known.Scopes, world.Clock.GetUtcNow(), known.Challenge is not null), refresh: null);
        }
    }

    SpotifyTokenAnswer? Objection(SpotifyCode code, bool hasSecret, string? redirect, string? verifier)
    {
        if (code.Redirect != redirect && world.Rules.Holds(Rules.SpotifyRedirect))
        {
            return SpotifyTokenAnswer.Refused("invalid_grant", "Invalid redirect URI");
        }

        if (code.Challenge is null)
        {
            return hasSecret ? null : SpotifyTokenAnswer.Refused("invalid_client", "Invalid client secret");
        }

        return !world.Rules.Holds(Rules.SpotifyVerifier) || (verifier is not null && ChallengeOf(verifier) == code.Challenge)
            ? null
            : SpotifyTokenAnswer.Refused("invalid_grant", verifier is null ? "code_verifier required" : "code_verifier was incorrect");
    }

    /// <summary>Trades a refresh token for an access token.</summary>
    public SpotifyTokenAnswer Refresh(string appId, string? token)
    {
        lock (_gate)
        {
            if (token is null || !_refresh.TryGetValue(token, out var grant) || grant.AppId != appId)
            {
                return SpotifyTokenAnswer.Refused("invalid_grant", "Invalid refresh token");
            }

            if (grant.AuthorizedAt + RefreshLifetime <= world.Clock.GetUtcNow() && world.Rules.Holds(Rules.SpotifySixMonths))
            {
                _refresh.Remove(token);
            }

            if (!_refresh.ContainsKey(token))
            {
                return SpotifyTokenAnswer.Refused("invalid_grant", "Refresh token expired");
            }

            var rotates = Rotates && grant.IsPkce;
            if (rotates && world.Rules.Holds(Rules.SpotifyRotation))
            {
                _refresh.Remove(token);
            }

            return Issue(grant, refresh: rotates ? null : token);
        }
    }

    /// <summary>Why a token may not be used, or null. The sandbox's ready token has every scope and never expires.</summary>
    public SpotifyProblem? Check(string token, string? scope)
    {
        if (token == world.Options.SpotifyToken)
        {
            return null;
        }

        lock (_gate)
        {
            return !_access.TryGetValue(token, out var known) ? SpotifyProblem.UnknownToken
                : known.ExpiresAt <= world.Clock.GetUtcNow() && world.Rules.Holds(Rules.SpotifyTokenExpires) ? SpotifyProblem.Expired
                : scope is null || known.Grant.Scopes.Contains(scope) || !world.Rules.Holds(Rules.SpotifyScope) ? null
                : SpotifyProblem.Scope;
        }
    }

    /// <summary>The owner takes the app's right back: every refresh token is refused from now on.</summary>
    public void Revoke()
    {
        lock (_gate)
        {
            _refresh.Clear();
        }
    }

    // A refresh that keeps its token says nothing of it: the caller must keep the old one.
    SpotifyTokenAnswer Issue(SpotifyGrant grant, string? refresh)
    {
        var access = NewSecret("access");
        _access[access] = new(grant, world.Clock.GetUtcNow() + AccessLifetime);
        if (refresh is not null)
        {
            return new(access, null, grant, null, null);
        }

        var next = NewSecret("refresh");
        _refresh[next] = grant;
        return new(access, next, grant, null, null);
    }

    string NewSecret(string kind) => (kind == "code" ? "AQ" : kind == "access" ? "BQ" : "AQr") + Ids.Digest($"{kind}{_issued++}", 40);

    static string ChallengeOf(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
}
