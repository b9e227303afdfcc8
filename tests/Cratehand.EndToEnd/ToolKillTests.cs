using Cratehand.EndToEnd.Support;

namespace Cratehand.EndToEnd;

/// <summary>The program, killed around the work of its tools and started again: the outcome is that of a run nobody interrupted.</summary>
public sealed class ToolKillTests(Studio studio, Uninterrupted whole, ITestOutputHelper output) : IClassFixture<Uninterrupted>
{
    [Theory]
    [InlineData("FFPROBE", "ffprobe", 1)]
    [InlineData("FFMPEG", "ffmpeg", 1)]
    [InlineData("BPM", "bpm", 1)]
    [InlineData("KID3", "kid3-cli", 1)]
    [InlineData("KID3", "kid3-cli", 3)]
    public async Task KilledAfterAToolsEffectAndBeforeItsRecordItEndsAsIfItHadNotBeen(string tool, string program, int call)
    {
        await using var world = await KillWorld.CreateAsync(studio);
        var calls = Directory.CreateDirectory(Path.Combine(world.Rig.Folder, "tool-calls")).FullName;
        world.Rig.Environment["CRATEHAND__TOOLS__" + tool] = world.Rig.Script("wrapper", $$"""
            {{program}} "$@"
            code=$?
            n=1
            while ! mkdir "{{calls}}/$n" 2> /dev/null; do n=$((n + 1)); done
            if [ $n -eq {{call}} ]; then kill -KILL $PPID; fi
            exit $code
            """);

        var ran = await world.Rig.RunAsync(world.Command);
        Assert.Equal(137, ran.ExitCode);
        var wreck = world.Wreck(whole.Files);
        world.Rig.Environment.Remove("CRATEHAND__TOOLS__" + tool);

        await world.ProveAsync(whole.Files, $"after {program} {call} ({wreck})");
        output.WriteLine($"killed after {program}, call {call}: recorded {wreck}");
    }

    [Theory]
    [InlineData("FFMPEG")]
    [InlineData("KID3")]
    public async Task AToolThatNeverEndsIsEndedByTheNextStart(string tool)
    {
        await using var world = await KillWorld.CreateAsync(studio);
        var reached = Path.Combine(world.Rig.Folder, "reached");
        world.Rig.Environment["CRATEHAND__TOOLS__" + tool] = world.Rig.Script("endless", $"touch '{reached}'\nsleep 1000 &\nwait");
        using var process = world.Rig.Start(world.Command);
        var end = Shell.EndOfAsync(process);
        await Until.TrueAsync(() => File.Exists(reached), tool + " was started");

        process.Kill();
        await end;
        Assert.NotEmpty(world.Rig.Orphans());
        var wreck = world.Wreck(whole.Files);
        world.Rig.Environment.Remove("CRATEHAND__TOOLS__" + tool);

        await world.ProveAsync(whole.Files, $"beside an endless {tool} ({wreck})");
    }
}
