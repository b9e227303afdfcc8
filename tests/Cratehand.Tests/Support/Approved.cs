using System.Runtime.CompilerServices;

namespace Cratehand.Tests.Support;

/// <summary>
/// Holds a text against the approved file. Where they part, what came is written beside it as <c>.received</c>; run with
/// <c>APPROVE=1</c> to take it over.
/// </summary>
public static class Approved
{
    public static void Holds(string path, string received)
    {
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            File.WriteAllText(path, received);
        }

        var approved = File.Exists(path) ? File.ReadAllText(path) : "";
        if (approved != received)
        {
            File.WriteAllText(path + ".received", received);
        }

        Assert.True(approved == received, $"{path} is stale; compare it with {path}.received, and run with APPROVE=1 if that is right.");
    }

    /// <summary>A path beside the calling test.</summary>
    public static string Beside(string name, [CallerFilePath] string caller = "") => Path.Combine(Path.GetDirectoryName(caller)!, name);

    /// <summary>A path from the root of the repository.</summary>
    public static string Repository(string name)
    {
        var folder = new DirectoryInfo(Beside(""));
        while (!File.Exists(Path.Combine(folder.FullName, "Cratehand.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests do not lie in the repository.");
        }

        return Path.Combine(folder.FullName, name);
    }
}
