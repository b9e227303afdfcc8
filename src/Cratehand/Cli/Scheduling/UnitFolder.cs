namespace Cratehand.Cli.Scheduling;

/// <summary>The folder of systemd's units, in which only what bears our mark is touched.</summary>
sealed class UnitFolder(string path)
{
    public string Path => path;

    /// <summary>Where this user's units lie: root's are the machine's.</summary>
    public static UnitFolder Of(IReadOnlyDictionary<string, string> environment, bool isRoot)
    {
        var home = environment.GetValueOrDefault("HOME", "/");
        var config = environment.GetValueOrDefault("XDG_CONFIG_HOME", System.IO.Path.Combine(home, ".config"));
        return new UnitFolder(isRoot ? "/etc/systemd/system" : System.IO.Path.Combine(config, "systemd/user"));
    }

    /// <summary>Writes a unit; one of ours is replaced.</summary>
    /// <exception cref="IOException">A file of that name is not ours.</exception>
    public void Write(string name, string text)
    {
        Directory.CreateDirectory(path);
        Remove(name);
        using var file = new StreamWriter(new FileStream(System.IO.Path.Combine(path, name), FileMode.CreateNew));
        file.Write(text);
    }

    /// <summary>Takes a unit of ours away; false if there is none.</summary>
    /// <exception cref="IOException">A file of that name is not ours.</exception>
    public bool Remove(string name)
    {
        var file = System.IO.Path.Combine(path, name);
        if (!File.Exists(file))
        {
            return false;
        }

        if (File.ReadLines(file).FirstOrDefault() != SystemdUnits.Mark)
        {
            throw new IOException($"{file} was not made by cratehand, so it is left as it is: rename it, then try again.");
        }

        File.Delete(file);
        return true;
    }
}
