using System.Collections;
using Cratehand.Checks;

namespace Cratehand.Cli;

/// <summary>All that the program takes from outside itself. A test gives its own, and runs a command in its own process.</summary>
public sealed record Surroundings
{
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required string WorkingFolder { get; init; }

    public required TextReader In { get; init; }

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public required Screen Screen { get; init; }

    public required TimeProvider Clock { get; init; }

    public required IToolProbe Tools { get; init; }

    public int Processors { get; init; } = 2;

    /// <summary>The program that runs, as others may start it.</summary>
    public string Program { get; init; } = System.Environment.ProcessPath!;

    /// <summary>Those of the running process.</summary>
    public static Surroundings OfThisProcess()
    {
        var environment = System.Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => entry.Value as string ?? "");
        var width = Console.IsOutputRedirected ? 0 : Console.WindowWidth;
        return new()
        {
            Environment = environment,
            WorkingFolder = Directory.GetCurrentDirectory(),
            In = Console.In,
            Out = Console.Out,
            Error = Console.Error,
            Screen = Screen.Of(!Console.IsOutputRedirected, !Console.IsErrorRedirected, width, environment),
            Clock = TimeProvider.System,
            Tools = new ToolProbe(TimeProvider.System),
            Processors = System.Environment.ProcessorCount,
        };
    }
}
