using System.Text;
using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Cratehand.Sandbox.Spotify;

/// <summary>
/// The accounts server: <c>/authorize</c>, <c>/api/token</c>. The consent page is left out: the owner says yes at once, or no
/// when seeded so.
/// </summary>
public sealed class SpotifySignIn(SpotifyState state) : IStandIn
{
    SpotifyAccounts Accounts => state.Accounts;

    public string Name => "spotifyAccounts";

    public void Map(WebApplication app)
    {
        app.MapGet("/authorize", (RequestDelegate)(http => Authorize(http.Request.Query).ExecuteAsync(http)));
        app.MapPost("/api/token", (RequestDelegate)(async http => await (await TokenAsync(http.Request)).ExecuteAsync(http)));
    }

    /// <summary>The tokens are in the state of <c>spotify</c>.</summary>
    public JsonNode State() => new JsonObject();

    public Task SeedAsync(JsonNode seed) => Task.CompletedTask;

    public JsonNode? FaultBody(int status) =>
        new JsonObject { ["error"] = status >= 500 ? "server_error" : status == 429 ? "slow_down" : "invalid_grant", ["error_description"] = "Refresh token revoked" };

    IResult Authorize(IQueryCollection query)
    {
        var app = Accounts.Apps.Find(a => a.Id == query["client_id"]);
        var redirect = query["redirect_uri"].ToString();
        if (app is null)
        {
            return Results.Text("INVALID_CLIENT: Invalid client", statusCode: 400);
        }

        if (!app.Allows(redirect) && state.Holds(Rules.SpotifyRedirect))
        {
            return Results.Text("INVALID_CLIENT: Invalid redirect URI", statusCode: 400);
        }

        var outcome = Outcome(query, app, redirect);
        return Results.Redirect($"{redirect}{(redirect.Contains('?') ? '&' : '?')}{outcome}&state={Uri.EscapeDataString(query["state"].ToString())}");
    }

    // Implicit grant ended in November 2025; plain challenges were never taken.
    string Outcome(IQueryCollection query, SpotifyApp app, string redirect)
    {
        var challenge = query["code_challenge"].ToString() is { Length: > 0 } text ? text : null;
        if (query["response_type"] != "code")
        {
            return "error=unsupported_response_type";
        }

        if (challenge is not null && query["code_challenge_method"] != "S256")
        {
            return "error=invalid_request";
        }

        var scopes = query["scope"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        return Accounts.Declines ? "error=access_denied" : $"code={Accounts.NewCode(app, redirect, challenge, scopes)}";
    }

    async Task<IResult> TokenAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
        {
            return Refuse("invalid_request", "Content-Type must be application/x-www-form-urlencoded");
        }

        var form = await request.ReadFormAsync();
        var (id, secret) = Basic(request.Headers.Authorization.ToString()) ?? (form["client_id"].ToString(), form["client_secret"].ToString());
        var app = Accounts.Apps.Find(a => a.Id == id);
        if (app is null || (secret.Length > 0 && secret != app.Secret))
        {
            return Refuse("invalid_client", app is null ? "Invalid client" : "Invalid client secret");
        }

        return form["grant_type"].ToString() switch
        {
            "authorization_code" => Show(Accounts.Exchange(id, secret.Length > 0, form["code"], form["redirect_uri"], form["code_verifier"])),
            "refresh_token" => Show(Accounts.Refresh(id, form["refresh_token"])),
            _ => Refuse("unsupported_grant_type", "grant_type must be authorization_code or refresh_token"),
        };
    }

    static IResult Show(SpotifyTokenAnswer answer)
    {
        if (answer.Error is not null)
        {
            return Refuse(answer.Error, answer.Description!);
        }

        var json = new JsonObject
        {
            ["access_token"] = answer.Access,
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)SpotifyAccounts.AccessLifetime.TotalSeconds,
            ["scope"] = string.Join(' ', answer.Grant!.Scopes),
        };
        if (answer.Refresh is not null)
        {
            json["refresh_token"] = answer.Refresh;
        }

        return Results.Json(json);
    }

    static IResult Refuse(string error, string description) =>
        Results.Json(new JsonObject { ["error"] = error, ["error_description"] = description }, statusCode: 400);

    static (string Id, string Secret)? Basic(string header)
    {
        var bytes = new byte[header.Length];
        return header.StartsWith("Basic ", StringComparison.Ordinal)
            && Convert.TryFromBase64String(header[6..], bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var id, var secret]
            ? (id, secret)
            : null;
    }
}
