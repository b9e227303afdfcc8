using System.Globalization;
using System.Text.RegularExpressions;

namespace Cratehand.Checks;

/// <summary>yt-dlp is off, or it is there and young enough to understand the sites, which change all the time.</summary>
public sealed partial class YtDlpCheck(bool isOn, string command, IReadOnlyList<string> hosts, IToolProbe tools, TimeProvider clock) : ICheck
{
    /// <summary>After so long it warns of its own age.</summary>
    public const int OldAfterDays = 90;

    const string Update = "Install a newer one (github.com/yt-dlp/yt-dlp, or pipx install yt-dlp) and set Tools:YtDlp to its path; Debian's is too old for most sites.";

    public string Name => "yt-dlp";

    public async Task<CheckResult> RunAsync(CancellationToken cancel)
    {
        if (!isOn)
        {
            return CheckResult.Well(Name, "off (Acquire:YtDlp)");
        }

        var answer = await tools.AskAsync(command, ["--ignore-config", "--version"], cancel);
        return answer is null ? CheckResult.Wrong(Name, $"{command} was not found, and Acquire:YtDlp is on.", $"{Update} Or set Acquire:YtDlp to false.")
            : MadeOn(answer) is not { } made ? CheckResult.Wrong(Name, $"{command} does not tell its version.", "See whether Tools:YtDlp names the right program.")
            : (clock.GetUtcNow() - made).Days is > OldAfterDays and var days ? CheckResult.Wrong(Name, $"yt-dlp {made:yyyy.MM.dd} is {days} days old.", Update)
            : CheckResult.Well(Name, $"yt-dlp {made:yyyy.MM.dd}, for {string.Join(", ", hosts.DefaultIfEmpty("no host yet (Acquire:Hosts)"))}");
    }

    // "2023.03.04", with a fourth number in nightly builds.
    static DateTimeOffset? MadeOn(string answer) =>
        Version().Match(answer) is { Success: true } found
        && DateTimeOffset.TryParseExact(found.Value, "yyyy.MM.dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var made) ? made : null;

    [GeneratedRegex(@"\b20\d\d\.\d\d\.\d\d", RegexOptions.None, 1000)]
    private static partial Regex Version();
}
