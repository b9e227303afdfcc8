using Cratehand.Sandbox.Hosting;

namespace Cratehand.Sandbox.Tests.Hosting;

public class FaultBookTests
{
    readonly FaultBook _book = new();

    [Theory]
    [InlineData("notion", "POST", "/v1/data_sources/7/query", true)]
    [InlineData("notion", "GET", "/v1/data_sources/7/query", false)]
    [InlineData("notion", "POST", "/v1/data_sources/7", false)]
    [InlineData("spotify", "POST", "/v1/data_sources/7/query", false)]
    public void AFaultMeetsOnlyTheCallsItNames(string provider, string method, string path, bool met)
    {
        _book.Add(new() { Provider = "notion", Method = "post", Path = "/v1/data_sources/*/query", Status = 503 });

        Assert.Equal(met, _book.Take(provider, method, path) is not null);
    }

    [Fact]
    public void AFaultLetsSomePassThenSpoilsItsCountThenIsGone()
    {
        _book.Add(new() { Status = 500, Skip = 2, Count = 2 });

        Assert.Equal([false, false, true, true, false], Enumerable.Range(0, 5).Select(_ => _book.Take("notion", "GET", "/") is not null));
        Assert.Empty(_book.Waits);
    }

    [Fact]
    public void ACountOfZeroNeverEndsUntilCleared()
    {
        _book.Add(new() { Status = 500, Count = 0 });
        Assert.All(Enumerable.Range(0, 50), _ => Assert.NotNull(_book.Take("notion", "GET", "/")));

        _book.Clear();

        Assert.Null(_book.Take("notion", "GET", "/"));
    }
}
