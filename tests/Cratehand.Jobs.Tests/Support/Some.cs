using System.Diagnostics;

namespace Cratehand.Jobs.Tests.Support;

/// <summary>Values for what does not matter.</summary>
internal static class Some
{
    public static Trigger Trigger { get; } = new(TriggerKind.Manual);

    public static EnqueueOptions Options { get; } = new(Trigger);

    /// <summary>Tries again at once, up to the fifth failure.</summary>
    public static RetryPolicy Impatience { get; } = new(5, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1), 0);

    public static Node Node(string machine = "here") => new(machine, 1, 1);
}

internal sealed record Chore(string Name) : IJobArgs
{
    public static string Kind => "chore";
}

/// <summary>A worker that is a function.</summary>
internal sealed class Doing<T>(Func<Chore, JobContext, Task<T>> work) : Worker<Chore, T>
{
    public override Task<T> RunAsync(Chore args, JobContext job) => work(args, job);
}

internal static class DoingEngine
{
    /// <summary>Says by a function what a chore is, and starts.</summary>
    public static async Task<JobEngine> DoingAsync<T>(this JobEngine engine, Func<Chore, JobContext, Task<T>> work, RetryPolicy? policy = null)
    {
        await engine.Register(() => new Doing<T>(work), policy ?? Some.Impatience).StartAsync();
        return engine;
    }
}

/// <summary>A point that a test waits for, or holds a worker at.</summary>
internal sealed class Signal
{
    readonly TaskCompletionSource _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Give() => _source.TrySetResult();

    [DebuggerStepThrough]
    public Task WaitAsync(CancellationToken cancel = default) => _source.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, cancel);
}
