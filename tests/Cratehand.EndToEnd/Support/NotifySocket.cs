using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Cratehand.EndToEnd.Support;

/// <summary>Stands where systemd listens (sd_notify), and keeps what it is told.</summary>
sealed class NotifySocket : IDisposable
{
    readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    readonly ConcurrentQueue<string> _told = new();
    readonly Task _listening;

    public NotifySocket(string folder)
    {
        Path = System.IO.Path.Combine(folder, "notify");
        _socket.Bind(new UnixDomainSocketEndPoint(Path));
        _listening = ListenAsync();
    }

    public string Path { get; }

    /// <summary>How often a line was told.</summary>
    public int Count(string line) => _told.Count(told => told == line);

    public void Dispose()
    {
        _socket.Dispose();
        _listening.Wait();
    }

    async Task ListenAsync()
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var length = await _socket.ReceiveAsync(buffer);
                Encoding.UTF8.GetString(buffer, 0, length).Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList().ForEach(_told.Enqueue);
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // the test is over
        }
    }
}
