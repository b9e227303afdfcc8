using Cratehand.Cli;
using Cratehand.Wiring.Configuration;
using Microsoft.Extensions.Logging;

namespace Cratehand.Wiring;

/// <summary>
/// Reads <c>cratehand.yaml</c> again when it is saved or asked to (SIGHUP). What a part of the daemon can take over is taken over;
/// of the rest it says plainly that it needs a restart. A file that is wrong changes nothing.
/// </summary>
public sealed class SettingsReload(CommandContext context, ILogger log) : IAsyncDisposable
{
    // Editors write in several strokes; a file read between two of them is half a file.
    static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(300);

    readonly List<(string Prefix, Action<Settings> Apply)> _live = [];
    readonly SemaphoreSlim _asked = new(0);
    readonly CancellationTokenSource _end = new();
    EffectiveSettings _known = context.Effective;
    FileSystemWatcher? _watcher;
    Task _watching = Task.CompletedTask;

    /// <summary>A setting, or with a colon at its end a section, that can change while the daemon runs. Before <see cref="Start"/>.</summary>
    /// <param name="apply">Called once for each saving that changes any of them.</param>
    public void On(string prefix, Action<Settings> apply) => _live.Add((prefix, apply));

    public SettingsReload Start()
    {
        _watching = RunAsync();
        try
        {
            _watcher = new FileSystemWatcher(Path.GetDirectoryName(context.Effective.File)!, Path.GetFileName(context.Effective.File));
            _watcher.Changed += (_, _) => Ask();
            _watcher.Created += (_, _) => Ask();
            _watcher.Renamed += (_, _) => Ask();
            _watcher.EnableRaisingEvents = true;
        }
        catch (IOException refused)
        {
            log.LogWarning(refused, "{File} is not watched; after a change send SIGHUP", context.Effective.File);
        }

        return this;
    }

    /// <summary>Reads it again soon.</summary>
    public void Ask() => _asked.Release();

    public async ValueTask DisposeAsync()
    {
        _watcher?.Dispose();
        await _end.CancelAsync();
        await _watching;
    }

    /// <summary>Takes over what has changed since the last look.</summary>
    internal void Look()
    {
        var now = context.ReadAgain();
        if (!now.CanStart)
        {
            now.Problems.Where(problem => problem.IsFatal).ToList().ForEach(problem => log.LogError("Saved settings are not taken over: {Problem}", problem));
            return;
        }

        var changed = now.All.Where(setting => setting.Value != _known[setting.Setting.Key].Value).Select(setting => setting.Setting.Key).ToList();
        _known = now;
        var settings = SettingsBinder.Bind(now);
        foreach (var (prefix, apply) in _live.Where(live => changed.Exists(key => Covers(live.Prefix, key))))
        {
            apply(settings);
            log.LogInformation("{Setting} is taken over as it was saved", prefix.TrimEnd(':'));
        }

        foreach (var key in changed.Where(key => !_live.Exists(live => Covers(live.Prefix, key))))
        {
            log.LogWarning("{Setting} was changed in the file; it holds after a restart of the daemon", key);
        }
    }

    async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await _asked.WaitAsync(_end.Token);
                await Task.Delay(Settle, context.Clock, _end.Token);
                while (_asked.Wait(0))
                {
                    // all strokes of one saving are one look
                }

                Look();
            }
        }
        catch (OperationCanceledException)
        {
            // the daemon stops
        }
    }

    static bool Covers(string prefix, string key) => prefix.EndsWith(':') ? key.StartsWith(prefix, StringComparison.Ordinal) : key == prefix;
}
