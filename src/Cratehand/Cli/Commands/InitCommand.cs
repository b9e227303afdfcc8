using System.CommandLine;
using Cratehand.Wiring.Configuration;

namespace Cratehand.Cli.Commands;

/// <summary>Makes the folders and a commented <c>cratehand.yaml</c>; what is there is left as it is.</summary>
public sealed class InitCommand : ICommand
{
    public CommandSheet Sheet { get; } = new("init", "Make the folders and a commented cratehand.yaml; overwrite nothing.", "cratehand init --library ~/Music/Crate") { IsMain = true };

    public Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        var settings = context.Settings;
        var folders = new[] { settings.Data, settings.Library, settings.Drop }.Select(Made).ToList();
        var file = context.Effective.File;
        var created = Write(file, SettingsFile.For(context.Catalog, context.Effective));
        string[] next =
        [
            $"Read {file} and set what you like.",
            "Run `cratehand doctor` to see whether everything needed is there.",
            $"Put music into {settings.Drop}.",
        ];

        folders.ForEach(folder => context.Output.Line($"{(folder.Created ? "made" : "kept")}  {folder.Path}"));
        context.Output.Line($"{(created ? "made" : "kept")}  {file}");
        context.Output.Line();
        context.Output.Line("Next:");
        Array.ForEach(next, step => context.Output.Line($"  {step}"));
        context.Output.Json(new { file, created, folders, next });
        return Task.FromResult(ExitCode.Done);
    }

    static Folder Made(string path)
    {
        var isNew = !Directory.Exists(path);
        Directory.CreateDirectory(path);
        return new(path, isNew);
    }

    // Made new or not at all, in one step; and for the owner's eyes only, as secrets may be written there.
    static bool Write(string path, string text)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        try
        {
            using var file = new StreamWriter(path, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false), options);
            file.Write(text);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    sealed record Folder(string Path, bool Created);
}
