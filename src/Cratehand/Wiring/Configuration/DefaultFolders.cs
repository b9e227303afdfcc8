namespace Cratehand.Wiring.Configuration;

/// <summary>Where things lie when nobody said otherwise.</summary>
static class DefaultFolders
{
    /// <summary>By the XDG base directory specification, which says that a relative path there is to be ignored.</summary>
    public static string Data(DefaultScope scope)
    {
        var xdg = scope.Environment.GetValueOrDefault("XDG_DATA_HOME", "");
        return Path.Combine(Path.IsPathRooted(xdg) ? xdg : "~/.local/share", "cratehand");
    }

    public static string Library(DefaultScope scope) => "~/Music/Cratehand";

    /// <summary>Beside the library, not in it: what is dropped is not filed yet, and a move stays on one file system.</summary>
    public static string Drop(DefaultScope scope) =>
        Path.Combine(Path.GetDirectoryName(scope.ValueOf("Library")) ?? "/", "Cratehand Drop");
}
