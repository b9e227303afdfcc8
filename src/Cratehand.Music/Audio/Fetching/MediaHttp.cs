using System.Net;
using System.Net.Sockets;

namespace Cratehand.Music.Audio.Fetching;

/// <summary>
/// The connections for media: no cookies, no proxy, no redirect of its own, nothing decompressed. Each address is checked and
/// then connected to as it is, without a second lookup in which a name could change its mind.
/// </summary>
public sealed class MediaHttp : IDisposable
{
    readonly HttpMessageInvoker _client;
    readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;

    /// <summary>Connects to nothing yet.</summary>
    /// <param name="resolve">Looks a name up; default: the system's resolver.</param>
    public MediaHttp(AddressPolicy policy, FetchOptions options, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        Policy = policy;
        _resolve = resolve ??= Dns.GetHostAddressesAsync;
        _client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ActivityHeadersPropagator = null,
            ConnectCallback = (context, cancel) => ConnectAsync(policy, resolve, context, cancel),
        });
    }

    public AddressPolicy Policy { get; }

    /// <summary>The answer's head; its body is read by the caller. Refusals of the policy come out as they are.</summary>
    /// <exception cref="FetchRefusedException">The name is not switched on or leads into a private network.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        Policy.Check(request.RequestUri!).ThrowIfRefused();
        try
        {
            return await _client.SendAsync(request, cancel);
        }
        catch (HttpRequestException e) when (Refusal(e) is { } refusal)
        {
            throw new FetchRefusedException(refusal.Kind, refusal.Message);
        }
    }

    /// <summary>Whether the address may be asked, found out without asking it: its name alone is looked up.</summary>
    /// <exception cref="FetchRefusedException">The name is not switched on or leads into a private network.</exception>
    /// <exception cref="SocketException">The name is not known.</exception>
    public Task CheckAsync(Uri address, CancellationToken cancel)
    {
        Policy.Check(address).ThrowIfRefused();
        return TargetsAsync(Policy, _resolve, address, address.IdnHost, cancel);
    }

    public void Dispose() => _client.Dispose();

    static FetchRefusedException? Refusal(Exception? e) =>
        e is null ? null : e as FetchRefusedException ?? Refusal(e.InnerException);

    static async ValueTask<Stream> ConnectAsync(
        AddressPolicy policy, Func<string, CancellationToken, Task<IPAddress[]>> resolve, SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var allowed = await TargetsAsync(policy, resolve, context.InitialRequestMessage.RequestUri!, context.DnsEndPoint.Host, cancel);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    static async Task<IPAddress[]> TargetsAsync(
        AddressPolicy policy, Func<string, CancellationToken, Task<IPAddress[]>> resolve, Uri address, string host, CancellationToken cancel)
    {
        var targets = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancel);
        var verdicts = targets.Select(t => (Target: t, Verdict: policy.Check(address, t))).ToList();
        var allowed = verdicts.Where(v => v.Verdict.Allowed).Select(v => v.Target).ToArray();
        if (allowed.Length == 0 && verdicts.Count > 0)
        {
            verdicts[0].Verdict.ThrowIfRefused();
        }

        return allowed;
    }
}
