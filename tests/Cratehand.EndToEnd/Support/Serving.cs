using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Cratehand.EndToEnd.Support;

/// <summary>A running <c>cratehand serve</c> on a port of its own, as its first line describes it.</summary>
sealed class Serving : IAsyncDisposable
{
    readonly Process _process;
    readonly StringBuilder _said = new();
    readonly Task _reading;
    readonly HttpClient _http;

    Serving(Process process, JsonElement first)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
        _http = new HttpClient { BaseAddress = new Uri(first.GetProperty("address").GetString()!) };
        First = first;
        Key = first.GetProperty("apiKey").GetString();
    }

    /// <summary>The first line it prints.</summary>
    public JsonElement First { get; }

    /// <summary>The key as it was shown; <c>null</c> if it was not.</summary>
    public string? Key { get; set; }

    public int Pid => _process.Id;

    public Uri Address => _http.BaseAddress!;

    /// <summary>All it wrote after its first line, to either output.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    public static async Task<Serving> StartAsync(Rig rig, params string[] options)
    {
        var process = rig.Start(["serve", "--json", "--port", "0", .. options]);
        if (await process.StandardOutput.ReadLineAsync() is { Length: > 0 } line)
        {
            return new Serving(process, JsonDocument.Parse(line).RootElement);
        }

        throw new InvalidOperationException((await Shell.EndOfAsync(process)).All);
    }

    public async Task<(HttpStatusCode Status, string Text)> GetAsync(string path, string? key = null, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request, key, host);
    }

    public async Task<(HttpStatusCode Status, string Text)> PostAsync(string path, string json, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        return await SendAsync(request, key, null);
    }

    /// <summary>With the key, as JSON.</summary>
    public async Task<JsonElement> JsonAsync(string path)
    {
        var (status, text) = await GetAsync(path, Key);
        Assert.True(status == HttpStatusCode.OK, $"{path}: {status} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Asks it to end as a supervisor does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync(string signal = "TERM")
    {
        await Shell.SignalAsync(Pid, signal);
        await EndAsync();
        return _process.ExitCode;
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _http.Dispose();
        _process.Dispose();
    }

    async Task EndAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await _process.WaitForExitAsync(limit.Token);
        await _reading;
    }

    async Task<(HttpStatusCode, string)> SendAsync(HttpRequestMessage request, string? key, string? host)
    {
        request.Headers.Host = host;
        if (key is not null)
        {
            request.Headers.Add("X-Api-Key", key);
        }

        using var answer = await _http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    async Task ReadAsync(StreamReader from)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            lock (_said)
            {
                _said.AppendLine(line);
            }
        }
    }
}
