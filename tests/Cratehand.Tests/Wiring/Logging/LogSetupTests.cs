using System.Text.Json;
using Cratehand.Tests.Support;
using Cratehand.Wiring.Configuration;
using Cratehand.Wiring.Logging;
using Microsoft.Extensions.Logging;

namespace Cratehand.Tests.Wiring.Logging;

public sealed class LogSetupTests : IDisposable
{
    readonly TestHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void TheFileIsJsonAndOnlyWarningsReachThePerson()
    {
        var file = Written(log =>
        {
            log.LogDebug("Too small to keep.");
            log.LogInformation("Filed {Title}", "Größe 東京");
            log.LogWarning("Nearly full");
        });

        var first = JsonDocument.Parse(file.Split('\n')[0]).RootElement;
        Assert.Equal("Größe 東京", first.GetProperty("Title").GetString());
        Assert.DoesNotContain("Too small", file, StringComparison.Ordinal);
        Assert.Equal("warning: Nearly full\n", _home.Error.ToString());
    }

    [Fact]
    public void WhoWatchesTheDaemonReadsWordsWithoutQuotesAndDatesThatAreTheSameEverywhere()
    {
        using (var logs = LogSetup.Create(SettingsBinder.Bind(_home.Read()), [], _home.Error, new LogLevels(), narrates: true))
        {
            logs.CreateLogger("Test").LogInformation("Schedule {Key}, due {Due}: {Outcome}", "music-sync", new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero), DayOfWeek.Sunday);
        }

        Assert.EndsWith("information: Schedule music-sync, due 2026-03-29 01:30:00 +00:00: Sunday\n", _home.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AWarningIsInWordsWithoutQuotesToo()
    {
        Written(log => log.LogWarning("{Kind} failed; next at {Due}", "sync-track", new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero)));

        Assert.Equal("warning: sync-track failed; next at 2026-03-29 01:30:00 +00:00\n", _home.Error.ToString());
    }

    [Fact]
    public void ASecretIsMaskedEvenInAnException()
    {
        const string secret = "s3cr\"t/+value";
        var file = Written(log => log.LogError(new InvalidOperationException($"GET /?key={Uri.EscapeDataString(secret)} and {secret}"), "Failed with {Key}", secret), secret);

        Assert.All([file, _home.Error.ToString()], text =>
        {
            Assert.Contains(Secret.Mask, text, StringComparison.Ordinal);
            Assert.DoesNotContain("value", text, StringComparison.Ordinal);
        });
    }

    string Written(Action<ILogger> write, params string[] secrets)
    {
        using (var logs = LogSetup.Create(SettingsBinder.Bind(_home.Read()), secrets, _home.Error, new LogLevels()))
        {
            write(logs.CreateLogger("Test"));
        }

        return File.ReadAllText(Assert.Single(Directory.GetFiles(Path.Combine(_home.Data, "logs"), "cratehand-*.log")));
    }
}
