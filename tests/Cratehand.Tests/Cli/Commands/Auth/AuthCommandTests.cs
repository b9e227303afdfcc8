using System.Text.Json.Nodes;
using Cratehand.Cli;
using Cratehand.Sandbox;
using Cratehand.Sandbox.Hosting;
using Cratehand.Tests.Support;

namespace Cratehand.Tests.Cli.Commands.Auth;

/// <summary>Whole sign-ins against the stand-ins; the test is the browser.</summary>
public sealed class AuthCommandTests : IAsyncLifetime
{
    const string Client = "cratehand-sandbox-client";
    const string Secret = "cratehand-sandbox-secret";

    readonly HeardWriter _out = new();
    readonly TestHome _home;
    readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    SandboxHost _sandbox = null!;

    public AuthCommandTests() => _home = new() { Out = _out };

    public static TheoryData<string> Providers => ["spotify", "soundcloud"];

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SandboxHost.StartAsync(new SandboxOptions(), StandIns.All);
        foreach (var (key, value) in new[]
        {
            ("SPOTIFY__BASEADDRESS", _sandbox.Address("spotify")), ("SPOTIFY__ACCOUNTSADDRESS", _sandbox.Address("spotifyAccounts")),
            ("SOUNDCLOUD__BASEADDRESS", _sandbox.Address("soundcloud")), ("SOUNDCLOUD__AUTHADDRESS", _sandbox.Address("soundcloudAuth")),
            ("SPOTIFY__CLIENTID", Client), ("SOUNDCLOUD__CLIENTID", Client), ("SOUNDCLOUD__CLIENTSECRET", Secret),
            ("SIGNIN__PORT", "0"), ("LOG__LEVEL", "debug"),
        })
        {
            _home.Environment[$"CRATEHAND__{key}"] = value!;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _sandbox.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _home.Dispose();
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task TheBrowserComesBackByItself(string name)
    {
        var command = _home.RunAsync("auth", name);
        var page = await _browser.GetAsync(await BackAsync());
        Assert.Contains("go back to the terminal", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, await command);
        Assert.Matches(name == "spotify" ? "ok Signed in to Spotify as .+; 180 days left" : "ok Signed in to SoundCloud as Sandbox Listener; until", _out.ToString());
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task WithoutABrowserTheAddressIsPasted(string name)
    {
        _home.In = new TypedReader(Task.FromResult("what?"), BackAsync(), Task.FromResult("more"));
        Assert.Equal(ExitCode.Done, await _home.RunAsync("auth", name, "--paste"));
        Assert.Contains("Signed in to", _out.ToString(), StringComparison.Ordinal);
        Assert.Contains("not the address of the last page", _home.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhereNoBrowserComesBackThePasteCountsToo()
    {
        _home.In = new TypedReader(BackAsync());
        Assert.Equal(ExitCode.Done, await _home.RunAsync("auth", "spotify"));
    }

    [Fact]
    public async Task ProgramsGetTheAddressAndThenWhoThatWas()
    {
        var command = _home.RunAsync("auth", "spotify", "--json");
        await _browser.GetAsync(await BackAsync());
        Assert.Equal(ExitCode.Done, await command);
        var lines = _out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!).ToList();
        Assert.StartsWith("http://127.0.0.1:", lines[0]["redirect"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal((true, 180), (lines[1]["signedIn"]!.GetValue<bool>(), lines[1]["daysLeft"]!.GetValue<int>()));
    }

    [Fact]
    public async Task AnAnswerWithTheWrongStateIsTurnedAwayAndTheRightOneStillCounts()
    {
        var command = _home.RunAsync("auth", "spotify");
        var back = await BackAsync();
        var forged = await _browser.GetAsync(back.Split("&state=")[0] + "&state=forged");
        Assert.Equal(400, (int)forged.StatusCode);
        Assert.Equal(404, (int)(await _browser.GetAsync(new Uri(new Uri(back), "/favicon.ico"))).StatusCode);
        await _browser.GetAsync(back);
        Assert.Equal(ExitCode.Done, await command);
        Assert.Contains("another sign-in", _home.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AForgedPasteSignsNobodyIn()
    {
        _home.In = new TypedReader(ForgedAsync());
        Assert.Equal(ExitCode.Failed, await _home.RunAsync("auth", "spotify", "--paste"));
        Assert.DoesNotContain(_sandbox.World.Calls.Since(), c => c.Path == "/api/token");
        Assert.Contains("cratehand auth spotify --paste", _home.Error.ToString(), StringComparison.Ordinal);

        async Task<string> ForgedAsync() => (await BackAsync()).Split("&state=")[0] + "&state=forged";
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task ANoIsTakenForANo(string name)
    {
        await SeedAsync(name, """{"declines":true}""");
        var command = _home.RunAsync("auth", name);
        await _browser.GetAsync(await BackAsync());
        Assert.Equal(ExitCode.Failed, await command);
        Assert.Contains("You said no", _home.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutAnAppTheWayToOneIsShown()
    {
        _home.Environment.Remove("CRATEHAND__SPOTIFY__CLIENTID");
        Assert.Equal(ExitCode.Usage, await _home.RunAsync("auth", "spotify"));
        Assert.Contains("https://developer.spotify.com/dashboard", _home.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("CRATEHAND__SPOTIFY__CLIENTID", _home.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWrongSecretIsSaidAsSuch()
    {
        _home.Environment["CRATEHAND__SOUNDCLOUD__CLIENTSECRET"] = "planted-wrong-secret";
        _home.In = new TypedReader(BackAsync());
        Assert.Equal(ExitCode.Failed, await _home.RunAsync("auth", "soundcloud", "--paste"));
        Assert.Contains("invalid_client", _home.Error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("planted-wrong-secret", Everything(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StatusSaysWhoIsSignedInForHowLongAndHowToSignIn()
    {
        _home.In = new TypedReader(BackAsync());
        await _home.RunAsync("auth", "spotify", "--paste");
        _home.Environment["CRATEHAND__SOUNDCLOUD__ACCESSTOKEN"] = "planted-ready-token";
        Assert.Equal(ExitCode.Done, await _home.RunAsync("auth", "status", "--json"));
        var providers = JsonNode.Parse(_out.ToString().Trim().Split('\n')[^1])!["providers"]!.AsArray();
        Assert.Equal(
            [("spotify", true, "sign-in", 180), ("soundcloud", true, "setting", null)],
            providers.Select(p => (p!["provider"]!.GetValue<string>(), p["signedIn"]!.GetValue<bool>(), p["by"]!.GetValue<string>(), p["daysLeft"]?.GetValue<int?>())));
        Assert.Equal("cratehand auth spotify", providers[0]!["how"]!.GetValue<string>());
    }

    [Fact]
    public async Task StatusOfNothingNamesTheCommandsAndMakesNoFile()
    {
        Assert.Equal(ExitCode.Done, await _home.RunAsync("auth", "status"));
        Assert.Contains("cratehand auth spotify", _out.ToString(), StringComparison.Ordinal);
        Assert.Contains("cratehand auth soundcloud", _out.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_home.Data, "keys")));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task NoSecretIsPrintedOrLogged(string name)
    {
        _home.Environment["CRATEHAND__SPOTIFY__CLIENTSECRET"] = Secret;
        var back = BackAsync();
        _home.In = new TypedReader(back);
        Assert.Equal(ExitCode.Done, await _home.RunAsync("auth", name, "--paste"));
        _home.Environment["CRATEHAND__SPOTIFY__ACCESSTOKEN"] = "planted-ready-token";
        await _home.RunAsync("auth", "status");
        await _home.RunAsync("config", "show");
        await _home.RunAsync("config", "show", "--json");

        // The state stands in the address that is shown to be opened, and nowhere else.
        var state = (await back).Split("state=")[1];
        var everything = Everything().Replace((await _out.Address).AbsoluteUri, "");
        var answer = JsonNode.Parse(_sandbox.World.Calls.Since().Last(c => c.Method == "POST").AnswerBody!)!;
        string[] secrets =
        [
            Secret, "planted-ready-token", state, (await back).Split("code=")[1].Split('&')[0],
            answer["access_token"]!.GetValue<string>(), answer["refresh_token"]!.GetValue<string>(),
        ];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, everything, StringComparison.Ordinal));
    }

    string Everything()
    {
        var files = Directory.GetFiles(_home.Data, "*", SearchOption.AllDirectories).Select(f => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(f)));
        return string.Join('\n', [_out.ToString(), _home.Error.ToString(), .. files]);
    }

    // Opens the address that was shown, says yes, and returns where the provider sends the browser.
    async Task<string> BackAsync() => (await _browser.GetAsync(await _out.Address)).Headers.Location!.ToString();

    async Task SeedAsync(string name, string json)
    {
        using var content = new StringContent(new JsonObject { [name] = JsonNode.Parse(json) }.ToJsonString());
        (await _browser.PostAsync(new Uri(_sandbox.Control, "/_sandbox/seed"), content)).EnsureSuccessStatusCode();
    }
}
