using Cratehand.Tests.Support;
using Cratehand.Web;

namespace Cratehand.Tests.Web;

public sealed class ApiKeyTests : IDisposable
{
    readonly TestHome _home = new();

    ApiKey Key => new(_home.Folder);

    string File => Path.Combine(_home.Folder, ApiKey.FileName);

    public void Dispose() => _home.Dispose();

    [Fact]
    public void ItIsMadeOnceAndFitsUntilItIsReset()
    {
        var first = Key.MakeFirst(isSeen: true)!;
        Assert.Null(Key.MakeFirst(isSeen: true));
        Assert.True(Key.Fits(first));

        var second = Key.Reset();

        Assert.False(Key.Fits(first));
        Assert.True(Key.Fits(second));
        Assert.NotEqual(first, second);
        Assert.Equal([File], Directory.GetFiles(_home.Folder));
    }

    [Fact]
    public void WhatNobodyWouldSeeIsNotMade()
    {
        Assert.Null(Key.MakeFirst(isSeen: false));
        Assert.False(Key.Exists);
        Assert.False(Key.Fits(""));
    }

    [Fact]
    public void TheFileHoldsAHashThatIsSaltedAndItsOwnersAlone()
    {
        var key = Key.Reset();
        var one = System.IO.File.ReadAllText(File);

        Assert.DoesNotContain(key["crate_".Length..], one);
        Assert.Matches("^sha256:[0-9a-f]{32}:[0-9a-f]{64}\n$", one);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        Key.Reset();
        Assert.NotEqual(one.Split(':')[1], System.IO.File.ReadAllText(File).Split(':')[1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256")]
    [InlineData("sha256:zz:zz")]
    [InlineData("md5:00:00")]
    public void ASpoiledFileOpensNothing(string text)
    {
        System.IO.File.WriteAllText(File, text);
        Assert.False(Key.Fits("crate_"));
        Assert.False(Key.Fits(""));
    }
}
