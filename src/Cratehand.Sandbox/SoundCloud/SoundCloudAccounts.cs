using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Songs;

namespace Cratehand.Sandbox.SoundCloud;

/// <summary>Codes, access tokens and refresh tokens of the stand-in's one listener: OAuth 2.1, PKCE always, refresh tokens good for one use.</summary>
public sealed class SoundCloudAccounts(World world)
{
    public static readonly TimeSpan AccessLifetime = TimeSpan.FromHours(1);

    readonly Lock _gate = new();
    readonly Dictionary<string, SoundCloudCode> _codes = [];
    readonly Dictionary<string, string> _refresh = [];
    readonly Dictionary<string, SoundCloudAccess> _access = [];
    int _issued;

    public List<SoundCloudApp> Apps { get; } = [SoundCloudApp.Seeded];

    /// <summary>Whether the listener declines at the consent page. Default false.</summary>
    public bool Declines { get; set; }

    /// <summary>A copy of what was given out.</summary>
    public SoundCloudGrants Held { get { lock (_gate) { return new(_issued, new(_refresh), new(_access)); } } }

    /// <summary>Registers an app, in place of one with the same id.</summary>
    public void Put(SoundCloudApp app)
    {
        Apps.RemoveAll(a => a.Id == app.Id);
        Apps.Add(app);
    }

    /// <summary>Takes over what an earlier sandbox gave out.</summary>
    public void Restore(SoundCloudGrants held)
    {
        lock (_gate)
        {
            _issued = Math.Max(_issued, held.Issued);
            held.Refresh.ToList().ForEach(h => _refresh[h.Key] = h.Value);
            held.Access.ToList().ForEach(h => _access[h.Key] = h.Value);
        }
    }

    public string NewCode(SoundCloudApp app, string redirect, string? challenge)
    {
        lock (_gate)
        {
            var code = NewSecret("code");
            _codes[code] = new(app.Id, redirect, challenge, world.Clock.GetUtcNow() + TimeSpan.FromMinutes(10));
            return code;
        }
    }

    public SoundCloudTokenAnswer Exchange(string appId, string? code, string? redirect, string? verifier)
    {
        lock (_gate)
        {
            if (code is null || !_codes.Remove(code, out var known) || known.AppId != appId || known.ExpiresAt <= world.Clock.GetUtcNow())
            {
                return SoundCloudTokenAnswer.Refused("invalid_grant", "The authorization code is invalid or expired.");
            }

            var isProven = verifier is not null && known.Challenge == ChallengeOf(verifier);
            return known.Redirect != redirect ? SoundCloudTokenAnswer.Refused("invalid_grant", "The redirect_uri does not match.")
                : !isProven && world.Rules.Holds(Rules.SoundCloudVerifier) ? SoundCloudTokenAnswer.Refused("invalid_grant", "The code_verifier does not match.")
                : Issue(appId, hasListener: true);
        }
    }

    /// <summary>Trades a refresh token for a pair. The token is used up, whether or not the answer arrives.</summary>
    public SoundCloudTokenAnswer Refresh(string appId, string? token)
    {
        lock (_gate)
        {
            if (token is null || !_refresh.TryGetValue(token, out var owner) || owner != appId)
            {
                return SoundCloudTokenAnswer.Refused("invalid_grant", "The refresh token is invalid.");
            }

            if (world.Rules.Holds(Rules.SoundCloudRefreshOnce))
            {
                _refresh.Remove(token);
            }

            return Issue(appId, hasListener: true);
        }
    }

    /// <summary>An app's own token: public reading only.</summary>
    public SoundCloudTokenAnswer ForApp(string appId)
    {
        lock (_gate)
        {
            return Issue(appId, hasListener: false);
        }
    }

    /// <summary>Whether a token may be used; the sandbox's ready token always may.</summary>
    /// <param name="token">As sent.</param>
    /// <param name="needsListener">Whether the call is about the listener.</param>
    public bool Accepts(string token, bool needsListener)
    {
        if (token == world.Options.SoundCloudToken)
        {
            return true;
        }

        lock (_gate)
        {
            return _access.TryGetValue(token, out var known)
                && (known.HasListener || !needsListener)
                && (known.ExpiresAt > world.Clock.GetUtcNow() || !world.Rules.Holds(Rules.SoundCloudTokenExpires));
        }
    }

    /// <summary>The listener disconnects the app.</summary>
    public void Revoke()
    {
        lock (_gate)
        {
            _refresh.Clear();
            _access.Clear();
        }
    }

    SoundCloudTokenAnswer Issue(string appId, bool hasListener)
    {
        var (access, refresh) = (NewSecret("access"), NewSecret("refresh"));
        _access[access] = new(hasListener, world.Clock.GetUtcNow() + AccessLifetime);
        _refresh[refresh] = appId;
        return new(access, refresh, null, null);
    }

    string NewSecret(string kind) => $"2-{kind[0]}{Ids.Digest($"soundcloud {kind} {_issued++}", 30)}";

    static string ChallengeOf(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
}
