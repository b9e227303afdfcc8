using System.Text.RegularExpressions;

namespace Cratehand.Checks;

/// <summary>A tool is installed and answers.</summary>
/// <param name="setting">The setting that names it.</param>
/// <param name="package">Debian's package that has it.</param>
/// <param name="ask">Arguments on which it talks about itself.</param>
public sealed partial class ToolCheck(string name, string setting, string command, string package, IReadOnlyList<string> ask, IToolProbe tools) : ICheck
{
    public string Name => name;

    public async Task<CheckResult> RunAsync(CancellationToken cancel)
    {
        var answer = await tools.AskAsync(command, ask, cancel);
        return answer switch
        {
            null => CheckResult.Wrong(name, $"{command} was not found.", $"Install it (Debian: apt install {package}), or set {setting} to its path."),
            "" => CheckResult.Wrong(name, $"{command} gave no answer.", $"See whether {setting} names the right program."),
            _ => CheckResult.Well(name, Version().Match(answer) is { Success: true } found ? found.Value : $"{command} is there"),
        };
    }

    // "ffmpeg version 5.1.9-0+deb12u1", "kid3-cli 3.9.3"
    [GeneratedRegex(@"\b[\w-]+ (version )?v?\d+\.\d+[\w.+-]*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();
}
