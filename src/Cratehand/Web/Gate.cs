using System.Net;
using Cratehand.Wiring;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cratehand.Web;

/// <summary>
/// Who gets in. All but the probes needs the API key; what comes by the socket in the data folder is the owner's and needs none. A
/// name that is not ours is refused: a page from elsewhere could have made its own name point here (DNS rebinding).
/// </summary>
public sealed class Gate
{
    const string OwnersMark = "cratehand-owner";

    static readonly TimeSpan SayAgainAfter = TimeSpan.FromMinutes(1);
    static readonly HashSet<string> Anonymous = ["/ping", "/healthz", "/readyz"];

    readonly ApiKey _key;
    readonly HashSet<string> _names;
    readonly TimeProvider _clock;
    readonly ILogger _log;
    readonly Lock _saying = new();
    long _said;
    int _unsaid;

    public Gate(Daemon daemon)
        : this(daemon.Key, daemon.Settings.Server.Hosts, daemon.Clock, daemon.Logs.CreateLogger<Gate>())
    {
    }

    internal Gate(ApiKey key, IEnumerable<string> names, TimeProvider clock, ILogger log)
    {
        (_key, _clock, _log) = (key, clock, log);
        _names = [.. names.Select(name => name.Split(':')[0]), "localhost"];
    }

    /// <summary>Marks a connection by the socket in the data folder.</summary>
    public static ConnectionDelegate ByOwner(ConnectionDelegate next) => connection =>
    {
        connection.Items[OwnersMark] = true;
        return next(connection);
    };

    /// <summary>Whether a request came by the socket in the data folder.</summary>
    public static bool IsOwners(HttpContext http) =>
        http.Features.Get<IConnectionItemsFeature>()?.Items.ContainsKey(OwnersMark) == true;

    public Task PassAsync(HttpContext http, RequestDelegate next)
    {
        if (IsOwners(http))
        {
            return next(http);
        }

        if (!IsOurs(http.Request.Host.Host))
        {
            return Problem.WriteAsync(http, 421, "That is not a name of this machine.", "Use its IP address or localhost, or add the name to Server:Hosts.");
        }

        if (Anonymous.Contains(http.Request.Path) || (KeyIn(http.Request) is { } given && _key.Fits(given)))
        {
            return next(http);
        }

        return RefuseAsync(http);
    }

    /// <summary>Numbers cannot be made to point elsewhere; of names only ours are good.</summary>
    internal bool IsOurs(string host) => _names.Contains(host.ToLowerInvariant()) || IPAddress.TryParse(host.Trim('[', ']'), out _);

    static string? KeyIn(HttpRequest request)
    {
        const string bearer = "Bearer ";
        return request.Headers["X-Api-Key"] is [{ Length: > 0 } key] ? key
            : request.Headers.Authorization is [{ } said] && said.StartsWith(bearer, StringComparison.OrdinalIgnoreCase) ? said[bearer.Length..].Trim()
            : null;
    }

    Task RefuseAsync(HttpContext http)
    {
        Say(http.Connection.RemoteIpAddress);
        http.Response.Headers.WWWAuthenticate = "Bearer";
        var way = _key.Exists ? "`cratehand key reset` makes a new one." : "There is none yet: `cratehand key reset` makes it.";
        return Problem.WriteAsync(http, StatusCodes.Status401Unauthorized, "The API key is missing or wrong.", $"Send it as X-Api-Key or as Authorization: Bearer. {way}");
    }

    // Once a minute, however often somebody tries; what was sent is not repeated.
    void Say(IPAddress? from)
    {
        lock (_saying)
        {
            _unsaid++;
            if (_said == 0 || _clock.GetElapsedTime(_said) >= SayAgainAfter)
            {
                _log.LogWarning("Refused {Count} calls without the right API key, the last from {Address}", _unsaid, from);
                (_said, _unsaid) = (_clock.GetTimestamp(), 0);
            }
        }
    }
}
