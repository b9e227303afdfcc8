using Cratehand.Sandbox.Hosting;
using Microsoft.AspNetCore.Http;

namespace Cratehand.Sandbox.Media;

/// <summary>Hands a file's bytes to a connection: whole, dripping, stalling in the middle or cut.</summary>
sealed class MediaBody(HttpContext http, RuleBook rules, Manner manner)
{
    const int DripSize = 4096;
    static readonly TimeSpan DripPause = TimeSpan.FromMilliseconds(250);

    /// <param name="path">The file.</param>
    /// <param name="range">Which part.</param>
    /// <param name="sent">Hears of every piece that went out.</param>
    public async Task SendAsync(string path, MediaRange range, Action<int> sent)
    {
        await using var file = File.OpenRead(path);
        file.Position = range.From;

        // A caller that comes back for the rest gets it: that is how a broken download is mended.
        var isCut = (manner == Manner.Stall && rules.Holds(Rules.MediaStall))
            || (manner == Manner.Cut && range.From == 0 && rules.Holds(Rules.MediaCut));
        await CopyAsync(file, isCut ? range.Count / 2 : range.Count, sent);
        if (!isCut)
        {
            return;
        }

        await http.Response.Body.FlushAsync(http.RequestAborted);
        if (manner == Manner.Stall)
        {
            await StallAsync();
        }

        http.Abort();
    }

    async Task CopyAsync(Stream file, long count, Action<int> sent)
    {
        var buffer = new byte[manner == Manner.Drip ? DripSize : 81_920];
        while (count > 0)
        {
            var read = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, count)), http.RequestAborted);
            await http.Response.Body.WriteAsync(buffer.AsMemory(0, read), http.RequestAborted);
            count -= read;
            sent(read);
            if (manner == Manner.Drip && count > 0)
            {
                await http.Response.Body.FlushAsync(http.RequestAborted);
                await Task.Delay(DripPause, TimeProvider.System, http.RequestAborted);
            }
        }
    }

    async Task StallAsync()
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller gave up, as it should; its connection is closed with ours.
        }
    }
}
