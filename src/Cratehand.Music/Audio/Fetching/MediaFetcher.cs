using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Cratehand.Music.Store.Disk;

namespace Cratehand.Music.Audio.Fetching;

/// <summary>Downloads one file of audio from a host that the owner has switched on.</summary>
public sealed class MediaFetcher(MediaHttp http, FetchOptions options, TimeProvider time)
{
    /// <summary>
    /// Downloads into <paramref name="path"/> by way of <c>path.part</c>. The folder is our own work folder and exists; a file
    /// of that name is replaced. A part of an earlier attempt is resumed if the server proves it is the same file.
    /// </summary>
    /// <exception cref="FetchRefusedException">Not switched on, gone, denied, no audio: repeating does not help.</exception>
    /// <exception cref="Jobs.RetryLaterException">The server asked us to come back later.</exception>
    /// <exception cref="FetchFailedException">The server or the line failed; may be tried again.</exception>
    /// <exception cref="DiskException">The disk is full or read-only.</exception>
    public async Task<Fetched> FetchAsync(Uri address, string path, IProgress<FetchProgress>? progress, CancellationToken cancel)
    {
        var part = new PartFile(path);
        using var stall = new StallClock(options.StallTimeout, time, cancel);
        try
        {
            var (answer, final) = await OpenAsync(address, part, stall);
            using (answer)
            {
                await ReceiveAsync(answer, address, part, progress, stall);
                return await FinishAsync(path, part, answer, final, cancel);
            }
        }
        catch (Exception e) when (Explain(e, address, path, stall) is not null)
        {
            cancel.ThrowIfCancellationRequested();
            throw Explain(e, address, path, stall)!;
        }
    }

    /// <inheritdoc cref="MediaHttp.CheckAsync"/>
    public Task CheckAsync(Uri address, CancellationToken cancel) => http.CheckAsync(address, cancel);

    async Task<(HttpResponseMessage Answer, Uri Final)> OpenAsync(Uri address, PartFile part, StallClock stall)
    {
        var resume = part.Resumable(address);
        var at = address;
        for (var hop = 0; hop <= options.MaxRedirects; hop++)
        {
            var answer = await AskAsync(at, resume, stall);
            if (resume is not null && answer.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                answer.Dispose();
                part.Forget(); // what is here does not fit what is there
                return await OpenAsync(address, part, stall);
            }

            if (!FetchAnswer.IsRedirect(answer.StatusCode))
            {
                return (answer, at);
            }

            at = Next(answer, at);
        }

        throw new FetchRefusedException(FetchRefusal.BadAddress, $"{address.Host} redirects more than {options.MaxRedirects} times: give the link of the file itself.");
    }

    async Task<HttpResponseMessage> AskAsync(Uri address, (long Length, RangeConditionHeaderValue Validator)? resume, StallClock stall)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.ParseAdd("Cratehand/0.1");
        request.Headers.AcceptEncoding.ParseAdd("identity");
        if (resume is { } part)
        {
            request.Headers.Range = new(part.Length, null);
            request.Headers.IfRange = part.Validator;
        }

        stall.Restart();
        return await http.SendAsync(request, stall.Token);
    }

    static Uri Next(HttpResponseMessage answer, Uri at)
    {
        using (answer)
        {
            return answer.Headers.Location is { } location
                ? new Uri(at, location)
                : throw new FetchFailedException($"{at.Host} redirects to nowhere; it is tried again.");
        }
    }

    async Task ReceiveAsync(HttpResponseMessage answer, Uri address, PartFile part, IProgress<FetchProgress>? progress, StallClock stall)
    {
        if (FetchAnswer.Trouble(answer, address, time.GetUtcNow()) is { } trouble)
        {
            throw trouble;
        }

        var start = StartOf(answer, address, part);
        var total = start + answer.Content.Headers.ContentLength;
        CheckSize(total ?? start, address);
        await using var file = new FileStream(part.Path, start > 0 ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read);
        await using var body = await answer.Content.ReadAsStreamAsync(stall.Token);
        var buffer = new byte[1 << 16];
        var received = start;
        for (int read; (read = await ReadAsync(body, buffer, stall)) > 0;)
        {
            received += read;
            CheckSize(received, address);
            await file.WriteAsync(buffer.AsMemory(0, read), stall.Token);
            progress?.Report(new(received, total));
        }

        if (received != (total ?? received) || received == 0)
        {
            throw new FetchFailedException($"{address.Host} sent {DiskErrors.Size(received)} of {DiskErrors.Size(total ?? 0)}; it is tried again.");
        }
    }

    static ValueTask<int> ReadAsync(Stream body, byte[] buffer, StallClock stall)
    {
        stall.Restart();
        return body.ReadAsync(buffer, stall.Token);
    }

    // 206 must begin where our part ends; 200 is the whole file anew.
    static long StartOf(HttpResponseMessage answer, Uri address, PartFile part)
    {
        if (answer.StatusCode != HttpStatusCode.PartialContent)
        {
            part.Begin(address, answer);
            return 0;
        }

        var here = new FileInfo(part.Path) is { Exists: true, Length: var length } ? length : 0;
        if (answer.Content.Headers.ContentRange?.From == here)
        {
            return here;
        }

        part.Forget();
        throw new FetchFailedException($"{address.Host} sent another part of the file than was asked for; it is tried again from the beginning.");
    }

    void CheckSize(long bytes, Uri address)
    {
        if (bytes > options.MaxBytes)
        {
            throw new FetchRefusedException(FetchRefusal.TooLarge,
                $"The file at {address.Host} is larger than {DiskErrors.Size(options.MaxBytes)}: download it yourself and drop it in.");
        }
    }

    static async Task<Fetched> FinishAsync(string path, PartFile part, HttpResponseMessage answer, Uri final, CancellationToken cancel)
    {
        Fsync.File(part.Path);
        while (!NoReplace.TryRename(part.Path, path))
        {
            File.Delete(path); // left by an earlier attempt whose record was lost
        }

        Fsync.Folder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        part.ForgetProof();
        return new Fetched(
            path,
            new FileInfo(path).Length,
            await ContentHash.Sha256Async(path, cancel),
            final,
            answer.Content.Headers.ContentType?.MediaType,
            MediaName.Of(answer, final));
    }

    Exception? Explain(Exception error, Uri address, string path, StallClock stall) => error switch
    {
        FetchRefusedException or FetchFailedException or Jobs.RetryLaterException => null,
        OperationCanceledException when stall.HasRung =>
            new FetchFailedException($"{address.Host} sent nothing for {options.StallTimeout.TotalSeconds:0} s; it is tried again.", error),
        OperationCanceledException =>
            new FetchFailedException($"{address.Host} did not answer within {options.ConnectTimeout.TotalSeconds:0} s; it is tried again.", error),
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain } } =>
            new FetchFailedException($"The name {address.Host} was not found: check the link and the network; it is tried again.", error),
        HttpRequestException or HttpIOException or SocketException =>
            new FetchFailedException($"The connection to {address.Host} failed ({error.Message}); it is tried again.", error),
        IOException or UnauthorizedAccessException when DiskErrors.Explain(error, path) is { } disk => disk,
        IOException => new FetchFailedException($"The connection to {address.Host} broke off; it is tried again.", error),
        _ => null,
    };
}
