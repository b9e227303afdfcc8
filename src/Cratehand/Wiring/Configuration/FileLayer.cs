namespace Cratehand.Wiring.Configuration;

/// <summary>What <c>cratehand.yaml</c> says; a file that is not there says nothing.</summary>
static class FileLayer
{
    public static GivenValues Read(SettingCatalog catalog, string path)
    {
        try
        {
            using var text = new StreamReader(path);
            return Check(catalog, YamlSettings.Read(text));
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return new([], []);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            var origin = new SettingOrigin(SettingLayer.File, path);
            return new([], [SettingProblem.Fatal(SettingsReader.FileName, origin, $"{path} cannot be read: {wrong.Message}", "Make it a file that you may read, or remove it.")]);
        }
    }

    static GivenValues Check(SettingCatalog catalog, GivenValues read)
    {
        var known = new List<GivenValue>();
        var problems = read.Problems.ToList();
        foreach (var value in read.Values)
        {
            switch (catalog.Find(value.Key))
            {
                case null:
                    problems.Add(SettingProblem.Unknown(value.Key, value.Origin, catalog.Settings.Where(s => s.IsInFile).Select(s => s.Key)));
                    break;
                case { IsInFile: false } early:
                    problems.Add(SettingProblem.Fatal(early.Key, value.Origin, $"{early.Key} cannot be set in this file, which is found by it.", $"Set {early.EnvironmentName} or give --{early.Key.ToLowerInvariant()}."));
                    break;
                case { } setting:
                    known.Add(value with { Key = setting.Key });
                    break;
            }
        }

        return new(known, problems);
    }
}
