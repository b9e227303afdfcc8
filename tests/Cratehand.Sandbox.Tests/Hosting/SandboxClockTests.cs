using Cratehand.Sandbox.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Cratehand.Sandbox.Tests.Hosting;

public class SandboxClockTests
{
    static readonly DateTimeOffset Noon = new(2026, 1, 10, 12, 0, 0, TimeSpan.Zero);
    readonly FakeTimeProvider _real = new(Noon);

    [Fact]
    public async Task WhatIsDueRunsInOrderWithTheClockShowingItsMoment()
    {
        using var clock = new SandboxClock(_real, Noon);
        var seen = new List<string>();
        Task Note(string name)
        {
            seen.Add($"{name} {clock.GetUtcNow():HH:mm}");
            return Task.CompletedTask;
        }

        clock.Schedule(Noon.AddHours(2), () => Note("later"));
        clock.Schedule(Noon.AddHours(1), () =>
        {
            clock.Schedule(Noon.AddMinutes(90), () => Note("made on the way"));
            return Note("sooner");
        });
        await clock.AdvanceAsync(TimeSpan.FromHours(3));

        Assert.Equal(["sooner 13:00", "made on the way 13:30", "later 14:00"], seen);
        Assert.Equal(Noon.AddHours(3), clock.GetUtcNow());
    }

    [Fact]
    public void AFrozenClockStandsWhileTheWorldGoesOn()
    {
        using var clock = new SandboxClock(_real, Noon);

        _real.Advance(TimeSpan.FromHours(1));

        Assert.Equal(Noon, clock.GetUtcNow());
    }

    [Fact]
    public async Task ARunningClockKeepsItsLeadWhenPushedForward()
    {
        using var clock = new SandboxClock(_real);
        await clock.AdvanceAsync(TimeSpan.FromDays(1));

        _real.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(Noon.AddDays(1).AddMinutes(5), clock.GetUtcNow());
    }
}
