namespace Cratehand.Checks;

/// <summary>There is room for a few tracks where the library is: at least <see cref="NeededMegabytes"/>.</summary>
/// <param name="freeBytes">For tests; by default the file system is asked.</param>
public sealed class FreeSpaceCheck(string name, string folder, Func<string, long>? freeBytes = null) : ICheck
{
    public const long NeededMegabytes = 1024;

    public string Name => name;

    public Task<CheckResult> RunAsync(CancellationToken cancel)
    {
        var place = Existing(folder);
        var megabytes = (freeBytes ?? (path => new DriveInfo(path).AvailableFreeSpace))(place) / 1_000_000;
        return Task.FromResult(megabytes >= NeededMegabytes
            ? CheckResult.Well(name, $"{megabytes / 1000.0:0.0} GB at {place}")
            : CheckResult.Wrong(name, $"Only {megabytes} MB are free at {place}.", "Make room, or set Library to a folder on a larger disk."));
    }

    static string Existing(string path)
    {
        while (!Directory.Exists(path) && Path.GetDirectoryName(path) is { } parent)
        {
            path = parent;
        }

        return path;
    }
}
