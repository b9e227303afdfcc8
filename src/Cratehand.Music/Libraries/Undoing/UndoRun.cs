using Cratehand.Jobs;

namespace Cratehand.Music.Libraries.Undoing;

/// <summary>Put back what a run did.</summary>
/// <param name="Run">The run whose entries are to go, or one job of a run.</param>
public sealed record UndoRun(Guid Run) : IJobArgs
{
    public static string Kind => "undo-run";

    public string UniqueKey => Run.ToString("D");
}

/// <summary>What an undo did.</summary>
/// <param name="Folder">Where the files lie now, absolute; <c>null</c> if none was put away.</param>
/// <param name="Files">Those put away.</param>
/// <param name="Kept">Those left where they are.</param>
/// <param name="Reason">In words for the owner.</param>
public sealed record Undone(Guid Run, string? Folder, IReadOnlyList<PutAwayFile> Files, IReadOnlyList<KeptFile> Kept, string Reason)
{
    /// <summary>Those brought back to the shelf from the archive.</summary>
    public IReadOnlyList<PutAwayFile> BroughtBack { get; init; } = [];
}

/// <param name="From">Relative to the library folder; so is <paramref name="To"/>.</param>
/// <param name="IsThere">False: it was gone already, so there was nothing to put away.</param>
public sealed record PutAwayFile(Guid Entry, string From, string To, string Sha256, bool IsThere);

/// <param name="Path">Relative to the library folder.</param>
public sealed record KeptFile(Guid Entry, string Path, string Reason);
