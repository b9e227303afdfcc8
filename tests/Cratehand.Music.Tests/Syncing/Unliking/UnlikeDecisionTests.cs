using Cratehand.Music.Syncing.Unliking;

namespace Cratehand.Music.Tests.Syncing.Unliking;

public class UnlikeDecisionTests
{
    [Theory]
    [InlineData(UnlikePolicy.Keep, false, true, UnlikeAction.Record)]
    [InlineData(UnlikePolicy.Archive, false, true, UnlikeAction.Archive)]
    [InlineData(UnlikePolicy.Ask, false, true, UnlikeAction.Ask)]
    [InlineData(UnlikePolicy.Keep, true, false, UnlikeAction.Withdraw)]
    [InlineData(UnlikePolicy.Archive, true, false, UnlikeAction.Withdraw)]
    [InlineData(UnlikePolicy.Ask, true, false, UnlikeAction.Withdraw)]
    [InlineData(UnlikePolicy.Archive, false, false, UnlikeAction.Record)]
    [InlineData(UnlikePolicy.Ask, false, false, UnlikeAction.Record)]
    [InlineData(UnlikePolicy.Archive, true, true, UnlikeAction.Archive)]
    public void NothingIsEverDeletedAndFilesMoveOnlyWhereTheOwnerSaidSo(UnlikePolicy policy, bool isWished, bool isOwned, UnlikeAction action)
    {
        var decision = UnlikeDecision.Of(policy, isWished, isOwned);

        Assert.Equal(action, decision.Action);
        Assert.NotEmpty(decision.Reason);
    }
}
