using System.Text.Json.Nodes;
using Cratehand.Jobs;
using Cratehand.Music.Sources.SigningIn;
using Cratehand.Music.Store.Providers;
using Cratehand.Music.Store.Tokens;
using Cratehand.Music.Tests.Support;
using Cratehand.Sandbox.Hosting;

namespace Cratehand.Music.Tests.Sources.SigningIn;

public sealed class SignedProviderTests : IAsyncLifetime
{
    static readonly TimeSpan AnHour = TimeSpan.FromMinutes(61);

    TasteWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await TasteWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    public static TheoryData<string> Providers => ["spotify", "soundcloud"];

    [Theory, MemberData(nameof(Providers))]
    public async Task WhoSignedInCanBeAskedFor(string name)
    {
        await _world.SignInAsync(Account(name));
        Assert.False(string.IsNullOrEmpty(await WhoAsync(name)));
        Assert.Equal(1, TokenCalls(name));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task AnEndedAccessTokenIsRenewedWithoutTheOwner(string name)
    {
        await _world.SignInAsync(Account(name));
        for (var hour = 0; hour < 3; hour++)
        {
            await _world.AdvanceAsync(AnHour);
            await WhoAsync(name);
        }

        Assert.Equal(4, TokenCalls(name));
    }

    [Fact]
    public async Task ARefreshThatKeepsItsTokenIsRepeatedWithTheSame()
    {
        await _world.SeedAsync("spotify", """{"rotates":false}""");
        await _world.SignInAsync(_world.SpotifyAccount);
        var before = await LoginAsync("spotify");
        for (var hour = 0; hour < 2; hour++)
        {
            await _world.AdvanceAsync(AnHour);
            await WhoAsync("spotify");
        }

        Assert.Equal(before.Refresh, (await LoginAsync("spotify")).Refresh);
        Assert.NotEqual(before.Access, (await LoginAsync("spotify")).Access);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task TwentyCallsWithAnEndedTokenRefreshItOnce(string name)
    {
        await _world.SignInAsync(Account(name));
        await _world.AdvanceAsync(AnHour);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => WhoAsync(name))));
        Assert.Equal((2, 20), (TokenCalls(name), _world.Calls(name).Count));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task TwentyCallsOverTwoProcessesRefreshItOnce(string name)
    {
        await _world.SignInAsync(Account(name));
        await _world.AdvanceAsync(AnHour);
        var one = Account(name);
        _world.Start();
        var other = Account(name);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => (i % 2 == 0 ? one : other).Keeper.GetAsync(default))));
        Assert.Equal(2, TokenCalls(name));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task ATokenThatIsRefusedIsRenewedOnceForTwentyCalls(string name)
    {
        await _world.SignInAsync(Account(name));
        var token = await Account(name).Keeper.GetAsync(default);
        var renewed = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Account(name).Keeper.RenewAsync(token, default))));
        Assert.Equal((1, 2), (renewed.Distinct().Count(), TokenCalls(name)));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task ATokenRefusedTwiceNeedsTheOwnerAfterOneRefresh(string name)
    {
        await _world.SignInAsync(Account(name));
        _world.Fail(new Fault { Provider = name, Status = 401, Count = 0 });
        var needed = await Assert.ThrowsAsync<SignInNeededException>(() => WhoAsync(name));
        Assert.Equal($"cratehand auth {name}", needed.Command);
        Assert.Equal((2, 2), (TokenCalls(name), _world.Calls(name).Count));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task ASignInThatWasTakenBackIsAskedForOnceAndThenNeverAgain(string name)
    {
        await _world.SignInAsync(Account(name));
        await _world.SeedAsync(name, """{"revoke":true}""");
        await _world.AdvanceAsync(AnHour);
        await Assert.ThrowsAsync<SignInNeededException>(() => WhoAsync(name));
        var before = _world.Now;

        for (var hour = 0; hour < 24; hour++)
        {
            await _world.AdvanceAsync(AnHour);
            _world.Start();
            var needed = await Assert.ThrowsAsync<SignInNeededException>(() => WhoAsync(name));
            Assert.EndsWith($"Type: cratehand auth {name}", needed.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, _world.Now);
        await _world.SignInAsync(Account(name));
        Assert.NotEmpty(await WhoAsync(name));
    }

    [Fact]
    public async Task ASpotifySignInEndsAfterSixMonthsAndIsAnnouncedAtThirtySevenAndOne()
    {
        await _world.SignInAsync(_world.SpotifyAccount);
        var age = 0;
        foreach (var day in new[] { 60, 149, 150, 151, 172, 173, 174, 178, 179 })
        {
            await _world.AdvanceAsync(TimeSpan.FromDays(day - age));
            age = day;
            _world.Start();
            await WhoAsync("spotify");
        }

        await _world.AdvanceAsync(TimeSpan.FromDays(1));
        var needed = await Assert.ThrowsAsync<SignInNeededException>(() => WhoAsync("spotify"));
        Assert.Contains("2026-01-10 has ended", needed.Message, StringComparison.Ordinal);
        Assert.Equal(
            ["30", "7", "1"],
            _world.Log.Text.Split('\n').Where(l => l.Contains("sign-in ends in", StringComparison.Ordinal)).Select(l => l.Split("ends in ")[1].Split(' ')[0]));
    }

    [Fact]
    public async Task AReadyTokenIsUsedAsItIsAndItsRefusalNamesTheSetting()
    {
        Assert.NotEmpty((await _world.ReadySpotify().MeAsync(default)).Id);
        Assert.NotEmpty((await _world.ReadySoundCloud().MeAsync(default)).Name);
        var wrong = _world.Account(_world.SpotifySetup("no-such-token"));
        var needed = await Assert.ThrowsAsync<SignInNeededException>(() => wrong.Calls.GetAsync("/v1/me", "v1/me", default));
        Assert.Contains("Spotify:AccessToken", needed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("no-such-token", needed.ToString(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task NobodySignedInMeansNoCall(string name)
    {
        await Assert.ThrowsAsync<SignInNeededException>(() => WhoAsync(name));
        Assert.Equal(0, _world.Now);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task ATokenEndpointThatIsNotWellCostsNoSignIn(string name)
    {
        await _world.SignInAsync(Account(name));
        await _world.AdvanceAsync(AnHour);
        _world.Fail(new Fault { Provider = TokenHost(name), Status = 500 });
        await Assert.ThrowsAsync<ProviderException>(() => WhoAsync(name));
        Assert.NotEmpty(await WhoAsync(name));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task ARefreshIsSentOnceEvenIfItsAnswerIsLost(string name)
    {
        await _world.SignInAsync(Account(name));
        await _world.AdvanceAsync(AnHour);
        _world.Fail(new Fault { Provider = TokenHost(name), Drop = true, AfterEffect = true });
        await Assert.ThrowsAsync<ProviderException>(() => WhoAsync(name));
        Assert.Equal(2, TokenCalls(name));

        // The token is spent and its successor was lost on the way: one more question, then the owner is asked.
        var needed = await Assert.ThrowsAsync<SignInNeededException>(() => WhoAsync(name));
        Assert.Contains("cut off", needed.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<SignInNeededException>(() => WhoAsync(name));
        Assert.Equal(3, TokenCalls(name));
    }

    [Fact]
    public async Task ALostAnswerCostsNothingWhereTheTokenIsKept()
    {
        await _world.SeedAsync("spotify", """{"rotates":false}""");
        await _world.SignInAsync(_world.SpotifyAccount);
        await _world.AdvanceAsync(AnHour);
        _world.Fail(new Fault { Provider = "spotifyAccounts", Drop = true, AfterEffect = true });
        await Assert.ThrowsAsync<ProviderException>(() => WhoAsync("spotify"));
        Assert.NotEmpty(await WhoAsync("spotify"));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task AnAppThatIsRefusedKeepsItsSignInForWhenItIsMended(string name)
    {
        await _world.SignInAsync(Account(name));
        await _world.AdvanceAsync(AnHour);
        var setup = Account(name).Setup;
        using (var wrong = _world.Account(setup with { App = setup.App! with { ClientId = "no-such-app" } }))
        {
            var later = await Assert.ThrowsAsync<RetryLaterException>(() => wrong.Keeper.GetAsync(default));
            Assert.Contains("ClientId", later.Message, StringComparison.Ordinal);
        }

        Assert.NotEmpty(await WhoAsync(name));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task NoSecretIsInAnyMessageOrLog(string name)
    {
        var attempt = await _world.SignInAsync(Account(name));
        var secrets = new List<string> { attempt.Verifier, attempt.Address.Query.Split("state=")[1].Split('&')[0], TasteWorld.Secret };
        var heard = new List<string>();
        foreach (var status in new int?[] { 400, 401, 403, 404, 429, 500, 503, null })
        {
            secrets.AddRange(await TokensAsync(name));
            await _world.AdvanceAsync(TimeSpan.FromHours(2));
            heard.Add(await FailAsync(name, TokenHost(name), status));
            await _world.AdvanceAsync(TimeSpan.FromHours(2));
            await _world.SignInAsync(Account(name));
            secrets.AddRange(await TokensAsync(name));
            heard.Add(await FailAsync(name, name, status));
        }

        secrets.AddRange(_world.Calls(TokenHost(name)).Select(c => c.RequestBody ?? "").Where(b => b.Contains("code=", StringComparison.Ordinal)).Select(b => b.Split("code=")[1].Split('&')[0]));
        var everything = string.Join('\n', [.. heard, _world.Log.Text]);
        Assert.All(secrets.Where(s => s.Length > 0).Distinct(), secret => Assert.DoesNotContain(secret, everything, StringComparison.Ordinal));
        Assert.True(secrets.Distinct().Count() > 20, $"only {secrets.Distinct().Count()} secrets were planted");
    }

    // A server that repeats what it was sent does the worst it can.
    async Task<string> FailAsync(string name, string host, int? status)
    {
        var login = await LoginAsync(name);
        var echo = host == name ? (status == 401 ? "" : login.Access) : $"{login.Refresh} {(name == "soundcloud" ? TasteWorld.Secret : "")}";
        var body = new JsonObject { ["error"] = "invalid_client", ["error_description"] = echo, ["message"] = echo };
        _world.Fail(new Fault { Provider = host, Status = status, Drop = status is null, Count = 0, Body = body });
        var failure = await Record.ExceptionAsync(() => WhoAsync(name));
        _world.Sandbox.World.Faults.Clear();
        Assert.NotNull(failure);
        return failure.ToString();
    }

    async Task<IEnumerable<string>> TokensAsync(string name)
    {
        var login = await LoginAsync(name);
        return [login.Access, login.Refresh!];
    }

    async Task<Login> LoginAsync(string name) => (await _world.Store.FindAsync(name, default))!;

    SignedProvider Account(string name) => name == "spotify" ? _world.SpotifyAccount : _world.SoundCloudAccount;

    async Task<string> WhoAsync(string name) => name == "spotify" ? (await _world.Spotify.MeAsync(default)).Shown : (await _world.SoundCloud.MeAsync(default)).Name;

    static string TokenHost(string name) => name == "spotify" ? "spotifyAccounts" : "soundcloudAuth";

    int TokenCalls(string name) => _world.Calls(TokenHost(name)).Count(c => c.Method == "POST");
}
