using System.Diagnostics;
using System.Text.Json;

namespace Cratehand.EndToEnd.Support;

/// <summary>The real program in folders of its own, waited for a second where it waits for minutes.</summary>
sealed class Rig : IDisposable
{
    static readonly string Program = System.Environment.GetEnvironmentVariable("CRATEHAND_TEST_PROGRAM") ?? Path.Combine(AppContext.BaseDirectory, "Cratehand");

    public Rig()
    {
        Folder = Directory.CreateTempSubdirectory("cratehand-e2e-").FullName;
        Environment = new Dictionary<string, string>
        {
            ["CRATEHAND_DATA"] = Data,
            ["CRATEHAND_LIBRARY"] = Library,
            ["CRATEHAND_DROP"] = Path.Combine(Folder, "drop"),
            ["CRATEHAND__JOBS__RETRYBASESECONDS"] = "1",
            ["CRATEHAND__JOBS__RETRYMAXSECONDS"] = "1",
        };
        Directory.CreateDirectory(Music);
    }

    public string Folder { get; }

    public string Data => Path.Combine(Folder, "data");

    public string Library => Path.Combine(Folder, "library");

    /// <summary>Where the owner's own files lie.</summary>
    public string Music => Path.Combine(Folder, "music");

    public Dictionary<string, string> Environment { get; }

    public Shelf Shelf => new(Library);

    public static string ProgramPath => Program;

    public Process Start(params string[] arguments) => Shell.Start(Program, arguments, Environment, Folder);

    /// <summary>The same, to be run under strace.</summary>
    public Traced Traced(params string[] arguments) => new(Folder, [Program, .. arguments], Environment);

    public Task<Ran> RunAsync(params string[] arguments) => Shell.EndOfAsync(Start(arguments));

    public async Task<Synced> SyncAsync(params string[] inputs) => Synced.Of(await RunAsync(["sync", "--json", .. inputs]));

    public async Task<List<ListedTrack>> TracksAsync()
    {
        var ran = await RunAsync("tracks", "list", "--json");
        Assert.Equal(0, ran.ExitCode);
        return JsonDocument.Parse(ran.Output).RootElement.GetProperty("items").Deserialize<List<ListedTrack>>(JsonSerializerOptions.Web)!;
    }

    /// <summary>A file of the owner's, copied here from what all tests share.</summary>
    public string Own(string shared, string? name = null)
    {
        var path = Path.Combine(Music, name ?? Path.GetFileName(shared));
        File.Copy(shared, path);
        return path;
    }

    public string Write(string name, byte[] content)
    {
        var path = Path.Combine(Music, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>A program made of shell lines, for a setting that names a tool.</summary>
    public string Script(string name, string lines)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, "#!/bin/sh\n" + lines + "\n");
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        return path;
    }

    /// <summary>For <c>by</c>, see there: without root's right to read what is closed to everyone.</summary>
    public const string LikeAnyUser = "setpriv --bounding-set=-dac_override,-dac_read_search";

    /// <summary>
    /// Runs shell lines where mounts are the test's own. <c>run NAME ARGUMENT…</c> starts the program, by way of <c>$by</c> if that is set;
    /// what came of it is returned by that name.
    /// </summary>
    public async Task<Dictionary<string, Ran>> WithMountsAsync(string lines)
    {
        var results = Directory.CreateDirectory(Path.Combine(Folder, "results")).FullName;
        var run = $"run() {{ n=$1; shift; code=0; $by \"{Program}\" \"$@\" > \"{results}/$n.out\" 2> \"{results}/$n.err\" || code=$?; echo $code > \"{results}/$n.code\"; }}";
        var script = Script("mounts", $"set -e\n{run}\nmkdir -p \"$CRATEHAND_LIBRARY\" \"$CRATEHAND_DATA\"\n{lines}");
        var ran = await Shell.EndOfAsync(Shell.Start("unshare", ["-Urm", script], Environment, Folder));
        Assert.True(ran.ExitCode == 0, ran.All);
        return Directory.EnumerateFiles(results, "*.code").ToDictionary(
            file => Path.GetFileNameWithoutExtension(file),
            file => new Ran(
                int.Parse(File.ReadAllText(file)), File.ReadAllText(Path.ChangeExtension(file, ".out")), File.ReadAllText(Path.ChangeExtension(file, ".err"))));
    }

    /// <summary>Remembers the data folder and the library as they lie: what costs much to prepare is prepared once.</summary>
    public async Task KeepAsync()
    {
        Directory.CreateDirectory(Kept);
        await Shell.OutputAsync("cp", "-a", Data, Library, Kept);
    }

    /// <summary>Lays both as they were kept, at the same place.</summary>
    public async Task PutBackAsync()
    {
        foreach (var folder in (string[])[Data, Library])
        {
            Directory.Delete(folder, recursive: true);
        }

        await Shell.OutputAsync("cp", "-a", Path.Combine(Kept, "data"), Path.Combine(Kept, "library"), Folder);
    }

    /// <summary>Programs that work for this library, as the kernel lists them.</summary>
    public IReadOnlyList<string> Orphans() =>
        [.. Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)).Where(IsOurs).Select(CommandOf)];

    public void Dispose()
    {
        if (System.Environment.GetEnvironmentVariable("CRATEHAND_KEEP") is null)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    string Kept => Path.Combine(Folder, "kept");

    bool IsOurs(string process) => Read(process, "environ").Contains($"CRATEHAND_WORK={Library}/", StringComparison.Ordinal) && !Read(process, "stat").Contains(") Z ", StringComparison.Ordinal);

    static string CommandOf(string process) => $"{Path.GetFileName(process)} {Read(process, "cmdline").Replace('\0', ' ')}";

    static string Read(string process, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, file));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
