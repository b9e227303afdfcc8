using Cratehand.Jobs.Tests.Support;

namespace Cratehand.Jobs.Tests;

public class JobBookTests
{
    [Fact]
    public async Task AJobIsFoundByTheFirstOrTheLastCharactersOfItsId()
    {
        await using var world = await JobWorld.CreateAsync();
        var id = (await world.ChoreAsync("wash")).ToString();

        Assert.Equal([id], (await world.Book.FindAsync(id[..9].ToUpperInvariant())).Select(x => x.Id.ToString()));
        Assert.Equal([id], (await world.Book.FindAsync(id[^6..])).Select(x => x.Id.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("'; --")]
    public async Task WhatIsNoPartOfAnIdFindsNothing(string part)
    {
        await using var world = await JobWorld.CreateAsync();
        await world.ChoreAsync("wash");

        Assert.Empty(await world.Book.FindAsync(part));
    }

    [Fact]
    public async Task WhatWaitsComesInTheOrderInWhichItIsDueAndEachStateIsCounted()
    {
        await using var world = await JobWorld.CreateAsync();
        var later = await world.ChoreAsync("later", after: TimeSpan.FromHours(2));
        var soon = await world.ChoreAsync("soon", after: TimeSpan.FromHours(1));
        var now = await world.ChoreAsync("now");
        var gone = await world.ChoreAsync("gone");
        await world.Queue.CancelAsync(gone, "not wanted");

        Assert.Equal([now, soon, later], (await world.Book.NextAsync(10)).Select(job => job.Id));
        Assert.Equal([now], (await world.Book.NextAsync(1)).Select(job => job.Id));
        Assert.Equal([gone], (await world.Book.NewestAsync([JobState.Cancelled, JobState.Completed], 10)).Select(job => job.Id));
        Assert.Equal(new Dictionary<JobState, int> { [JobState.Available] = 1, [JobState.Cancelled] = 1, [JobState.Scheduled] = 2 }, await world.Book.CountAsync());
    }
}
