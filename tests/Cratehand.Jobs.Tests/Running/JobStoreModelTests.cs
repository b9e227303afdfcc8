using Cratehand.Jobs.Running;
using Cratehand.Jobs.Tests.Support;
using CsCheck;

namespace Cratehand.Jobs.Tests.Running;

/// <summary>
/// Any order of begin, end, step, rescue and cancel, by attempts fresh and stale: the store agrees with a model that is
/// one page long, and what is final stays so.
/// </summary>
public class JobStoreModelTests
{
    enum Act
    {
        Begin,
        BeginStale,
        Complete,
        Fail,
        Postpone,
        Step,
        Rescue,
        Cancel,
        Hurry,
    }

    static readonly Gen<(Act, int)[]> Stories = Gen.Select(Gen.Int[0, 8].Select(x => (Act)x), Gen.Int[0, 3]).Array[1, 25];

    [Fact]
    public async Task TheStoreAgreesWithTheModel()
    {
        await using var world = await JobWorld.CreateAsync();
        await Stories.SampleAsync(async story =>
        {
            var job = new Told(world, await world.ChoreAsync("wash"));
            foreach (var (act, who) in story)
            {
                await job.TellAsync(act, who);
                await job.CompareAsync();
            }
        }, iter: 150, threads: 1);
    }

    /// <summary>One job, its model, and every attempt that ever began at it.</summary>
    sealed class Told(JobWorld world, Guid id)
    {
        readonly List<Job> _attempts = [];
        JobState _state = JobState.Available;
        int _failures;
        int _steps;
        bool _wish;

        bool Waits => _state is JobState.Available or JobState.Retryable;

        public Task TellAsync(Act act, int who) =>
            act switch
            {
                Act.Begin => BeginAsync(_attempts.Count),
                Act.BeginStale => BeginAsync(Math.Min(who, _attempts.Count)),
                Act.Rescue => RescueAsync(),
                Act.Cancel => CancelAsync(),
                Act.Hurry => world.Queue.HurryAsync(id),
                _ => _attempts.Count == 0 ? Task.CompletedTask : ByAsync(act, _attempts[^Math.Min(_attempts.Count, 1 + (who / 2))]),
            };

        public async Task CompareAsync()
        {
            var job = await world.JobAsync(id);
            Assert.Equal((_state, _attempts.Count, _attempts.Count, _failures, _wish), (job.State, (int)job.Fence, job.Attempt, job.Failures, job.State == JobState.Running && job.CancelRequested));
            Assert.Equal(_steps, (await world.Book.StepsAsync(id)).Count);
            Assert.Equal(_state.IsFinal(), job.Finished is not null);
            Assert.Equal(_state == JobState.Running ? 1 : 0, (await world.Book.AttemptsAsync(id)).Count(x => x.Outcome == "running"));
        }

        async Task BeginAsync(int fence)
        {
            var begun = await world.Store.BeginAsync(id, fence, Some.Node(), default);
            Assert.Equal(Waits && fence == _attempts.Count, begun is not null);
            if (begun is not null)
            {
                _attempts.Add(begun);
                _state = JobState.Running;
            }
        }

        async Task ByAsync(Act act, Job attempt)
        {
            var isCurrent = _state == JobState.Running && attempt.Fence == _attempts.Count;
            if (act == Act.Step)
            {
                var add = world.Steps.AddAsync(attempt, new JobStep($"step-{_steps}", "1", attempt.Attempt, world.Clock.GetUtcNow(), 0), default);
                _ = isCurrent ? await add : (object)await Assert.ThrowsAsync<StaleAttemptException>(() => add);
                _steps += isCurrent ? 1 : 0;
                return;
            }

            var ending = Of(act, attempt);
            var stored = await world.Store.EndAsync(AttemptKey.Of(attempt), ending, null, default);
            Assert.Equal(isCurrent, stored is not null);
            if (isCurrent)
            {
                EndModel(_wish && act != Act.Complete ? JobState.Cancelled : ending.State, isFailure: ending.IsFailure && !_wish);
            }
        }

        async Task RescueAsync()
        {
            await world.Store.RescueAsync(Some.Node("next"), _ => false, othersAreDead: true, default);
            if (_state == JobState.Running)
            {
                EndModel(_wish ? JobState.Cancelled : JobState.Available, isFailure: false);
            }
        }

        async Task CancelAsync()
        {
            var after = await world.Queue.CancelAsync(id, "a wish");
            _wish = _state == JobState.Running;
            _state = Waits ? JobState.Cancelled : _state;
            Assert.Equal(_state, after);
        }

        void EndModel(JobState state, bool isFailure)
        {
            _state = state;
            _failures += isFailure ? 1 : 0;
            _wish = false;
        }

        static Ending Of(Act act, Job attempt) =>
            act switch
            {
                Act.Complete => Ending.Completed("1"),
                Act.Fail => Ending.Of(new IOException("weather"), attempt.Failures, Some.Impatience, DateTimeOffset.UnixEpoch, 0.5),
                _ => Ending.Of(new RetryLaterException(TimeSpan.Zero, "not yet"), attempt.Failures, Some.Impatience, DateTimeOffset.UnixEpoch, 0.5),
            };
    }
}
