using System.Net;
using Cratehand.Tests.Support;
using Cratehand.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Cratehand.Tests.Web;

public sealed class GateTests : IDisposable
{
    readonly TestHome _home = new();
    readonly FakeTimeProvider _clock = new();
    readonly Lines _log = new();
    readonly string _key;
    readonly Gate _gate;

    public GateTests()
    {
        var key = new ApiKey(_home.Folder);
        _key = key.MakeFirst(isSeen: true)!;
        _gate = new Gate(key, ["Music.lan", "crate.example:8080"], _clock, _log);
    }

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("10.0.0.7")]
    [InlineData("crate.example")]
    public void NumbersAndOurNamesAreOurs(string host) => Assert.True(_gate.IsOurs(host));

    [Theory]
    [InlineData("")]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("127.0.0.1 evil.example")]
    public void OtherNamesAreNot(string host) => Assert.False(_gate.IsOurs(host));

    [Theory]
    [InlineData("X-Api-Key", "", "KEY", 200)]
    [InlineData("Authorization", "Bearer ", "KEY", 200)]
    [InlineData("Authorization", "bearer  ", "KEY", 200)]
    [InlineData("Authorization", "Basic ", "KEY", 401)]
    [InlineData("X-Api-Key", "", "", 401)]
    [InlineData("X-Api-Key", "", "crate_", 401)]
    [InlineData("Cookie", "key=", "KEY", 401)]
    public async Task TheKeyOpensByEitherHeader(string header, string before, string key, int status) =>
        Assert.Equal(status, await CallAsync("/api/v1/status", header, before + key.Replace("KEY", _key, StringComparison.Ordinal)));

    [Theory]
    [InlineData("/ping", 200)]
    [InlineData("/readyz", 200)]
    [InlineData("/ping/more", 401)]
    [InlineData("//ping", 401)]
    [InlineData("/metrics", 401)]
    [InlineData("/", 401)]
    public async Task OnlyTheProbesAreOpen(string path, int status) => Assert.Equal(status, await CallAsync(path));

    [Fact]
    public async Task RefusalsAreLoggedOnceAMinuteWithTheirNumberAndWithoutWhatWasSent()
    {
        for (var i = 0; i < 5; i++)
        {
            await CallAsync("/metrics", "X-Api-Key", "guess-" + i);
        }

        _clock.Advance(TimeSpan.FromMinutes(1));
        await CallAsync("/metrics", "X-Api-Key", "guess-6");

        Assert.Equal(["Refused 1 calls without the right API key, the last from 192.0.2.9", "Refused 5 calls without the right API key, the last from 192.0.2.9"], _log.All);
    }

    async Task<int> CallAsync(string path, string header = "X-None", string value = "")
    {
        await using var services = new ServiceCollection().AddLogging().AddProblemDetails().BuildServiceProvider();
        var http = new DefaultHttpContext { RequestServices = services };
        http.Request.Host = new HostString("localhost", 8463);
        http.Request.Path = path;
        http.Request.Headers[header] = value;
        http.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.9");
        await _gate.PassAsync(http, _ => Task.CompletedTask);
        return http.Response.StatusCode;
    }

    sealed class Lines : ILogger
    {
        public List<string> All { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Add(formatter(state, exception));
    }
}
