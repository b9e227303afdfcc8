using System.Net.Http.Json;
using System.Net.Sockets;
using Cratehand.Cli;
using Cratehand.Status;

namespace Cratehand.Wiring;

/// <summary>
/// The way to a running daemon from a command beside it: its API over a socket in the data folder that only the owner's account
/// may open, and that needs no key. Work itself goes by the database (ADR 20); this wakes who does it, and asks how it is.
/// </summary>
public sealed class DaemonSocket(string data)
{
    /// <summary>The socket's name in the data folder.</summary>
    public const string FileName = "cratehand.sock";

    // A daemon that takes longer to answer is not well; the command goes on without it.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // What sockaddr_un holds, with its closing zero.
    const int LongestPath = 107;

    public string Path { get; } = System.IO.Path.Combine(data, FileName);

    /// <summary>A data folder that lies too deep has no socket: the system allows 107 bytes.</summary>
    public bool Fits => System.Text.Encoding.UTF8.GetByteCount(Path) <= LongestPath;

    /// <summary>Has the daemon look for new work now; nothing where there is none.</summary>
    public async Task WakeAsync(CancellationToken cancel) => await AskAsync(async http => (await http.PostAsync("api/v1/wake", null, cancel)).IsSuccessStatusCode, cancel);

    /// <summary>How the daemon sees things; <c>null</c> without one.</summary>
    public Task<StatusView?> StatusAsync(CancellationToken cancel) => AskAsync(http => http.GetFromJsonAsync<StatusView>("api/v1/status", Output.OneLine, cancel), cancel);

    /// <summary>For a message: its process and address, or nothing.</summary>
    public async Task<string> WhoAsync(CancellationToken cancel) =>
        (await StatusAsync(cancel))?.Daemon is { } daemon ? $" (process {daemon.Pid}, {daemon.Address})" : "";

    async Task<T?> AskAsync<T>(Func<HttpClient, Task<T>> ask, CancellationToken cancel)
    {
        if (!Fits || !File.Exists(Path))
        {
            return default;
        }

        using var handler = new SocketsHttpHandler { UseProxy = false, ConnectCallback = (_, token) => ConnectAsync(token) };
        using var http = new HttpClient(handler) { BaseAddress = new Uri("http://localhost/"), Timeout = Patience };
        try
        {
            return await ask(http);
        }
        catch (Exception gone) when (!cancel.IsCancellationRequested && gone is HttpRequestException or TaskCanceledException or IOException)
        {
            return default; // killed, or not well: what was asked for is on record all the same
        }
    }

    async ValueTask<Stream> ConnectAsync(CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
