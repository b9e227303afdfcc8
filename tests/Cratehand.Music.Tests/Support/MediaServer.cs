using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cratehand.Music.Tests.Support;

/// <summary>
/// A web server of a few lines on a loopback address, so that it can break the rules: a test hands it, for each request, the
/// raw answer. It closes each connection after the answer, or keeps it open and silent.
/// </summary>
sealed class MediaServer : IDisposable
{
    readonly TcpListener _listener;
    readonly Func<string, (string Head, byte[] Body, bool Hang)> _answer;

    public MediaServer(Func<string, (string Head, byte[] Body, bool Hang)> answer, string address = "127.0.0.1")
    {
        _answer = answer;
        _listener = new TcpListener(IPAddress.Parse(address), 0);
        _listener.Start();
        _ = ServeAsync();
    }

    public List<string> Requests { get; } = [];

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Address(string path = "/track.flac") => new($"http://{((IPEndPoint)_listener.LocalEndpoint).Address}:{Port}{path}");

    public static (string Head, byte[] Body, bool Hang) Ok(byte[] body, string headers = "") =>
        ($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nContent-Type: audio/flac\r\n{headers}", body, false);

    public static (string Head, byte[] Body, bool Hang) Status(int status, string headers = "") =>
        ($"HTTP/1.1 {status} X\r\nContent-Length: 0\r\n{headers}", [], false);

    public void Dispose() => _listener.Stop();

    async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // the test is over
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            await using var stream = client.GetStream();
            var request = new StringBuilder();
            var buffer = new byte[4096];
            while (!request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                var read = await stream.ReadAsync(buffer);
                if (read == 0)
                {
                    return;
                }

                request.Append(Encoding.ASCII.GetString(buffer, 0, read));
            }

            Requests.Add(request.ToString());
            var (head, body, hang) = _answer(request.ToString());
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head + (hang ? "" : "Connection: close\r\n") + "\r\n"));
            await stream.WriteAsync(body);
            if (hang)
            {
                _ = await stream.ReadAsync(buffer); // until the other side gives up
            }
        }
    }
}
