using Cratehand.Music.Tests.Support;

namespace Cratehand.Music.Tests;

/// <summary>The architecture, as a test: what the folder tree promises, the compiled program keeps.</summary>
public sealed class LayoutTests
{
    // Read it left to right: a folder may use only the folders to its left, and Cratehand.Jobs.
    static readonly string[] Order =
        ["Store", "Tracks", "Notion", "Webhooks", "Audio", "Sources", "Libraries", "Agents", "Notices", "Syncing", "Detecting", "AgentTasks", "Triggers"];

    static readonly string[] Forbidden = ["Service", "Manager", "Helper", "Helpers", "Util", "Utils", "Common", "Processor"];

    // Who may use whom. Jobs knows no music and no web; the sandbox shares nothing with us, or both would be wrong together.
    static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Cratehand.Jobs"] = [],
        ["Cratehand.Music"] = ["Cratehand.Jobs"],
        ["Cratehand.Data.Sqlite"] = ["Cratehand.Music", "Cratehand.Jobs"],
        ["Cratehand.Sandbox"] = [],
        ["Cratehand"] = ["Cratehand.Music", "Cratehand.Jobs", "Cratehand.Data.Sqlite", "Cratehand.Sandbox"],
    };

    [Fact]
    public void AFolderUsesOnlyTheFoldersAboveIt()
    {
        var wrong =
            from type in Compiled.Named("Cratehand.Music").MainModule.Types
            let folder = FolderOf(type.Namespace)
            where folder is not null
            from space in Compiled.NamespacesUsedBy(type)
            let used = FolderOf(space)
            where used is not null && Array.IndexOf(Order, used) > Array.IndexOf(Order, folder)
            select $"{type.FullName} uses {space}: {folder} stands above {used}. Hand the value in, or move the type down.";

        Holds(wrong);
    }

    [Fact]
    public void EveryFolderHasItsPlaceInTheOrder()
    {
        var wrong =
            from type in Compiled.Named("Cratehand.Music").MainModule.Types
            where type.Namespace.StartsWith("Cratehand", StringComparison.Ordinal) && !Order.Contains(FolderOf(type.Namespace))
            select $"{type.FullName} lies in no folder of the order: move it, or give its folder a place in {nameof(LayoutTests)}.";

        Holds(wrong);
    }

    [Fact]
    public void AProjectUsesOnlyTheProjectsBelowIt()
    {
        var wrong =
            from assembly in Compiled.Assemblies
            from used in assembly.MainModule.AssemblyReferences.Select(r => r.Name)
            where used.StartsWith("Cratehand", StringComparison.Ordinal) && !MayUse[assembly.Name.Name].Contains(used)
            select $"{assembly.Name.Name} may not use {used}: hand it in from above.";

        Holds(wrong);
    }

    [Fact]
    public void JobsAndMusicKnowNoWeb()
    {
        var wrong =
            from name in new[] { "Cratehand.Jobs", "Cratehand.Music" }
            from used in Compiled.Named(name).MainModule.AssemblyReferences.Select(r => r.Name)
                // Encryption at rest, which only by its name is the web's.
            where used.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) && !used.StartsWith("Microsoft.AspNetCore.DataProtection", StringComparison.Ordinal)
            select $"{name} may not use {used}: it belongs into Cratehand/Web.";

        Holds(wrong);
    }

    [Fact]
    public void ANamespaceIsItsFolder()
    {
        var wrong =
            from file in SourceTree.Files
            where file.Namespace is { } space && space != file.Folder
            select $"src/{file.Path} declares {file.Namespace}: it must be {file.Folder}.";

        Holds(wrong);
    }

    [Fact]
    public void NamesSayWhatAThingIs()
    {
        var wrong =
            from type in Compiled.Types
            where Forbidden.Any(word => type.Name.Split('`')[0].EndsWith(word, StringComparison.Ordinal))
            select $"{type.FullName}: the last word of a name says its role; find the word for what it does.";

        Holds(wrong);
    }

    [Fact]
    public void ClassesAreSealed()
    {
        var wrong =
            from type in Compiled.Types
            where type is { IsClass: true, IsValueType: false, IsAbstract: false, IsSealed: false }
            select $"{type.FullName} is open: seal it, or make it abstract if it is there to be derived from.";

        Holds(wrong);
    }

    [Fact]
    public void AnInterfaceHasTwoImplementations()
    {
        var wrong =
            from port in Compiled.Types.Where(t => t.IsInterface)
            let ours = Compiled.Types.Count(type => type.Interfaces.Any(i => i.InterfaceType.GetElementType().FullName == port.FullName))
            let fakes = SourceTree.TestFiles.SelectMany(f => f.Lines).Count(line => Implements(line, port.Name.Split('`')[0]))
            where ours + fakes < 2
            select $"{port.FullName} has one implementation: use the class itself until there is a second one, or a fake.";

        Holds(wrong);
    }

    // A record's parameters are its data; a class's are those it works with.
    [Fact]
    public void AClassWorksWithAtMostSevenOthers()
    {
        var wrong =
            from type in Compiled.Types
            where !Compiled.IsRecord(type)
            from constructor in type.Methods.Where(m => m.IsConstructor && m.Parameters.Count > 7)
            select $"{type.FullName} takes {constructor.Parameters.Count} parameters: it does more than one thing, or some of them are one record.";

        Holds(wrong);
    }

    // Were it blind, all of the above would be green.
    [Fact]
    public void TheCheckSeesWhatOnlyAMethodBodyNames()
    {
        var worker = Compiled.Types.Single(t => t.FullName == "Cratehand.Music.Syncing.SyncTrackWorker");

        Assert.Contains("Cratehand.Music.Libraries", Compiled.NamespacesUsedBy(worker));
        Assert.InRange(Compiled.Types.Count, 200, 5_000);
    }

    static string? FolderOf(string space) =>
        space.StartsWith("Cratehand.Music.", StringComparison.Ordinal) ? space.Split('.')[2] : null;

    static bool Implements(string line, string port) =>
        (line.Contains("class ", StringComparison.Ordinal) || line.Contains("record ", StringComparison.Ordinal))
        && line.Split(" : ") is [_, .., var bases] && bases.Split(',', '<', ' ', ';').Contains(port);

    internal static void Holds(IEnumerable<string> offenders) =>
        Assert.True(offenders.ToList() is { Count: 0 }, Environment.NewLine + string.Join(Environment.NewLine, offenders));
}
