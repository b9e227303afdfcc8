using Cratehand.Cli;

namespace Cratehand.Tests.Cli;

public class ExitCodeTests
{
    [Theory]
    [InlineData(new[] { 0, 4, 3, 1 }, 1)]
    [InlineData(new[] { 4, 3, 0 }, 3)]
    [InlineData(new[] { 0, 4 }, 4)]
    [InlineData(new int[0], 0)]
    public void TheWorstOfSeveralHolds(int[] codes, int worst) => Assert.Equal(worst, ExitCode.Worst(codes));
}
