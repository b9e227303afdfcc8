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
}
