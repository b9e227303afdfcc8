using Cratehand.EndToEnd.Support;

namespace Cratehand.EndToEnd;

/// <summary>A sync that its owner ends says so by its exit code, and what becomes of the run.</summary>
public sealed class InterruptTests(Studio studio) : IAsyncLifetime
{
    readonly Rig _rig = new();
    string _wav = "";

    string Hold => Path.Combine(_rig.Folder, "hold");

    string Held => Path.Combine(_rig.Folder, "held");

    public async ValueTask InitializeAsync()
    {
        _wav = _rig.Own(await studio.WavAsync(Studio.Brief), "One - Song.wav");
        // The tagger waits while the file "hold" is there: the run is ended in its middle.
        _rig.Environment["CRATEHAND__TOOLS__KID3"] = _rig.Script("kid3", $"while [ -e '{Hold}' ]; do touch '{Held}'; sleep 0.02; done\nexec kid3-cli \"$@\"");
        await File.WriteAllTextAsync(Hold, "");
    }

    public ValueTask DisposeAsync()
    {
        _rig.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task ASignalEndsItWith130AndTheSameCommandGoesOn(string signal)
    {
        var ran = await EndedAsync(process => Shell.SignalAsync(process, signal), "sync", "--json", _wav);

        Assert.True(ran.ExitCode == 130, ran.All);
        Assert.Contains("Nothing is lost: it goes on where it was with the next `cratehand sync`", ran.Error, StringComparison.Ordinal);
        var item = (await _rig.SyncAsync(_wav)).Ends(0, "filed");
        Assert.Contains(item.Steps, step => step is { Name: "acquire", Outcome: "remembered" });
    }

    [Fact]
    public async Task ACancelledRunEndsItWith130AndTheReasonSaysThatItDoesNotGoOn()
    {
        var run = "";
        var ran = await EndedAsync(async _ => run = await CancelAsync(), "sync", "--json", _wav);

        var item = Synced.Of(ran).Item;
        Assert.True((ran.ExitCode, item.Outcome) == (130, null), ran.All);
        Assert.Equal($"cancelled by hand: it does not go on by itself, `cratehand runs retry {run}` does it again", item.Reason);
        Assert.Empty(_rig.Shelf.Files);
        Assert.Equal(0, (await _rig.RunAsync("runs", "retry", run)).ExitCode);
        Assert.Single(_rig.Shelf.Files);
    }

    async Task<string> CancelAsync()
    {
        var run = (await _rig.RunAsync("runs", "list")).Output.Split(['\t', ' '], 2)[0];
        Assert.Equal(0, (await _rig.RunAsync("runs", "cancel", run)).ExitCode);
        return run;
    }

    async Task<Ran> EndedAsync(Func<int, Task> end, params string[] arguments)
    {
        var process = _rig.Start(arguments);
        var ended = Shell.EndOfAsync(process);
        await Until.TrueAsync(() => File.Exists(Held), "the run is in its middle");
        await end(process.Id);
        var ran = await ended;
        File.Delete(Hold);
        return ran;
    }
}
