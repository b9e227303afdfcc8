using Cratehand.Sandbox.Notion;
using Microsoft.Extensions.Time.Testing;

namespace Cratehand.Sandbox.Tests.Notion;

public class BudgetTests
{
    readonly FakeTimeProvider _time = new();

    [Fact]
    public void ABurstMaySpendTheWholeMinuteAndThenWaitsForItsEnd()
    {
        var budget = new Budget(_time);
        Assert.All(Enumerable.Range(0, 3), _ => Assert.Null(budget.Spend(3)));

        _time.Advance(TimeSpan.FromSeconds(20.5));
        Assert.Equal(40, budget.Spend(3));

        _time.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(budget.Spend(3));
    }
}
