using Cratehand.Tests.Support;
using Cratehand.Wiring.Configuration;

namespace Cratehand.Tests.Wiring.Configuration;

public sealed class SettingCatalogTests : IDisposable
{
    readonly TestHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void EverySettingHasItsPlaceInTheRecords() =>
        Assert.Equal(SettingCatalog.Today.Settings.Select(s => s.Key).Order(), Keys(typeof(Settings), "").Order());

    [Fact]
    public void EveryDefaultMayBeWritten() =>
        Assert.All(_home.Read().All, s => Assert.NotNull(s.Setting.Form.Normalize(s.Value)));

    [Fact]
    public void NoEnvironmentNameMeansTwoThings()
    {
        var names = SettingCatalog.Today.Settings.SelectMany(s => s.Aliases.Select(a => a.EnvironmentName).Append(s.EnvironmentName)).ToList();
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void TheSettingsPageIsUpToDate() =>
        Approved.Holds(Approved.Repository("docs/settings.md"), SettingsPage.For(SettingCatalog.Today));

    [Fact]
    public void TheRecordsHoldWhatWasSet()
    {
        _home.WithFile("Formats:\n  Lossless: [aiff, flac]\nAcquire:\n  Hosts: media.example:8080\nSync:\n  DryRun: yes\n");

        var settings = SettingsBinder.Bind(_home.Read());

        Assert.Equal(["aiff", "flac"], settings.Formats.Lossless);
        Assert.Equal(["media.example:8080"], settings.Acquire.Hosts);
        Assert.True(settings.Sync.DryRun);
        Assert.Equal((70, 190, 3), (settings.Tempo.Min, settings.Tempo.Max, settings.Jobs.Workers));
    }

    static IEnumerable<string> Keys(Type type, string prefix) =>
        type.GetProperties().SelectMany(p => p.PropertyType.Namespace == typeof(Settings).Namespace && p.PropertyType != typeof(Secret)
            ? Keys(p.PropertyType, $"{prefix}{p.Name}:")
            : [prefix + p.Name]);
}
