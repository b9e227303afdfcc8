using Cratehand.Jobs.Running;
using Cratehand.Jobs.Tests.Support;

namespace Cratehand.Jobs.Tests.Running;

public class RunningJobsTests
{
    readonly RunningJobs _running = new();
    readonly Guid _job = Guid.NewGuid();

    [Fact]
    public async Task ASecondDispatchThatComesAndGoesLeavesTheFirstItsSwitch()
    {
        using var first = _running.Add(_job, default);
        _running.Add(_job, default).Dispose();

        Assert.True(_running.Contains(_job));
        _running.Cancel(_job);
        await EndsAsync(first);
    }

    [Fact]
    public async Task AStopEndsEveryAttempt()
    {
        using var stopping = new CancellationTokenSource();
        using var first = _running.Add(_job, stopping.Token);
        using var other = _running.Add(Guid.NewGuid(), stopping.Token);
        await stopping.CancelAsync();

        await EndsAsync(first);
        await EndsAsync(other);
    }

    [Fact]
    public async Task AnAttemptThatBeginsDuringTheStopEndsToo()
    {
        using var entry = _running.Add(_job, new CancellationToken(canceled: true));

        await EndsAsync(entry);
    }

    [Fact]
    public void CancelAfterTheEndIsHarmless()
    {
        var entry = _running.Add(_job, default);
        entry.Dispose();
        _running.Cancel(_job);
        entry.Cancel();

        Assert.False(_running.Contains(_job));
    }

    static async Task EndsAsync(RunningJobs.Entry entry)
    {
        var ended = new Signal();
        await using var registration = entry.Token.Register(ended.Give);
        await ended.WaitAsync();
    }
}
