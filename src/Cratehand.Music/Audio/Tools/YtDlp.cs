using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using Cratehand.Music.Audio.Fetching;

namespace Cratehand.Music.Audio.Tools;

/// <summary>
/// yt-dlp, for links of music sites. It never gets cookies, a sign-in or a configuration, runs nothing, and its generic extractor,
/// which follows whatever a page says, is off. Whether a site may be asked at all is not decided here.
/// </summary>
public sealed class YtDlp(ToolRunner runner, ToolOptions options, FetchOptions limits)
{
    /// <summary>Before the path of the finished file, on a line by itself.</summary>
    const string Done = "FILE ";

    /// <summary>A list that is read takes its time; a hung process shall not take all of it.</summary>
    static readonly TimeSpan AskTimeout = TimeSpan.FromMinutes(5);

    static readonly TimeSpan DownloadTimeout = TimeSpan.FromHours(3);

    static readonly ExternalTool Named = new("yt-dlp", "yt-dlp", "CRATEHAND__TOOLS__YTDLP")
    {
        Install = "install it from github.com/yt-dlp/yt-dlp or by `pipx install yt-dlp` (Debian's is too old for most sites)",
    };

    /// <summary>Its version, which is the day it was made, e.g. <c>2023.03.04</c>.</summary>
    public async Task<string> VersionAsync(string workId, CancellationToken cancel) =>
        (await runner.RunTextAsync(Call(["--ignore-config", "--version"], workId, options.QuickTimeout), cancel)).Output.Trim();

    /// <summary>Asks what a link leads to; downloads nothing.</summary>
    /// <exception cref="YtDlpException">It leads to nothing that can be had.</exception>
    public async Task<YtDlpInfo> ProbeAsync(string link, string workId, CancellationToken cancel)
    {
        var (result, json) = await runner.RunTextAsync(Call([.. Always, "--no-playlist", "-f", BestAudio, "-J", "--", link], workId, AskTimeout), cancel);
        return result.ExitCode == 0 && Read<YtDlpInfo>(json) is { } info ? info : throw YtDlpWords.Sort(result.ErrorTail);
    }

    /// <summary>Downloads the best audio there is, as it is. A part of the same format that lies in the folder is gone on with.</summary>
    /// <param name="folder">For this link alone; it exists.</param>
    /// <param name="progress">Hears of every piece; what it throws ends the download.</param>
    /// <returns>The file's path.</returns>
    /// <exception cref="YtDlpException">There is none that can be had.</exception>
    public async Task<string> DownloadAsync(string link, string folder, string workId, Action<FetchProgress> progress, CancellationToken cancel)
    {
        string? file = null;
        ExceptionDispatchInfo? refusal = null;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var call = Call([.. Always, "--no-playlist", .. Saving, "--", link], workId, DownloadTimeout) with { WorkingFolder = folder };
        var running = runner.RunAsync(call with { Output = (stream, c) => EachLineAsync(stream, Hear, c) }, end.Token);
        await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        refusal?.Throw();
        var result = await running;
        return result.ExitCode == 0 && file is not null && File.Exists(file) ? file : throw YtDlpWords.Sort(result.ErrorTail);

        void Hear(string line)
        {
            if (line.StartsWith(Done, StringComparison.Ordinal))
            {
                file = Path.GetFullPath(line[Done.Length..], folder);
            }
            else if (Read<YtDlpProgress>(line) is { Received: { } received } p)
            {
                Tell(new FetchProgress((long)received, (long?)(p.Total ?? p.Estimate)));
            }
        }

        // Nobody stops reading what it prints, so without an end it would write on and fill the disk.
        void Tell(FetchProgress heard)
        {
            try
            {
                progress(heard);
            }
            catch (Exception no)
            {
                refusal = ExceptionDispatchInfo.Capture(no);
                end.Cancel();
                throw;
            }
        }
    }

    /// <summary>What a site's search offers, the site's best first.</summary>
    /// <param name="site">The word for its search: <c>ytsearch</c> or <c>scsearch</c>.</param>
    /// <exception cref="YtDlpException">It cannot be searched now.</exception>
    public Task<IReadOnlyList<YtDlpInfo>> SearchAsync(string site, string query, int most, string workId, CancellationToken cancel) =>
        EntriesAsync(string.Create(CultureInfo.InvariantCulture, $"{site}{most}:{query.ReplaceLineEndings(" ")}"), most, workId, cancel);

    /// <summary>The entries of a list, in its order, without a look at each.</summary>
    /// <exception cref="YtDlpException">It cannot be read: an error is never a short list.</exception>
    public async Task<IReadOnlyList<YtDlpInfo>> EntriesAsync(string list, int most, string workId, CancellationToken cancel)
    {
        var entries = new List<YtDlpInfo>();
        var end = most.ToString(CultureInfo.InvariantCulture);
        var call = Call([.. Always, "--flat-playlist", "--lazy-playlist", "--playlist-end", end, "-j", "--", list], workId, AskTimeout);
        var result = await runner.RunAsync(call with { Output = (stream, c) => EachLineAsync(stream, Take, c) }, cancel);
        return result.ExitCode == 0 ? entries : throw YtDlpWords.Sort(result.ErrorTail);

        void Take(string line)
        {
            if (Read<YtDlpInfo>(line) is { } entry)
            {
                entries.Add(entry);
            }
        }
    }

    const string BestAudio = "bestaudio/best";

    // A name by format: what is left of one is never gone on with as another. Relative, so that no folder's name is taken for a template.
    static readonly string[] Saving =
    [
        "-f", BestAudio, "--continue", "--part", "--no-mtime", "--quiet", "--progress", "--newline", "--progress-template", "download:%(progress)j",
        "--print", "after_move:" + Done + "%(filepath)s", "-o", "original.%(format_id)s.%(ext)s",
    ];

    string[] Always =>
    [
        "--ignore-config", "--no-cache-dir", "--no-update", "--no-colors", "--no-cookies", "--no-cookies-from-browser", "--use-extractors", "default,-generic",
        "--socket-timeout", limits.StallTimeout.TotalSeconds.ToString("0", CultureInfo.InvariantCulture), "--retries", "2", "--fragment-retries", "2", "--extractor-retries", "1",
    ];

    ToolCall Call(IReadOnlyList<string> arguments, string workId, TimeSpan timeout) =>
        new(Named with { Command = options.YtDlp }, arguments) { WorkId = workId, Timeout = timeout };

    static async Task EachLineAsync(Stream output, Action<string> seen, CancellationToken cancel)
    {
        using var reader = new StreamReader(output, leaveOpen: true);
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            seen(line);
        }
    }

    // On failure -J prints "null"; what plugins print between is no JSON.
    static T? Read<T>(string text)
        where T : class
    {
        try
        {
            return text.StartsWith('{') ? JsonSerializer.Deserialize<T>(text) : null;
        }
        catch (JsonException)
        {
            return null; // judged by what is missing then
        }
    }
}
