using Cratehand.Jobs;
using Cratehand.Music.Audio.Tools;
using Cratehand.Music.Store.Disk;
using Cratehand.Music.Store.Providers;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Audio.Fetching;

/// <summary>A file that yt-dlp brought, durable on disk.</summary>
/// <param name="Host">As the owner switched it on.</param>
public sealed record SiteFetched(string Path, YtDlpInfo Info, string Host);

/// <summary>
/// Gets audio from music sites by yt-dlp, if both are switched on: yt-dlp, and the host. Sorts its failures into never, not now
/// and again, and remembers across restarts who wants to be left alone.
/// </summary>
public sealed class SiteFetcher(YtDlp tool, bool isOn, AddressPolicy policy, FetchOptions limits, Cooldowns cooldowns, TimeProvider clock)
{
    /// <summary>Where yt-dlp is switched on.</summary>
    public const string Setting = "CRATEHAND__ACQUIRE__YTDLP";

    const int LongestQuery = 200;

    /// <summary>yt-dlp as such.</summary>
    public bool IsOn => isOn;

    /// <summary>May this link be given to yt-dlp? If not: why, and what to change.</summary>
    public AddressVerdict Check(TrackLink link)
    {
        var home = SiteHosts.HomeOf(link);
        var host = policy.Check(home) is { Allowed: false } no && !policy.Check(new Uri(link.Canonical)).Allowed ? no : AddressVerdict.Allow;
        return isOn ? host : AddressVerdict.Refuse(
            FetchRefusal.NotSwitchedOn,
            $"{home.Authority} can {(link.Site == LinkSite.SoundCloud ? "" : "only ")}be downloaded from by yt-dlp, which is not switched on: if you may download this, set {Setting}=true{(host.Allowed ? "" : $" and add {home.Authority} to {AddressPolicy.Setting}")}"
                + $"{(link.Site == LinkSite.SoundCloud ? "; what its uploader offers comes by Acquire:SoundCloudDownloads" : "")}.");
    }

    /// <summary>Asks what a link leads to.</summary>
    /// <exception cref="FetchRefusedException">It cannot be had, or is not switched on.</exception>
    /// <exception cref="RetryLaterException">Its site wants to be left alone.</exception>
    /// <exception cref="FetchFailedException">Weather; may be tried again.</exception>
    public Task<YtDlpInfo> ProbeAsync(TrackLink link, string workId, CancellationToken cancel) =>
        AskAsync(link, () => tool.ProbeAsync(link.Canonical, workId, cancel), cancel);

    /// <summary>Downloads it whole. What an earlier attempt left in the folder is gone on with.</summary>
    /// <param name="folder">For this link alone; made if missing.</param>
    /// <inheritdoc cref="ProbeAsync" path="/exception"/>
    /// <exception cref="DiskException">The disk is full or read-only.</exception>
    public Task<SiteFetched> FetchAsync(TrackLink link, string folder, string workId, IProgress<FetchProgress> progress, CancellationToken cancel) =>
        AskAsync(link, () => DownloadAsync(link, folder, workId, progress, cancel), cancel);

    /// <summary>What YouTube or SoundCloud offers for some words, its best first.</summary>
    /// <inheritdoc cref="ProbeAsync" path="/exception"/>
    public Task<IReadOnlyList<YtDlpInfo>> SearchAsync(LinkSite site, string query, int most, string workId, CancellationToken cancel)
    {
        var (home, word) = SiteHosts.SearchOf(site);
        var words = query.Length <= LongestQuery ? query : query[..LongestQuery];
        return AskAsync(new TrackLink(site, LinkKind.Other, home, home), () => tool.SearchAsync(word, words, most, workId, cancel), cancel);
    }

    /// <summary>The tracks of a playlist, a set or a page of likes, in its order; nothing is known of them but what the list says.</summary>
    /// <inheritdoc cref="ProbeAsync" path="/exception"/>
    public Task<IReadOnlyList<YtDlpInfo>> ListAsync(TrackLink list, int most, string workId, CancellationToken cancel) =>
        AskAsync(list, () => tool.EntriesAsync(list.Canonical, most, workId, cancel), cancel);

    async Task<T> AskAsync<T>(TrackLink link, Func<Task<T>> ask, CancellationToken cancel)
    {
        Check(link).ThrowIfRefused();
        var host = SiteHosts.HomeOf(link).Authority;
        var key = "yt-dlp:" + host;
        var rest = await cooldowns.FindAsync(key, cancel);
        if (rest is not null && rest.Ends > clock.GetUtcNow())
        {
            throw new RetryLaterException(rest.Ends - clock.GetUtcNow(), rest.Reason);
        }

        try
        {
            var answer = await ask();
            await cooldowns.EndAsync(key, cancel);
            return answer;
        }
        catch (YtDlpException said) when (said.Trouble == YtDlpTrouble.RateLimited)
        {
            var wait = SiteAnswer.Rest(rest?.Strikes ?? 0);
            var reason = $"{host} wants fewer requests from here ({said.Words}): it is left alone for {wait.TotalMinutes:0} minutes.";
            await cooldowns.BeginAsync(key, clock.GetUtcNow() + wait, reason, CancellationToken.None);
            throw new RetryLaterException(wait, reason, said);
        }
        catch (YtDlpException said)
        {
            throw SiteAnswer.Meaning(said, host);
        }
        catch (ToolTimedOutException late)
        {
            throw new FetchFailedException($"{host}: {late.Message}", late);
        }
    }

    async Task<SiteFetched> DownloadAsync(TrackLink link, string folder, string workId, IProgress<FetchProgress> progress, CancellationToken cancel)
    {
        var host = SiteHosts.HomeOf(link).Authority;
        var info = await tool.ProbeAsync(link.Canonical, workId, cancel);
        SiteAnswer.ThrowIfUseless(info, host);
        Directory.CreateDirectory(folder);
        var path = await GetAsync(link, folder, workId, new Bounded(limits.MaxBytes, host, progress), cancel);
        Fsync.File(path);
        Fsync.Folder(folder);
        return new SiteFetched(path, info, host);
    }

    // yt-dlp watches over each connection; who watches over yt-dlp allows it as many tries as it was given.
    async Task<string> GetAsync(TrackLink link, string folder, string workId, Bounded progress, CancellationToken cancel)
    {
        using var stall = new StallClock(4 * limits.StallTimeout, clock, cancel);
        try
        {
            return await tool.DownloadAsync(link.Canonical, folder, workId, p => Hear(p, stall), stall.Token);
        }
        catch (OperationCanceledException) when (stall.HasRung && !cancel.IsCancellationRequested)
        {
            throw new FetchFailedException($"{progress.Host} sent nothing for {(4 * limits.StallTimeout).TotalSeconds:0} s; it is tried again.");
        }
        catch (YtDlpException full) when (full.Trouble == YtDlpTrouble.DiskFull)
        {
            throw new DiskException(DiskTrouble.NoSpace, $"No space left in {folder}.", full);
        }

        void Hear(FetchProgress value, StallClock clock)
        {
            clock.Restart();
            progress.Report(value);
        }
    }

    sealed record Bounded(long MaxBytes, string Host, IProgress<FetchProgress> Inner)
    {
        public void Report(FetchProgress value)
        {
            if (Math.Max(value.Received, value.Total ?? 0) > MaxBytes)
            {
                throw new FetchRefusedException(FetchRefusal.TooLarge, $"The file at {Host} is larger than {DiskErrors.Size(MaxBytes)}: download it yourself and drop it in.");
            }

            Inner.Report(value);
        }
    }
}
