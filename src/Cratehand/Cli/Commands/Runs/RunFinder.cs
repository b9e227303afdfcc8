using Cratehand.Jobs;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands.Runs;

/// <summary>Finds the run that a person means by a few characters of its id.</summary>
internal static class RunFinder
{
    /// <summary>The run; <c>null</c> after saying that there is none, or which there are.</summary>
    public static async Task<Job?> FindAsync(Crate? crate, string part, Output output, CancellationToken cancel)
    {
        var found = crate is null ? [] : await crate.Book.FindAsync(part, cancel);
        switch (found)
        {
            case [var job]:
                return job;
            case []:
                output.Fail($"There is no run {part}. `cratehand runs list` shows them.");
                return null;
            default:
                output.Fail($"{part} could be any of {found.Count} runs: {string.Join(", ", found.Select(job => RunView.Of(job).ShortId))}. Give more of the id.");
                return null;
        }
    }
}
