using System.Globalization;
using System.Text.RegularExpressions;
using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Songs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Cratehand.Sandbox.Media;

/// <summary>Serves <c>/media/[{manner}/]{name}.{ext}</c>, well or badly.</summary>
sealed partial class MediaFileRoutes(MediaState state)
{
    public void Map(WebApplication app)
    {
        app.MapMethods("/media/{file}", ["GET", "HEAD"], (RequestDelegate)(http => ServeAsync(http, Manner.Well)));
        app.MapMethods("/media/{manner}/{file}", ["GET", "HEAD"], (RequestDelegate)(http =>
            TryManner((string)http.Request.RouteValues["manner"]!, out var manner) ? ServeAsync(http, manner) : Refuse(http, 404)));
    }

    async Task ServeAsync(HttpContext http, Manner manner)
    {
        var file = (string)http.Request.RouteValues["file"]!;
        var (name, extension) = (Path.GetFileNameWithoutExtension(file), Path.GetExtension(file).TrimStart('.'));
        if (Refusal(manner) is { } status)
        {
            await Refuse(http, status);
        }
        else if (Redirect(http.Request, manner, file) is { } target)
        {
            http.Response.Redirect(target);
            Note(http, 0, 0, 0);
        }
        else if (Recording.Parse(name) is not { } recording || !Encoder.Types.ContainsKey(extension))
        {
            await Refuse(http, 404);
        }
        else if (manner == Manner.Page)
        {
            await PageAsync(http);
        }
        else
        {
            var isPreview = manner == Manner.Preview && state.Rules.Holds(Rules.MediaPreview);
            await SendAsync(http, manner, recording, extension, isPreview);
        }
    }

    async Task SendAsync(HttpContext http, Manner manner, Recording recording, string extension, bool isPreview)
    {
        string path;
        try
        {
            path = await state.Store.FileAsync(recording, extension, isPreview);
        }
        catch (InvalidOperationException e)
        {
            await Results.Text(e.Message, statusCode: 501).ExecuteAsync(http);
            return;
        }

        await SendAsync(http, manner, path);
    }

    async Task SendAsync(HttpContext http, Manner manner, string path)
    {
        var length = new FileInfo(path).Length;
        var tag = new EntityTagHeaderValue($"\"{length.ToString("x", CultureInfo.InvariantCulture)}-{state.VersionOf(Path.GetFileName(path))}\"");
        var range = MediaRange.For(http.Request, length, tag, state.Rules);
        http.Response.StatusCode = range.Status;
        http.Response.ContentType = Encoder.Types[Path.GetExtension(path)[1..]];
        http.Response.Headers.ETag = tag.ToString();
        http.Response.Headers.AcceptRanges = "bytes";
        if (range.Status is 206 or 416)
        {
            http.Response.Headers.ContentRange = range.Status == 416 ? $"bytes */{length}" : $"bytes {range.From}-{range.From + range.Count - 1}/{length}";
        }

        http.Response.ContentLength = manner == Manner.Unsized ? null : range.Status is 200 or 206 ? range.Count : range.Status == 416 ? 0 : null;
        var sent = 0L;
        try
        {
            if (range.Count > 0 && !HttpMethods.IsHead(http.Request.Method))
            {
                await new MediaBody(http, state.Rules, manner).SendAsync(path, range, n => sent += n);
            }
        }
        finally
        {
            Note(http, range.From, sent, length);
        }
    }

    // Not links a person would follow, but what a fetcher must not be led to.
    static string? Redirect(HttpRequest request, Manner manner, string file) => manner switch
    {
        Manner.Moved => $"/media/{file}",
        Manner.Elsewhere => $"http://localhost:{request.Host.Port}/media/{file}",
        Manner.Inside => $"http://169.254.169.254/latest/{file}",
        Manner.Forever => $"/media/forever/{file}",
        _ => null,
    };

    static int? Refusal(Manner manner) => manner switch
    {
        Manner.Missing => 404,
        Manner.Gone => 410,
        Manner.Forbidden => 403,
        Manner.Busy => 429,
        Manner.Blocked => 451,
        Manner.Broken => 500,
        _ => null,
    };

    Task Refuse(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        if (status == 429)
        {
            http.Response.Headers.RetryAfter = "30";
        }

        Note(http, 0, 0, 0);
        return Task.CompletedTask;
    }

    Task PageAsync(HttpContext http)
    {
        Note(http, 0, 0, 0);
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync("<!doctype html><title>Please sign in</title><p>Please sign in to go on.</p>");
    }

    void Note(HttpContext http, long from, long sent, long length) =>
        state.Log.Add(new(http.Request.Path.Value ?? "", http.Response.StatusCode, from, sent, length));

    static bool TryManner(string word, out Manner manner) =>
        Enum.TryParse(word, ignoreCase: true, out manner) && Lower().IsMatch(word);

    [GeneratedRegex("^[a-z]+$", RegexOptions.None, 1000)]
    private static partial Regex Lower();
}
