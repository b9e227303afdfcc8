namespace Cratehand.Wiring.Configuration;

/// <summary>Finds what holds: defaults, then <c>cratehand.yaml</c>, then the environment, then the command line; the last word wins.</summary>
public sealed class SettingsReader(SettingCatalog catalog)
{
    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "cratehand.yaml";

    public EffectiveSettings Read(SettingsInput input)
    {
        var environment = new EnvironmentLayer(catalog, input.Environment).Read();
        // The data folder is decided first, because the file lies in it.
        var data = new SettingResolver(catalog, input, [.. environment.Values, .. input.Options]).Resolve("Data").Value;
        var path = Path.Combine(data, FileName);
        var file = FileLayer.Read(catalog, path);

        var resolver = new SettingResolver(catalog, input, [.. file.Values, .. environment.Values, .. input.Options]) { FileFolder = data };
        var all = catalog.Settings.Select(s => resolver.Resolve(s.Key)).ToList();
        List<SettingProblem> problems = [.. file.Problems, .. environment.Problems, .. resolver.Problems];
        problems.AddRange(BrokenRules(resolver));
        return new(path, all, problems);
    }

    IEnumerable<SettingProblem> BrokenRules(SettingResolver resolver) =>
        from rule in catalog.Rules
        let complaint = rule.Broken(key => resolver.Resolve(key).Value)
        where complaint is not null
        select SettingProblem.Fatal(rule.Key, resolver.Resolve(rule.Key).Origin, complaint, "Change one of the two.");
}
