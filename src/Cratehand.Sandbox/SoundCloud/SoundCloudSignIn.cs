using System.Text;
using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Cratehand.Sandbox.SoundCloud;

/// <summary>The sign-in host: <c>/authorize</c>, <c>/oauth/token</c>, <c>/sign-out</c>. The listener says yes at once, or no when seeded so.</summary>
public sealed class SoundCloudSignIn(SoundCloudState state) : IStandIn
{
    SoundCloudAccounts Accounts => state.Accounts;

    public string Name => "soundcloudAuth";

    public void Map(WebApplication app)
    {
        app.MapGet("/authorize", (RequestDelegate)(http => Authorize(http.Request.Query).ExecuteAsync(http)));
        app.MapPost("/oauth/token", (RequestDelegate)(async http => await (await TokenAsync(http.Request)).ExecuteAsync(http)));
        app.MapPost("/sign-out", (RequestDelegate)(http => Results.Ok().ExecuteAsync(http)));
    }

    /// <summary>The tokens are in the state of <c>soundcloud</c>.</summary>
    public JsonNode State() => new JsonObject();

    public Task SeedAsync(JsonNode seed) => Task.CompletedTask;

    public JsonNode? FaultBody(int status) => new JsonObject { ["error"] = status >= 500 ? "server_error" : status == 429 ? "rate_limit_exceeded" : "invalid_grant" };

    IResult Authorize(IQueryCollection query)
    {
        var app = Accounts.Apps.Find(a => a.Id == query["client_id"]);
        var redirect = query["redirect_uri"].ToString();
        if (app is null || !app.Allows(redirect))
        {
            return Results.Text(app is null ? "invalid_client" : "invalid redirect_uri", statusCode: 400);
        }

        var challenge = query["code_challenge"].ToString() is { Length: > 0 } text && query["code_challenge_method"] == "S256" ? text : null;
        var outcome = query["response_type"] != "code" ? "error=unsupported_response_type"
            : challenge is null && state.Holds(Rules.SoundCloudVerifier) ? "error=invalid_request&error_description=code_challenge+is+required"
            : Accounts.Declines ? "error=access_denied"
            : $"code={Accounts.NewCode(app, redirect, challenge)}";
        return Results.Redirect($"{redirect}{(redirect.Contains('?') ? '&' : '?')}{outcome}&state={Uri.EscapeDataString(query["state"].ToString())}");
    }

    async Task<IResult> TokenAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
        {
            return Refuse("invalid_request", "A form is expected.");
        }

        var form = await request.ReadFormAsync();
        var (id, secret) = Basic(request.Headers.Authorization.ToString()) ?? (form["client_id"].ToString(), form["client_secret"].ToString());
        var app = Accounts.Apps.Find(a => a.Id == id);
        if (app is null || (secret != app.Secret && state.Holds(Rules.SoundCloudSecret)))
        {
            return Refuse("invalid_client", "Client authentication failed.");
        }

        return form["grant_type"].ToString() switch
        {
            "authorization_code" => Show(Accounts.Exchange(id, form["code"], form["redirect_uri"], form["code_verifier"])),
            "refresh_token" => Show(Accounts.Refresh(id, form["refresh_token"])),
            "client_credentials" => Show(Accounts.ForApp(id)),
            _ => Refuse("unsupported_grant_type", "The grant_type is not supported."),
        };
    }

    static IResult Show(SoundCloudTokenAnswer answer) => answer.Error is { } error
        ? Refuse(error, answer.Description!)
        : Results.Json(new JsonObject
        {
            ["access_token"] = answer.Access,
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)SoundCloudAccounts.AccessLifetime.TotalSeconds - 1,
            ["refresh_token"] = answer.Refresh,
            ["scope"] = "",
        });

    static IResult Refuse(string error, string description) =>
        Results.Json(new JsonObject { ["error"] = error, ["error_description"] = description }, statusCode: error == "invalid_client" ? 401 : 400);

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
