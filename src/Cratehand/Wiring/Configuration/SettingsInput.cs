namespace Cratehand.Wiring.Configuration;

/// <summary>All that settings are read from, apart from the file.</summary>
/// <param name="Options">What the command line sets.</param>
/// <param name="WorkingFolder">Where relative paths of the environment and the command line start.</param>
public sealed record SettingsInput(
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyList<GivenValue> Options,
    string WorkingFolder,
    int Processors);
