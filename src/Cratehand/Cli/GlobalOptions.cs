using System.CommandLine;

namespace Cratehand.Cli;

/// <summary>The options that every command has.</summary>
public sealed class GlobalOptions
{
    public Option<bool> Json { get; } = new("--json") { Description = "Answer in JSON, for programs.", Recursive = true };

    public Option<string> Data { get; } = new("--data") { Description = "Folder of the database, the log and cratehand.yaml.", HelpName = "folder", Recursive = true };

    public Option<string> Library { get; } = new("--library") { Description = "Folder in which tracks are filed.", HelpName = "folder", Recursive = true };

    public IReadOnlyList<Option> All => [Json, Data, Library];

    public IReadOnlyList<SettingOption> Sets => [new(Data, "Data"), new(Library, "Library")];
}
