using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;

namespace Cratehand.Sandbox.Tests.Support;

/// <summary>What a stand-in answered.</summary>
sealed record Answer(int Status, JsonNode? Json, HttpResponseMessage Response)
{
    public string? Location => Response.Headers.Location?.ToString();

    public string? Header(string name) => Response.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;
}

/// <summary>The listener's half of a sandbox, its clock standing still, over real HTTP.</summary>
sealed class TasteSandbox(SandboxHost host) : IAsyncDisposable
{
    public const string Client = "cratehand-sandbox-client";
    public const string Secret = "cratehand-sandbox-secret";
    public const string Redirect = "http://127.0.0.1:4567/callback";
    public const string Verifier = "a-verifier-that-is-long-enough-to-be-one-of-43-characters";

    readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60) };

    public World World => host.World;

    public HttpClient Http => _http;

    public static Task<TasteSandbox> StartAsync(params string[] rulesOff) => StartAsync(new SandboxOptions { RulesOff = rulesOff });

    public static async Task<TasteSandbox> StartAsync(SandboxOptions options) => new(await SandboxHost.StartAsync(
        options with { FrozenAt = new DateTimeOffset(2026, 1, 10, 12, 0, 0, TimeSpan.Zero) }, TasteStandIns.Make));

    public string Address(string name, string path) => path.StartsWith("http", StringComparison.Ordinal) ? path : host.Address(name) + path;

    public Task<Answer> SpotifyAsync(string path, string? authorization = null, string method = "GET", JsonNode? body = null) =>
        SendAsync(method, Address("spotify", path), authorization ?? $"Bearer {World.Options.SpotifyToken}", body);

    public Task<Answer> SoundCloudAsync(string path, string? authorization = null, string method = "GET") =>
        SendAsync(method, Address("soundcloud", path), authorization ?? $"OAuth {World.Options.SoundCloudToken}");

    public Task<Answer> MediaAsync(string path) => SendAsync("GET", Address("media", path));

    public Task<Answer> SeedAsync(string name, string json) => ControlAsync("seed", $$"""{"{{name}}":{{json}}}""");

    public Task<Answer> ControlAsync(string verb, string json) =>
        SendAsync("POST", Address("control", $"/_sandbox/{verb}"), body: JsonNode.Parse(json));

    public Task AdvanceAsync(TimeSpan span) => World.Clock.AdvanceAsync(span);

    public async Task<Answer> FormAsync(string name, string path, params (string Key, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Key, f.Value)));
        return await ReadAsync(await _http.PostAsync(Address(name, path), content));
    }

    /// <summary>Goes to the consent page and comes back with what the redirect URI was told.</summary>
    public async Task<string> AuthorizeAsync(string name, string redirect = Redirect, bool withPkce = true)
    {
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));
        var pkce = withPkce ? $"&code_challenge_method=S256&code_challenge={challenge}" : "";
        var answer = await SendAsync("GET", Address(name,
            $"/authorize?client_id={Client}&response_type=code&redirect_uri={Uri.EscapeDataString(redirect)}&scope=user-library-read&state=xyz{pkce}"));
        return answer.Location ?? $"{answer.Status}";
    }

    public async Task<Answer> SignInAsync(string name, string verifier = Verifier, string redirect = Redirect)
    {
        var code = CodeOf(await AuthorizeAsync(name));
        return await ExchangeAsync(name, code, verifier, redirect);
    }

    public Task<Answer> ExchangeAsync(string name, string code, string verifier = Verifier, string redirect = Redirect) =>
        TokenAsync(name, ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect), ("code_verifier", verifier));

    public Task<Answer> RefreshAsync(string name, string token) => TokenAsync(name, ("grant_type", "refresh_token"), ("refresh_token", token));

    Task<Answer> TokenAsync(string name, params (string, string)[] fields) => name == "spotifyAccounts"
        ? FormAsync(name, "/api/token", [("client_id", Client), .. fields])
        : FormAsync(name, "/oauth/token", [("client_id", Client), ("client_secret", Secret), .. fields]);

    public static string CodeOf(string location) => location.Split("code=")[1].Split('&')[0];

    public async Task<Answer> SendAsync(string method, string address, string? authorization = null, JsonNode? body = null, string? range = null, string? ifRange = null)
    {
        using var request = new HttpRequestMessage(new(method), address);
        foreach (var (name, value) in new[] { ("Authorization", authorization), ("Range", range), ("If-Range", ifRange) })
        {
            _ = value is null || request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await ReadAsync(await _http.SendAsync(request));
    }

    static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var isJson = response.Content.Headers.ContentType?.MediaType == "application/json";
        return new((int)response.StatusCode, isJson ? JsonNode.Parse(await response.Content.ReadAsStringAsync()) : null, response);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await host.DisposeAsync();
    }
}
