using Cratehand.Sandbox.Media;

namespace Cratehand.EndToEnd.Support;

/// <summary>
/// One link and one file, to be filed in two formats each by one command, and what must hold whenever that command was
/// killed and given again.
/// </summary>
sealed class KillWorld : IAsyncDisposable
{
    const string Served = "Sandbox Orchestra - Served.wav";

    readonly FolderHost _host;
    int _unrecorded;

    KillWorld(FolderHost host, Rig rig, string file)
    {
        _host = host;
        Rig = rig;
        Command = ["sync", "--json", new Uri(host.Address, Uri.EscapeDataString(Served)).AbsoluteUri, file];
    }

    public Rig Rig { get; }

    public string[] Command { get; }

    public static async Task<KillWorld> CreateAsync(Studio studio)
    {
        var rig = new Rig();
        var folder = Directory.CreateDirectory(Path.Combine(rig.Folder, "served")).FullName;
        File.Copy(await studio.WavAsync(Studio.Brief), Path.Combine(folder, Served));
        var file = rig.Own(await studio.AsAsync("owned.flac", Studio.Brief with { Seed = 3 }), "Owner - Owned.flac");
        var host = await FolderHost.StartAsync(folder);
        rig.Environment["CRATEHAND__ACQUIRE__HOSTS"] = host.Address.Authority;
        rig.Environment["CRATEHAND__FORMATS__LOSSLESS"] = "aiff,flac";
        return new KillWorld(host, rig, file);
    }

    /// <summary>What an uninterrupted run leaves.</summary>
    public async Task<IReadOnlyDictionary<string, string>> RunAsync()
    {
        var synced = Synced.Of(await Rig.RunAsync(Command));
        Assert.True(synced.ExitCode == 0 && synced.Items.All(item => item.Outcome == "filed"), synced.Ran.All);
        return Rig.Shelf.Hashes();
    }

    /// <summary>Starts the command and kills it after so long.</summary>
    /// <param name="fromWork">Counted from where it begins to work rather than from its start, which takes longer on a busy machine.</param>
    public async Task KillAfterAsync(TimeSpan moment, bool fromWork)
    {
        File.Delete(WorkBegins);
        using var process = Rig.Start(Command);
        var end = Shell.EndOfAsync(process);
        await Until.TrueAsync(() => !fromWork || end.IsCompleted || File.Exists(WorkBegins), "work began");
        await Task.WhenAny(end, Task.Delay(moment));
        if (!end.IsCompleted)
        {
            process.Kill();
        }

        await end;
    }

    /// <summary>Right after a kill: nothing half-written bears a final name.</summary>
    /// <returns>What had been recorded of each of the two.</returns>
    public string Wreck(IReadOnlyDictionary<string, string> whole)
    {
        foreach (var (file, hash) in Rig.Shelf.Hashes())
        {
            Assert.True(whole.TryGetValue(file, out var right) && right == hash, $"{file} lies half-written or wrongly named in the library after the kill");
        }

        var jobs = Records.Read(Rig.Data);
        _unrecorded = jobs.Any(job => job.IsLink && (job.Steps.Contains("acquire") || job.State == "completed")) ? _unrecorded : Downloads;
        return string.Join(" + ", jobs.Select(job => job.Last).DefaultIfEmpty("nothing"));
    }

    /// <summary>The same command again, and what it leaves is what an uninterrupted run leaves.</summary>
    public async Task ProveAsync(IReadOnlyDictionary<string, string> whole, string killed)
    {
        var synced = Synced.Of(await Rig.RunAsync(Command));
        Assert.True(synced.ExitCode == 0 && synced.Items.Count == 2 && synced.Items.All(item => item.Outcome is "filed" or "already-owned"), $"killed {killed}: {synced.Ran.All}");
        Assert.True(Rig.Shelf.Strays.Count == 0, $"killed {killed}, strays: {string.Join(", ", Rig.Shelf.Strays)}");
        Assert.Equal(whole, Rig.Shelf.Hashes());
        var orphans = Rig.Orphans();
        Assert.True(orphans.Count == 0, $"killed {killed}, orphans: {string.Join(", ", orphans)}");
        var tracks = await Rig.TracksAsync();
        Assert.True(tracks.Count == 2 && tracks.All(track => track.Shelved && track.Files.Count == 2 && track.Files.All(file => file.Exists)), $"killed {killed}: {tracks.Count} entries");
        Assert.True(Downloads <= _unrecorded + 1, $"killed {killed}: {Downloads} whole downloads, {_unrecorded} of them before the record");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Rig.Dispose();
    }

    // The lock is taken once the jobs are on record; nobody has it between two runs. A folder not made yet holds none.
    string WorkBegins => Path.Combine(Directory.CreateDirectory(Rig.Data).FullName, "cratehand.lock");

    int Downloads => _host.Downloads.GetValueOrDefault(Served);
}
