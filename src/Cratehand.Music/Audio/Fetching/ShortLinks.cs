using Cratehand.Music.Tracks;

namespace Cratehand.Music.Audio.Fetching;

/// <summary>
/// Asks a shortener what its link means. Only the redirect is read: where it leads is not asked. Each hop is checked like any
/// address, so no short link leads into a private network.
/// </summary>
/// <param name="soundCloud">Where on.soundcloud.com is, without a slash at the end; something may stand in for it.</param>
public sealed class ShortLinks(MediaHttp http, FetchOptions options, TimeProvider time, Uri soundCloud)
{
    /// <summary>The link behind; one that is not short is given back as it is.</summary>
    /// <exception cref="FetchRefusedException">The shortener is not switched on, does not know it, or it leads to no track.</exception>
    /// <exception cref="FetchFailedException">Weather; may be tried again.</exception>
    public async Task<TrackLink> ExpandAsync(TrackLink link, CancellationToken cancel)
    {
        if (link.Kind != LinkKind.Shortened)
        {
            return link;
        }

        var at = Asked(new Uri(link.Canonical));
        for (var hop = 0; hop < options.MaxRedirects; hop++)
        {
            at = await NextAsync(at, cancel);
            if (TrackLink.Parse(at.AbsoluteUri) is { Site: not LinkSite.Direct, Kind: not LinkKind.Shortened } behind)
            {
                return behind;
            }

            at = Asked(at);
        }

        throw new FetchRefusedException(FetchRefusal.BadAddress, $"The short link of {new Uri(link.Canonical).Host} leads to no track: open it in a browser and give the address shown there.");
    }

    Uri Asked(Uri at) => at.Host == "on.soundcloud.com" ? new Uri(soundCloud.AbsoluteUri.TrimEnd('/') + at.AbsolutePath) : at;

    async Task<Uri> NextAsync(Uri at, CancellationToken cancel)
    {
        using var stall = new StallClock(options.StallTimeout, time, cancel);
        using var request = new HttpRequestMessage(HttpMethod.Get, at);
        request.Headers.UserAgent.ParseAdd("Cratehand/0.1");
        try
        {
            using var answer = await http.SendAsync(request, stall.Token);
            return FetchAnswer.IsRedirect(answer.StatusCode) && answer.Headers.Location is { } location
                ? new Uri(at, location)
                : throw FetchAnswer.Trouble(answer, at, time.GetUtcNow()) ?? new FetchRefusedException(
                    FetchRefusal.NotAudio, $"The short link of {at.Host} leads nowhere: open it in a browser and give the address shown there.");
        }
        catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
        {
            throw new FetchFailedException($"{at.Host} did not answer; it is tried again.", late);
        }
        catch (HttpRequestException broken)
        {
            throw new FetchFailedException($"The connection to {at.Host} failed ({broken.Message}); it is tried again.", broken);
        }
    }
}
