using Cratehand.Music.Audio.Tools;

namespace Cratehand.Checks;

/// <summary>Asks the installed tools.</summary>
public sealed class ToolProbe(TimeProvider clock) : IToolProbe
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly ToolRunner _runner = new(clock);

    public async Task<string?> AskAsync(string command, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        try
        {
            var call = new ToolCall(new ExternalTool(command, command, command), arguments) { Timeout = Patience };
            var (result, text) = await _runner.RunTextAsync(call, cancel);
            return text + result.ErrorTail;
        }
        catch (MissingToolException)
        {
            return null; // which is what was asked
        }
        catch (ToolTimedOutException)
        {
            return ""; // it is there, and says nothing of itself
        }
    }
}
