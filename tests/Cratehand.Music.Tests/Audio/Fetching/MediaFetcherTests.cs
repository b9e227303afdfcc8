using System.Net;
using System.Text;
using Cratehand.Jobs;
using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Cratehand.Music.Tests.Audio.Fetching;

public sealed class MediaFetcherTests : IDisposable
{
    static readonly byte[] Body = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7))];

    // In these tests 127.0.0.1 is the Internet and 127.0.0.2 the home network.
    static bool IsPrivate(IPAddress address) => !address.Equals(IPAddress.Loopback);

    readonly FakeTimeProvider _time = new();
    readonly TempFolder _folder = new();
    readonly List<IDisposable> _open = [];

    string Target => _folder.File("track.flac");

    public void Dispose()
    {
        _open.ForEach(o => o.Dispose());
        _folder.Dispose();
    }

    [Fact]
    public async Task AFileArrivesWholeUnderItsName()
    {
        var server = Serve(_ => MediaServer.Ok(Body, "Content-Disposition: attachment; filename=\"../../My Track.flac\"\r\n"));

        var fetched = await Fetch(server);

        Assert.Equal(Body, await File.ReadAllBytesAsync(Target));
        Assert.Equal((Target, 300_000L, "audio/flac", "My Track.flac"), (fetched.Path, fetched.Bytes, fetched.ContentType, fetched.FileName));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Body)), fetched.Sha256);
        Assert.Equal([Target], Directory.GetFiles(_folder.Path));
        Assert.DoesNotContain("Cookie", server.Requests.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AHostThatIsNotSwitchedOnIsNotEvenAsked()
    {
        var server = Serve(_ => MediaServer.Ok(Body));

        var error = await Assert.ThrowsAsync<FetchRefusedException>(() => Fetch(server, hosts: ""));

        Assert.Equal((FetchRefusal.NotSwitchedOn, "blocked"), (error.Kind, error.Cause));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task ARedirectFromAPublicHostIntoThePrivateNetworkIsRefused()
    {
        var home = Serve(_ => MediaServer.Ok(Body), "127.0.0.2");
        var server = Serve(_ => MediaServer.Status(302, $"Location: http://nas.test:{home.Port}/secret\r\n"));

        var error = await Assert.ThrowsAsync<FetchRefusedException>(() => Fetch(server, hosts: "127.0.0.1,nas.test", lookUp: "127.0.0.2"));

        Assert.Equal(FetchRefusal.PrivateAddress, error.Kind);
        Assert.Empty(home.Requests);
    }

    [Fact]
    public async Task ARedirectToAHostThatIsNotSwitchedOnIsRefused()
    {
        var other = Serve(_ => MediaServer.Ok(Body));
        var server = Serve(_ => MediaServer.Status(302, $"Location: http://127.0.0.1:{other.Port}/a\r\n"));

        var error = await Assert.ThrowsAsync<FetchRefusedException>(() => Fetch(server, hosts: $"127.0.0.1:{server.Port}"));

        Assert.Equal(FetchRefusal.NotSwitchedOn, error.Kind);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task ARedirectWithinWhatIsSwitchedOnIsFollowed()
    {
        var server = Serve(r => r.StartsWith("GET /real", StringComparison.Ordinal) ? MediaServer.Ok(Body) : MediaServer.Status(302, "Location: /real.flac\r\n"));

        Assert.Equal("real.flac", (await Fetch(server)).FileName);
    }

    [Fact]
    public async Task ACircleOfRedirectsEnds()
    {
        var server = Serve(_ => MediaServer.Status(302, "Location: /again\r\n"));

        await Assert.ThrowsAsync<FetchRefusedException>(() => Fetch(server));

        Assert.Equal(6, server.Requests.Count);
    }

    [Fact]
    public async Task AStalledDownloadFailsClearlyAndKeepsItsPart()
    {
        var server = Serve(_ => ("HTTP/1.1 200 OK\r\nContent-Length: 300000\r\nETag: \"v1\"\r\n", Body[..100_000], true));

        var silence = new Watch(at: 100_000, () => _time.Advance(TimeSpan.FromSeconds(31)));

        var error = await Assert.ThrowsAsync<FetchFailedException>(() => Fetch(server, progress: silence));

        Assert.Contains("127.0.0.1 sent nothing for 30 s", error.Message, StringComparison.Ordinal);
        Assert.Equal(100_000, new FileInfo(Target + ".part").Length);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public async Task ABrokenDownloadIsResumedWhereItEnded()
    {
        var server = Serve(r => r.Contains("Range: bytes=100000-", StringComparison.Ordinal) && r.Contains("If-Range: \"v1\"", StringComparison.Ordinal)
            ? ("HTTP/1.1 206 X\r\nContent-Length: 200000\r\nContent-Range: bytes 100000-299999/300000\r\nETag: \"v1\"\r\n", Body[100_000..], false)
            : ("HTTP/1.1 200 OK\r\nContent-Length: 300000\r\nETag: \"v1\"\r\n", Body[..100_000], false));

        await Assert.ThrowsAsync<FetchFailedException>(() => Fetch(server));
        await Fetch(server);

        Assert.Equal(Body, await File.ReadAllBytesAsync(Target));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task AFileThatChangedMeanwhileIsFetchedAnew()
    {
        var (calls, changed) = (0, Body.Reverse().ToArray());
        var server = Serve(_ => ++calls == 1
            ? ("HTTP/1.1 200 OK\r\nContent-Length: 300000\r\nETag: \"v1\"\r\n", Body[..100_000], false)
            : MediaServer.Ok(changed, "ETag: \"v2\"\r\n"));

        await Assert.ThrowsAsync<FetchFailedException>(() => Fetch(server));
        await Fetch(server);

        Assert.Equal(changed, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task APartThatNoLongerFitsIsFetchedAnew()
    {
        var server = Serve(r => r.Contains("Range: bytes=", StringComparison.Ordinal) ? MediaServer.Status(416) : MediaServer.Ok(Body));
        await File.WriteAllBytesAsync(Target + ".part", new byte[10]);
        await File.WriteAllLinesAsync(Target + ".part.of", [server.Address().AbsoluteUri, "\"v1\""]);

        await Fetch(server);

        Assert.Equal(Body, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task APartWithoutProofIsNotTrusted()
    {
        var server = Serve(_ => MediaServer.Ok(Body));
        await File.WriteAllBytesAsync(Target + ".part", new byte[10]);

        await Fetch(server);

        Assert.Equal(Body, await File.ReadAllBytesAsync(Target));
        Assert.DoesNotContain("Range", server.Requests.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, FetchRefusal.Gone, "gone")]
    [InlineData(410, FetchRefusal.Gone, "gone")]
    [InlineData(401, FetchRefusal.Denied, "blocked")]
    [InlineData(403, FetchRefusal.Denied, "blocked")]
    [InlineData(451, FetchRefusal.Geo, "geo")]
    public async Task ARefusalHasItsCause(int status, FetchRefusal kind, string cause)
    {
        var error = await Assert.ThrowsAsync<FetchRefusedException>(() => Fetch(Serve(_ => MediaServer.Status(status))));

        Assert.Equal((kind, cause), (error.Kind, error.Cause));
        Assert.Contains("127.0.0.1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, "Retry-After: 120\r\n", 120)]
    [InlineData(429, "", 60)]
    [InlineData(503, "Retry-After: 5\r\n", 5)]
    public async Task AServerThatAsksForTimeGetsIt(int status, string headers, int seconds)
    {
        var error = await Assert.ThrowsAsync<RetryLaterException>(() => Fetch(Serve(_ => MediaServer.Status(status, headers))));

        Assert.Equal(TimeSpan.FromSeconds(seconds), error.After);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task AServerThatFailsIsTriedAgain(int status) =>
        await Assert.ThrowsAsync<FetchFailedException>(() => Fetch(Serve(_ => MediaServer.Status(status))));

    [Theory]
    [InlineData("text/html; charset=utf-8")]
    [InlineData("application/json")]
    [InlineData("application/vnd.apple.mpegurl")]
    public async Task APageIsNoAudio(string type)
    {
        var server = Serve(_ => ($"HTTP/1.1 200 OK\r\nContent-Length: 6\r\nContent-Type: {type}\r\n", Encoding.ASCII.GetBytes("<html>"), false));

        Assert.Equal(FetchRefusal.NotAudio, (await Assert.ThrowsAsync<FetchRefusedException>(() => Fetch(server))).Kind);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData("Content-Length: 300000\r\n")]
    [InlineData("")]
    public async Task AFileLargerThanTheLimitIsRefused(string length)
    {
        var server = Serve(_ => ($"HTTP/1.1 200 OK\r\n{length}", Body, false));

        var error = await Assert.ThrowsAsync<FetchRefusedException>(() => Fetch(server, new FetchOptions { MaxBytes = 200_000 }));

        Assert.Equal(FetchRefusal.TooLarge, error.Kind);
    }

    [Fact]
    public async Task AFileOfAnEarlierAttemptIsReplaced()
    {
        await File.WriteAllTextAsync(Target, "old");

        await Fetch(Serve(_ => MediaServer.Ok(Body)));

        Assert.Equal(Body, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task AServerThatIsNotThereIsTriedAgain()
    {
        var server = Serve(_ => MediaServer.Ok(Body));
        server.Dispose();

        Assert.Contains("127.0.0.1", (await Assert.ThrowsAsync<FetchFailedException>(() => Fetch(server))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProgressEndsAtTheWhole()
    {
        var watch = new Watch(at: 300_000, () => { });

        await Fetch(Serve(_ => MediaServer.Ok(Body)), progress: watch);

        Assert.Equal(new FetchProgress(300_000, 300_000), watch.Last);
    }

    [Theory]
    [InlineData("a.flac", "a.flac")]
    [InlineData("..\\..\\a.flac", "a.flac")]
    [InlineData("/etc/.hidden", "hidden")]
    [InlineData("..", null)]
    [InlineData("a\nb\0.mp3", "ab.mp3")]
    public void AnOfferedNameIsMadeHarmless(string offered, string? name) => Assert.Equal(name, MediaName.Harmless(offered));

    sealed class Watch(long at, Action then) : IProgress<FetchProgress>
    {
        public FetchProgress? Last { get; private set; }

        public void Report(FetchProgress value)
        {
            Last = value;
            if (value.Received == at)
            {
                then();
            }
        }
    }

    MediaServer Serve(Func<string, (string Head, byte[] Body, bool Hang)> answer, string address = "127.0.0.1")
    {
        var server = new MediaServer(answer, address);
        _open.Add(server);
        return server;
    }

    Task<Fetched> Fetch(
        MediaServer server, FetchOptions? options = null, string hosts = "127.0.0.1", string lookUp = "127.0.0.1", IProgress<FetchProgress>? progress = null)
    {
        options ??= new FetchOptions();
        var http = new MediaHttp(AddressPolicy.Parse(hosts, IsPrivate), options, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(lookUp)]));
        _open.Add(http);
        return new MediaFetcher(http, options, _time).FetchAsync(server.Address(), Target, progress, CancellationToken.None);
    }
}
