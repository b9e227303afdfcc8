using System.Net;
using Cratehand.EndToEnd.Support;

namespace Cratehand.EndToEnd;

/// <summary>A database that is damaged, a data folder that is full or read-only, an engine that cannot work.</summary>
public sealed class ServeDamageTests(Studio studio) : IDisposable
{
    readonly Rig _rig = new();

    string Database => Path.Combine(_rig.Data, "cratehand.db");

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("garbage")]
    [InlineData("cut")]
    [InlineData("page")]
    [InlineData("empty")]
    public async Task ADamagedDatabaseIsRefusedWithTheWayToRestoreAndNothingIsChanged(string damage)
    {
        await FillAsync();
        Spoil(damage);
        var before = Shelf.Hash(Database);

        var ran = await _rig.RunAsync("serve", "--port", "0");

        Assert.True(ran.ExitCode == 1, ran.All);
        Assert.Contains($"{Database} is damaged", ran.Error);
        Assert.Contains("Put back a copy of it from a backup", ran.Error);
        Assert.DoesNotContain("   at ", ran.Error);
        Assert.Equal(before, Shelf.Hash(Database));
        Assert.False(File.Exists(Path.Combine(_rig.Data, "cratehand.sock")));
    }

    [Fact]
    public async Task ADamagedFileOfFiringsIsMadeAnewAndWorkGoesOn()
    {
        await FillAsync();
        await File.WriteAllTextAsync(Path.Combine(_rig.Data, "jobs.db"), new string('x', 20_000));

        await using var daemon = await Serving.StartAsync(_rig);

        await Until.TrueAsync(() => daemon.Said.Contains("jobs.db was damaged and is made anew", StringComparison.Ordinal), "it says so");
        var second = _rig.Own(await studio.WavAsync(Studio.Brief with { Seed = 5 }), "Two - Song.wav");
        (await _rig.SyncAsync(second)).Ends(0, "filed");
    }

    [Fact]
    public async Task AReadOnlyOrFullDataFolderIsSaidInWords()
    {
        var ran = await _rig.WithMountsAsync($"""
            mount --bind "$CRATEHAND_DATA" "$CRATEHAND_DATA"
            mount -o remount,bind,ro "$CRATEHAND_DATA"
            run readonly serve --port 0
            umount "$CRATEHAND_DATA"
            mount -t tmpfs -o size=1m tmpfs "$CRATEHAND_DATA"
            dd if=/dev/zero of="$CRATEHAND_DATA/filler" bs=1024 2> /dev/null || true
            run full serve --port 0
            """);

        Assert.All(ran, one => Assert.True(one.Value.ExitCode == 1, $"{one.Key}: {one.Value.All}"));
        Assert.Contains($"{_rig.Data} is read-only", ran["readonly"].Error);
        Assert.Contains($"No space left in {_rig.Data}", ran["full"].Error);
        Assert.All(ran, one => Assert.Contains("CRATEHAND_DATA", one.Value.Error));
        Assert.All(ran, one => Assert.DoesNotContain("   at ", one.Value.Error));
    }

    // Somebody's tool took the table away: the process lives, answers, and can do nothing.
    [Fact]
    public async Task AnEngineThatCannotWorkIsNotReadyAndTheWatchdogIsNotFed()
    {
        using var systemd = new NotifySocket(_rig.Folder);
        _rig.Environment["NOTIFY_SOCKET"] = systemd.Path;
        _rig.Environment["WATCHDOG_USEC"] = "3000000";
        await using var daemon = await Serving.StartAsync(_rig);
        await Until.TrueAsync(() => systemd.Count("WATCHDOG=1") >= 2, "it is alive");

        Records.Execute(Database, "ALTER TABLE job RENAME TO gone");
        await Until.TrueAsync(() => daemon.GetAsync("/readyz").Result.Text.Contains("could not look for work", StringComparison.Ordinal), "it says so");
        var fed = systemd.Count("WATCHDOG=1");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await daemon.GetAsync("/readyz")).Status);
        Assert.Equal(HttpStatusCode.OK, (await daemon.GetAsync("/healthz")).Status);

        await Task.Delay(TimeSpan.FromSeconds(3.5), TestContext.Current.CancellationToken); // of three beats none comes, but for one on its way
        Assert.InRange(systemd.Count("WATCHDOG=1"), fed, fed + 1);

        Records.Execute(Database, "ALTER TABLE gone RENAME TO job");
        await Until.TrueAsync(() => daemon.GetAsync("/readyz").Result.Status == HttpStatusCode.OK, "it is ready again");
        await Until.TrueAsync(() => systemd.Count("WATCHDOG=1") > fed + 1, "it is alive again");
        Assert.Equal(0, await daemon.StopAsync());
    }

    [Fact]
    public async Task SystemdIsToldOfReadinessAndOfTheEnd()
    {
        using var systemd = new NotifySocket(_rig.Folder);
        _rig.Environment["NOTIFY_SOCKET"] = systemd.Path;
        _rig.Environment["WATCHDOG_USEC"] = "600000";
        await using var daemon = await Serving.StartAsync(_rig);

        await Until.TrueAsync(() => systemd.Count("WATCHDOG=1") >= 3, "it is alive");
        Assert.Equal(1, systemd.Count("READY=1"));
        Assert.Equal(0, await daemon.StopAsync());
        await Until.TrueAsync(() => systemd.Count("STOPPING=1") == 1, "the end is told");
    }

    async Task FillAsync()
    {
        var wav = _rig.Own(await studio.WavAsync(Studio.Brief), "One - Song.wav");
        (await _rig.SyncAsync(wav)).Ends(0, "filed");
    }

    void Spoil(string damage)
    {
        using var file = new FileStream(Database, FileMode.Open);
        switch (damage)
        {
            case "garbage":
                file.Write(new byte[8192].Select((_, i) => (byte)(i * 7)).ToArray());
                break;
            case "cut":
                file.SetLength(file.Length / 2);
                break;
            case "page":
                file.Position = file.Length - (file.Length / 4096 / 2 * 4096);
                file.Write(Enumerable.Repeat((byte)0xA5, 4096).ToArray());
                break;
            default:
                file.SetLength(0);
                break;
        }
    }
}
