namespace Cratehand.Checks;

/// <summary>Asks a tool about itself.</summary>
public interface IToolProbe
{
    /// <summary>What it printed, on both outputs; <c>null</c> if there is no such program. Given up after a few seconds.</summary>
    /// <param name="command">A name on the PATH, or a path.</param>
    Task<string?> AskAsync(string command, IReadOnlyList<string> arguments, CancellationToken cancel);
}
