using System.Diagnostics.Metrics;
using System.IO.Compression;
using System.Text;
using Cratehand.Data.Sqlite;
using Cratehand.Jobs;
using Cratehand.Music.Store.Providers;
using Cratehand.Music.Tests.Support;
using Microsoft.AspNetCore.Http;
using static Cratehand.Music.Store.Providers.ProviderFailure;

namespace Cratehand.Music.Tests.Store.Providers;

/// <summary>Answers that no honest service gives, and what must never be seen.</summary>
public sealed class ProviderHttpTests : IAsyncDisposable
{
    const string Token = "planted-token-4711";
    const string Code = "planted-code-0815";
    readonly TempFolder _folder = new();
    readonly JumpingClock _clock = new();
    readonly HeardProviderLog _log = new();
    readonly List<ProviderHttp> _open = [];
    OddServer? _server;

    public async ValueTask DisposeAsync()
    {
        _open.ForEach(http => http.Dispose());
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
    }

    [Theory]
    [InlineData("<html>Sign in to the hotel's network</html>")]
    [InlineData("{\"object\":\"list\",\"results\":[{")]
    [InlineData("")]
    public async Task WhatIsNotJsonIsToldAsSuch(string body)
    {
        var http = await TalkToAsync(await OddServer.SayingAsync(200, body));
        var answer = await http.SendAsync(Get, default);
        var failure = Assert.Throws<ProviderException>(() => answer.ReadJson());
        Assert.Equal((Unreadable, 200, true), (failure.Kind, failure.Status, failure.MayHaveHappened));
    }

    [Fact]
    public async Task AnEmptyAnswerIsAnAnswer()
    {
        var http = await TalkToAsync(await OddServer.StartAsync(call =>
        {
            call.Response.StatusCode = 204;
            return Task.CompletedTask;
        }));
        Assert.True((await http.SendAsync(Get, default)).IsEmpty);
    }

    [Fact]
    public async Task AnAnswerThatIsTooLargeIsNotRead()
    {
        var http = await TalkToAsync(await OddServer.SayingAsync(200, new string('x', 70_000)), options => options with { MaxBytes = 65_536 });
        Assert.Equal(TooLarge, (await Assert.ThrowsAsync<ProviderException>(() => http.SendAsync(Get, default))).Kind);
        Assert.Equal(1, _server!.Calls);
    }

    [Fact]
    public async Task AnAnswerThatUnpacksToTooMuchIsNotRead()
    {
        var http = await TalkToAsync(await OddServer.StartAsync(async call =>
        {
            call.Response.Headers.ContentEncoding = "gzip";
            await using var packed = new GZipStream(call.Response.Body, CompressionLevel.Fastest);
            for (var i = 0; i < 1000 && !call.RequestAborted.IsCancellationRequested; i++)
            {
                await packed.WriteAsync(new byte[65_536]);
            }
        }));

        var failure = await Assert.ThrowsAsync<ProviderException>(() => http.SendAsync(Get, default));

        Assert.Equal((TooLarge, true), (failure.Kind, failure.MayHaveHappened));
    }

    [Fact]
    public async Task NoTokenFollowsToAnotherHost()
    {
        var http = await TalkToAsync(await OddServer.SayingAsync(302, "", ("Location", "http://elsewhere.example/steal")));

        var answer = await http.SendAsync(Get, default);
        var foreign = await Assert.ThrowsAsync<ProviderException>(() => http.SendAsync(Get with { Address = "http://elsewhere.example/next?cursor=1" }, default));

        Assert.Equal((302, new Uri("http://elsewhere.example/steal")), (answer.Status, answer.Location));
        Assert.Contains("elsewhere.example", foreign.Message, StringComparison.Ordinal);
        Assert.Equal(1, _server!.Calls);
    }

