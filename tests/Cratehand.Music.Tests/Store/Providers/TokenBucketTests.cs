using Cratehand.Music.Store.Providers;
using Microsoft.Extensions.Time.Testing;

namespace Cratehand.Music.Tests.Store.Providers;

public class TokenBucketTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    readonly FakeTimeProvider _clock = new();

    [Fact]
    public void AfterARestABurstGoesAtOnceThenOneInEachInterval()
    {
        var bucket = new TokenBucket(perSecond: 2, burst: 3, _clock);
        Assert.Equal([0, 0, 0, 0.5, 1, 1.5], Enumerable.Range(0, 6).Select(_ => bucket.Take(Patience)!.Value.TotalSeconds));

        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal([0, 0, 0, 0.5], Enumerable.Range(0, 4).Select(_ => bucket.Take(Patience)!.Value.TotalSeconds));
    }

    [Fact]
    public void AQueueThatIsTooLongTakesNothing()
    {
        var bucket = new TokenBucket(perSecond: 1, burst: 1, _clock);
        var waits = Enumerable.Range(0, 20).Select(_ => bucket.Take(Patience)).ToList();
        Assert.Equal(11, waits.Count(wait => wait is not null));

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Patience, bucket.Take(Patience));
    }
}
