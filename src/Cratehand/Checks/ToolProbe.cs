#pragma warning disable RS0030 // starts a tool only to ask its version; goes when the tool runner can be asked
using System.ComponentModel;
using System.Diagnostics;

namespace Cratehand.Checks;

/// <summary>Asks the installed tools.</summary>
public sealed class ToolProbe(TimeProvider clock) : IToolProbe
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<string?> AskAsync(string command, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        using var tool = Start(command, arguments);
        if (tool is null)
        {
            return null;
        }

        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            tool.StandardInput.Close();
            var texts = await Task.WhenAll(tool.StandardOutput.ReadToEndAsync(either.Token), tool.StandardError.ReadToEndAsync(either.Token));
            await tool.WaitForExitAsync(either.Token);
            return string.Concat(texts);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            tool.Kill(entireProcessTree: true);
            return "";
        }
    }

    static Process? Start(string command, IReadOnlyList<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(command, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            });
        }
        catch (Win32Exception)
        {
            // Not installed, or not a program: to the owner that is the same, and the check says it.
            return null;
        }
    }
}
