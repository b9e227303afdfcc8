using Cratehand.Data.Sqlite;
using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Audio.Tools;
using Cratehand.Music.Store;
using Cratehand.Music.Store.Providers;
using Cratehand.Sandbox;
using Cratehand.Sandbox.Hosting;

namespace Cratehand.Music.Tests.Support;

/// <summary>The real yt-dlp, whose YouTube and SoundCloud are the sandbox, and a data folder of its own.</summary>
sealed class SiteWorld : IAsyncDisposable
{
    readonly TempFolder _folder = new();
    readonly CrateDatabase _database;
    readonly string _tool;

    SiteWorld(SandboxHost sandbox)
    {
        Sandbox = sandbox;
        _database = SqliteDatabase.In(_folder.Path);
        _tool = Path.Combine(_folder.Path, "yt-dlp");
        Play($"#!/bin/sh\nexport PYTHONPATH='{Path.Combine(Repository(), "conformance")}' PYTHONDONTWRITEBYTECODE=1 CRATEHAND_SANDBOX_MEDIA={Media}\nexec yt-dlp \"$@\"\n");
    }

    public SandboxHost Sandbox { get; }

    public string Media => Sandbox.Address("media")!;

    public Cooldowns Cooldowns => new(_database, TimeProvider.System);

    public string Folder => Path.Combine(_folder.Path, "download");

    public static async Task<SiteWorld> StartAsync()
    {
        var world = new SiteWorld(await SandboxHost.StartAsync(new SandboxOptions(), TasteStandIns.Make));
        await SqliteDatabase.UpgradeAsync(world._database, CancellationToken.None);
        return world;
    }

    public SiteFetcher Fetcher(bool isOn = true, FetchOptions? limits = null, params string[] hosts) =>
        new(Tool(limits ?? new()), isOn, new AddressPolicy([new Uri(Media).Authority, .. hosts]), limits ?? new(), Cooldowns, TimeProvider.System);

    public YtDlp Tool(FetchOptions limits) =>
        new(new ToolRunner(TimeProvider.System), new ToolOptions { YtDlp = _tool }, limits);

    /// <summary>Puts a script in yt-dlp's place.</summary>
    public void Play(string script)
    {
        File.WriteAllText(_tool, script);
        File.SetUnixFileMode(_tool, (UnixFileMode)0b111_101_101);
    }

    public async ValueTask DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        _folder.Dispose();
    }

    static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Cratehand.slnx")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd('/'))!;
        }

        return folder;
    }
}
