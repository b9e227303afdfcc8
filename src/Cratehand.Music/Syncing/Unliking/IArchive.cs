namespace Cratehand.Music.Syncing.Unliking;

/// <summary>Where files go that the owner no longer likes: moved, never deleted, and put back by undo.</summary>
public interface IArchive
{
    /// <summary>Moves the files of an entry there. Repeating it after a crash changes nothing.</summary>
    /// <param name="run">Whose work it is, for undo.</param>
    /// <returns>Where they lie now, absolute; empty if they were there already.</returns>
    Task<IReadOnlyList<string>> MoveAsync(Guid entry, Guid run, string reason, CancellationToken cancel);
}
