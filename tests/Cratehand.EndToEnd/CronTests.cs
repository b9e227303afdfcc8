using Cratehand.EndToEnd.Support;

namespace Cratehand.EndToEnd;

/// <summary>Debian's own cron runs what was installed; its spool and its lines are the test's own, by a mount of its own (needs root).</summary>
public sealed class CronTests(Studio studio) : IDisposable
{
    readonly Rig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    [Scenario("S23")]
    public async Task WhatIsDroppedIsOnDiskByCronAlone()
    {
        var drop = _rig.Environment["CRATEHAND_DROP"];
        Directory.CreateDirectory(drop);
        File.Copy(await studio.WavAsync(Studio.Brief), Path.Combine(drop, "Made Up - Cron Piece.wav"));
        _rig.Environment["MUSIC_SYNC_SCHEDULE"] = "* * * * *";
        var script = _rig.Script("by-cron", $"""
            set -e
            mount -t tmpfs tmpfs /var/spool/cron
            mkdir -m 1730 /var/spool/cron/crontabs
            chgrp crontab /var/spool/cron/crontabs
            mount -t tmpfs tmpfs /etc/cron.d
            mount -t tmpfs tmpfs /run
            echo '# mine' | crontab -
            crontab -l > {_rig.Folder}/before
            {Rig.ProgramPath} schedules install --cron
            crontab -l > {_rig.Folder}/installed
            cron -f & daemon=$!
            for beat in $(seq 1800); do
                [ -n "$(find {_rig.Library} -name '*.aiff' -not -path '*/.*' 2>/dev/null)" ] && break
                sleep 0.1
            done
            kill $daemon
            {Rig.ProgramPath} schedules uninstall --cron
            crontab -l > {_rig.Folder}/after
            """);

        var ran = await Shell.EndOfAsync(Shell.Start("unshare", ["-m", script], _rig.Environment, _rig.Folder), TimeSpan.FromMinutes(5));

        Assert.True(ran.ExitCode == 0, ran.All + Read("data/last-sync.txt"));
        Assert.Equal("# mine\n", Read("before"));
        Assert.Equal(Read("before"), Read("after"));
        Assert.Contains("* * * * * CRATEHAND_DATA=", Read("installed"), StringComparison.Ordinal);
        Assert.True((await _rig.TracksAsync()).Count == 1, "nothing was filed within three minutes: " + Read("data/last-sync.txt"));
    }

    string Read(string name) => File.Exists(Path.Combine(_rig.Folder, name)) ? File.ReadAllText(Path.Combine(_rig.Folder, name)) : "";
}
