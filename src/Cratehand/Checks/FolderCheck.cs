namespace Cratehand.Checks;

/// <summary>
/// Files can be made in a folder and folders renamed within it: that is how tracks are filed, from a temporary folder
/// on the same file system. What it makes for the trial is removed.
/// </summary>
public sealed class FolderCheck(string name, string folder) : ICheck
{
    public string Name => name;

    public Task<CheckResult> RunAsync(CancellationToken cancel)
    {
        if (!Directory.Exists(folder))
        {
            return Task.FromResult(CheckResult.Wrong(name, $"{folder} does not exist.", "Run `cratehand init`, which makes it, or set another folder."));
        }

        var trial = Path.Combine(folder, $".cratehand-check-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(trial);
            File.WriteAllText(Path.Combine(trial, "trial"), "");
            Directory.Move(trial, trial + "-renamed");
            return Task.FromResult(CheckResult.Well(name, folder));
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(CheckResult.Wrong(name, $"{folder} cannot be written: {wrong.Message}", "Give yourself the right to write there, or set another folder."));
        }
        finally
        {
            Remove(trial);
            Remove(trial + "-renamed");
        }
    }

    static void Remove(string trial)
    {
        if (Directory.Exists(trial))
        {
            Directory.Delete(trial, recursive: true);
        }
    }
}
