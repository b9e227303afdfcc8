namespace Cratehand.Music.Tests.Support;

/// <summary>A source file of ours, as it lies in the checkout.</summary>
/// <param name="Path">Relative to <c>src/</c>: <c>Cratehand.Music/Tracks/Track.cs</c>.</param>
public sealed record SourceFile(string Path, IReadOnlyList<string> Lines)
{
    public string Project => Path.Split('/')[0];

    /// <summary>The namespace that its folder asks for.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('/', '.');

    /// <summary>What it declares, or <c>null</c> for top-level statements.</summary>
    public string? Namespace => Lines.FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal))?["namespace ".Length..].TrimEnd(';', ' ', '{');
}

/// <summary>The sources that people write: migrations and the compiled model are made by a tool.</summary>
public static class SourceTree
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static IReadOnlyList<SourceFile> Files { get; } = Read("src");

    public static IReadOnlyList<SourceFile> TestFiles { get; } = Read("tests");

    static List<SourceFile> Read(string folder)
    {
        var root = Path.Combine(Root, folder);
        return
        [
            .. from path in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
               let relative = Path.GetRelativePath(root, path)
               where !relative.Split('/').Any(part => part is "bin" or "obj" or "Migrations" or "CompiledModel")
               orderby relative
               select new SourceFile(relative, File.ReadAllLines(path)),
        ];
    }

    static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "Cratehand.slnx"))
            ? folder
            : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("These tests read the sources: run them from within a checkout."));
}