    [Fact]
    public async Task SecretsAreSeenInNoMessageAndNoLog()
    {
        var http = await TalkToAsync(
            await OddServer.SayingAsync(400, $"The code {Code} of {Token} is wrong"),
            options => options with { Explain = body => new("invalid_grant", Encoding.UTF8.GetString(body.Span), null) });
        var request = Get with
        {
            Method = HttpMethod.Post,
            Body = () => new StringContent(Code),
            Secrets = [new SecretText(Code)],
            Address = $"token?code={Code}",
        };

        var failure = await Assert.ThrowsAsync<ProviderException>(() => http.SendAsync(request, default));

        var seen = string.Join('\n', _log.Lines) + failure + request + failure.Said;
        Assert.Contains("The code *** of *** is wrong", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, seen, StringComparison.Ordinal);
        Assert.DoesNotContain(Code, seen.Replace(request.Address, "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EachCallIsCountedByItsRouteAndLogged()
    {
        var counted = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument is { Name: "cratehand.providers.calls" })
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            var values = tags.ToArray().ToDictionary(tag => tag.Key, tag => $"{tag.Value}");
            if (values["provider"] == "odd-counted")
            {
                lock (counted)
                {
                    counted.Add($"{values["route"]} {values["status"]}");
                }
            }
        });
        listener.Start();
        var http = await TalkToAsync(await OddServer.SayingAsync(500, "oops"), options => options with { Name = "odd-counted" });

        await Assert.ThrowsAsync<ProviderException>(() => http.SendAsync(Get, default));

        Assert.Equal(Enumerable.Repeat("GET /things/{id} 5xx", 3), counted);
        Assert.Equal(3, _log.Lines.Count(line => line.Contains($"GET {_server!.Address.Authority}/things/{{id}} failed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task TheBudgetIsKeptAndAQueueThatIsTooLongIsLeft()
    {
        var http = await TalkToAsync(await OddServer.SayingAsync(200, "{}"), options => options with { RequestsPerSecond = 0.5, Burst = 1 });
        for (var i = 0; i < 4; i++)
        {
            await http.SendAsync(Get, default);
        }

        Assert.Equal(3, _clock.Waits.Count);
        Assert.All(_clock.Waits, wait => Assert.InRange(wait.TotalSeconds, 1.9, 2.0));
    }

    [Fact]
    public async Task OneProvidersRestIsNotAnothers()
    {
        var busy = await TalkToAsync(await OddServer.SayingAsync(429, "", ("Retry-After", "3600")));
        await Assert.ThrowsAsync<RetryLaterException>(() => busy.SendAsync(Get, default));
        await _server!.DisposeAsync();

        var other = await TalkToAsync(await OddServer.SayingAsync(200, "{}"), options => options with { Name = "other" });
        Assert.Equal(200, (await other.SendAsync(Get, default)).Status);
    }

    [Fact]
    [Scenario("S10")]
    public async Task AProviderThatIsAwayIsLeftAloneAfterThreeRequestsAskedOnceAfterEachRestAndTakenUpWithTheFirstAnswer()
    {
        var status = 503;
        var http = await TalkToAsync(await OddServer.StartAsync(call =>
        {
            call.Response.StatusCode = status;
            return call.Response.WriteAsync("{}");
        }));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(Unavailable, (await Assert.ThrowsAsync<ProviderException>(() => http.SendAsync(Get, default))).Kind);
        }

        var calls = _server!.Calls;
        List<int> rests = [];
        for (var i = 0; i < 6; i++)
        {
            var later = await Assert.ThrowsAsync<RetryLaterException>(() => http.SendAsync(Get, default));
            Assert.Contains("Oddball is left alone until", later.Message, StringComparison.Ordinal);
            Assert.Contains("Oddball is not well (503", later.Message, StringComparison.Ordinal);
            Assert.Equal(calls + i, _server.Calls);
            rests.Add((int)Math.Round(later.After.TotalSeconds));
            _clock.Advance(later.After);
            await Assert.ThrowsAsync<ProviderException>(() => http.SendAsync(Get, default)); // one sending, not three
        }

        Assert.Equal([30, 60, 120, 240, 300, 300], rests);
        _clock.Advance(TimeSpan.FromMinutes(5));
        status = 404; // an answer, if not the one that was hoped for
        await Assert.ThrowsAsync<ProviderException>(() => http.SendAsync(Get, default));
        Assert.Null(await new Cooldowns(SqliteDatabase.In(_folder.Path), _clock).FindAsync("odd", default));
    }

    [Fact]
    public async Task ThreeFailuresThatAreNotInARowAreNoOutage()
    {
        var calls = 0;
        var http = await TalkToAsync(await OddServer.StartAsync(call =>
        {
            call.Response.StatusCode = ++calls % 2 == 0 ? 200 : 500;
            return call.Response.WriteAsync("{}");
        }), options => options with { Attempts = 1 });

        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<ProviderException>(() => http.SendAsync(Get, default));
            Assert.Equal(200, (await http.SendAsync(Get, default)).Status);
        }
    }

    [Fact]
    public async Task WhereNobodyListensThatIsAnOutageToo()
    {
        var server = await OddServer.SayingAsync(200, "{}");
        var http = await TalkToAsync(server);
        await server.DisposeAsync();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(Unreachable, (await Assert.ThrowsAsync<ProviderException>(() => http.SendAsync(Get, default))).Kind);
        }

        Assert.Contains("Is this machine online?", (await Assert.ThrowsAsync<RetryLaterException>(() => http.SendAsync(Get, default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CancellingIsNoTimeOut()
    {
        using var stop = new CancellationTokenSource();
        var http = await TalkToAsync(await OddServer.StartAsync(async call =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, call.RequestAborted).ContinueWith(_ => { });
        }));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => http.SendAsync(Get, stop.Token));
    }

    static ProviderRequest Get => new(HttpMethod.Get, "/things/{id}", "things/7") { Credential = new("Bearer", new SecretText(Token)) };

    async Task<ProviderHttp> TalkToAsync(OddServer server, Func<ProviderOptions, ProviderOptions>? with = null)
    {
        _server = server;
        var options = new ProviderOptions("odd", "Oddball", server.Address) { RequestsPerSecond = 1000 };
        var database = SqliteDatabase.In(_folder.Path);
        await SqliteDatabase.UpgradeAsync(database, CancellationToken.None);
        var http = new ProviderHttp(with?.Invoke(options) ?? options, new Cooldowns(database, _clock), _clock, new Random(1), _log);
        _open.Add(http);
        return http;
    }
}
