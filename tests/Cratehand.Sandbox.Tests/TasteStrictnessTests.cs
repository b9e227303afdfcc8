using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Tests.Media;
using Cratehand.Sandbox.Tests.SoundCloud;
using Cratehand.Sandbox.Tests.Spotify;
using Cratehand.Sandbox.Tests.Support;

namespace Cratehand.Sandbox.Tests;

/// <summary>Each rule is met while it holds, and missed when it is off: a rule that no test notices is not a rule.</summary>
public sealed class TasteStrictnessTests
{
    static readonly Dictionary<string, Func<TasteSandbox, Task>> Guards =
        new(SpotifyGuards.All.Concat(SoundCloudGuards.All).Concat(MediaGuards.All));

    public static TheoryData<string> Names => [.. Guards.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task TheRuleIsMet(string rule)
    {
        await using var sandbox = await TasteSandbox.StartAsync();

        await Guards[rule](sandbox);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task TheRuleIsMissedWhenItIsOff(string rule)
    {
        await using var sandbox = await TasteSandbox.StartAsync(rule);

        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Guards[rule](sandbox));
    }

    [Fact]
    public void EveryRuleHasItsGuard() => Assert.Equal(
        RuleBook.All.Select(r => r.Name).Where(n => !n.StartsWith("notion.", StringComparison.Ordinal)).Order(),
        Guards.Keys.Order());
}
