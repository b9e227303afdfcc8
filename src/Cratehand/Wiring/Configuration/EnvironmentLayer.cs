namespace Cratehand.Wiring.Configuration;

/// <summary>What the environment says. An empty variable is not set; <c>NAME_FILE</c> names a file that holds the value.</summary>
sealed class EnvironmentLayer(SettingCatalog catalog, IReadOnlyDictionary<string, string> environment)
{
    const string FileSuffix = "_FILE";

    // Names that others gave begin so, and so do names that are none of ours.
    static readonly string[] Foreign = ["MUSIC_SYNC_", "SOUNDCLOUD_", "SPOTIFY_", "NOTION_"];

    readonly List<SettingProblem> _problems = [];

    public GivenValues Read()
    {
        var values = catalog.Settings.Select(Find).OfType<GivenValue>().ToList();
        _problems.AddRange(Unknown().Concat(Misspelled()));
        return new(values, _problems);
    }

    GivenValue? Find(Setting setting) =>
        new[] { new SettingAlias(setting.EnvironmentName) }
            .Concat(setting.Aliases)
            .Select(alias => Find(setting, alias))
            .FirstOrDefault(found => found is not null);

    GivenValue? Find(Setting setting, SettingAlias alias)
    {
        var direct = Given(alias.EnvironmentName);
        var file = Given(alias.EnvironmentName + FileSuffix);
        if (direct is not null && file is not null)
        {
            _problems.Add(SettingProblem.Fatal(setting.Key, SettingOrigin.Environment(alias.EnvironmentName), $"{alias.EnvironmentName} and {alias.EnvironmentName}{FileSuffix} are both set.", "Unset one of the two."));
        }

        var name = direct is null ? alias.EnvironmentName + FileSuffix : alias.EnvironmentName;
        var text = direct ?? (file is null ? null : Content(setting, name, file));
        return text is not null && alias.Translate(text) is { } value
            ? new(setting.Key, value, SettingOrigin.Environment(name))
            : null;
    }

    string? Content(Setting setting, string name, string path)
    {
        try
        {
            return File.ReadAllText(path).TrimEnd('\r', '\n');
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            _problems.Add(SettingProblem.Fatal(setting.Key, SettingOrigin.Environment(name), $"{name} names a file that cannot be read: {wrong.Message}", "Name a file that holds the value, or unset it."));
            return null;
        }
    }

    IEnumerable<SettingProblem> Unknown()
    {
        var names = catalog.Settings.Select(s => s.EnvironmentName).ToList();
        return environment.Keys
            .Where(name => name.StartsWith("CRATEHAND_", StringComparison.Ordinal))
            .Where(name => Given(name) is not null && !names.Contains(WithoutSuffix(name)) && !names.Contains(name))
            .Order(StringComparer.Ordinal)
            .Select(name => SettingProblem.Unknown(name, new(SettingLayer.Environment, "environment"), names));
    }

    // The environment is not ours alone: of these only what is a slip away from a name of ours is one.
    IEnumerable<SettingProblem> Misspelled()
    {
        var names = catalog.Settings.SelectMany(s => s.Aliases).Select(alias => alias.EnvironmentName).ToList();
        return
            from name in environment.Keys.Order(StringComparer.Ordinal)
            let family = Array.Find(Foreign, family => name.StartsWith(family, StringComparison.Ordinal))
            where family is not null && Given(name) is not null && !names.Contains(name) && !names.Contains(WithoutSuffix(name))
            let near = NearestName.Of(WithoutSuffix(name)[family.Length..], names.Where(known => known.StartsWith(family, StringComparison.Ordinal)).Select(known => known[family.Length..]))
            where near is not null
            select SettingProblem.Unknown(name, new(SettingLayer.Environment, "environment"), [family + near]);
    }

    string? Given(string name) => environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    static string WithoutSuffix(string name) =>
        name.EndsWith(FileSuffix, StringComparison.Ordinal) ? name[..^FileSuffix.Length] : name;
}
