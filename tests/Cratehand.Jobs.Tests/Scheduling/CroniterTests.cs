using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Cratehand.Jobs.Scheduling;

namespace Cratehand.Jobs.Tests.Scheduling;

/// <summary>Fifty texts in six zones over 400 days, each due instant compared with python3-croniter's, which is asked anew each time.</summary>
public sealed class CroniterTests(ITestOutputHelper output)
{
    static readonly DateTimeOffset First = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Last = First.AddDays(400);

    static readonly string[] Zones = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/St_Johns"];

    static readonly string[] Texts =
    [
        "0 */6 * * *", "*/15 * * * *", "17 * * * *", "*/30 1-3 * * *", "0 * * * *", "30 2 * * *", "0 2 * * *", "30 1 * * *", "0 3 * * *", "15 2 * * 0",
        "0 0 * * *", "59 1 * * *", "1 3 * * *", "45 1 * * *", "15 1 * * *", "0 1-3 * * *", "30 0-3 * * *", "0 0 1 * *", "0 0 13 * 5", "0 12 1,15 * MON",
        "59 23 31 * *", "0 0 29 2 *", "45 4 * * MON-FRI", "0 0 * JAN,JUL *", "0 9-17/2 * * 1-5", "5,35 8 * * 6,0", "0 0 * * 7", "10 2 8-14 3 *", "0 22 * * 5",
        "0 5 1-7 * *", "23 0-20/2 * * *", "5 4 * * sun", "0 0,12 1 */2 *", "30 2 * 3,10,11 *", "0,30 2 * * 0", "20 2 25-31 10 *", "0 4 8-14 * *", "0 0 1 1 *",
        "15 14 1 * *", "0 22 * * 1-5", "5 0 * 8 *", "0 0,6,12,18 * * *", "37 5,17 * * *", "0 2 1 4 *", "30 1 1-7 11 *", "12 12 12 12 *", "40 23 28-31 * *",
        "0 7 * * 2,4", "50 2 29 3 *", "8 */8 * * *",
    ];

    [Fact]
    [Scenario("S9")]
    public async Task EachDueInstantIsTheOneThatCroniterNames()
    {
        var theirs = await AskAsync([]);
        Assert.Equal((50, 300), (Texts.Distinct().Count(), theirs.Count));

        var (wrong, instants) = (new List<string>(), 0L);
        foreach (var (text, zone, count, digest) in theirs)
        {
            var ours = Ours(text, zone);
            instants += ours.Count;
            if (ours.Count != count || Digest(ours) != digest)
            {
                wrong.Add($"{text} in {zone}: {ours.Count} here, {count} there: {await DifferenceAsync(text, zone, ours)}");
            }
        }

        output.WriteLine($"{theirs.Count} pairs, {instants} instants");
        Assert.True(wrong.Count == 0, $"{wrong.Count} differ:\n{string.Join('\n', wrong)}");
    }

    static List<long> Ours(string text, string zone) =>
        [.. CronText.Parse(text, TimeZoneInfo.FindSystemTimeZoneById(zone)).After(First).TakeWhile(due => due <= Last).Select(due => due.ToUnixTimeSeconds())];

    static string Digest(IEnumerable<long> seconds) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join(',', seconds))));

    static async Task<string> DifferenceAsync(string text, string zone, List<long> ours)
    {
        var theirs = (await AskAsync(["--list"], $"{text}\t{zone}\n"))[0].Digest.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse).ToList();
        return $"only here {Times(ours.Except(theirs), zone)}, only there {Times(theirs.Except(ours), zone)}";
    }

    static string Times(IEnumerable<long> seconds, string zone) =>
        string.Join(' ', seconds.Take(3).Select(second => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(second), TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString("o", CultureInfo.InvariantCulture)));

    static async Task<List<(string Text, string Zone, int Count, string Digest)>> AskAsync(string[] more, string? lines = null)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", [Script(), $"{First.ToUnixTimeSeconds()}", $"{Last.ToUnixTimeSeconds()}", .. more])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.WriteAsync(lines ?? string.Concat(from text in Texts from zone in Zones select $"{text}\t{zone}\n"));
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return [.. (await answer).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Select(part => (part[0], part[1], int.Parse(part[2]), part[3]))];
    }

    static string Script([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "croniter_due.py");
}
