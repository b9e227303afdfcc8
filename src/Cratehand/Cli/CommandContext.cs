using Cratehand.Checks;
using Cratehand.Wiring.Configuration;
using Cratehand.Wiring.Logging;
using Microsoft.Extensions.Logging;

namespace Cratehand.Cli;

/// <summary>What a command works with; it reaches nothing else of the process.</summary>
public sealed class CommandContext(Surroundings surroundings, SettingCatalog catalog, EffectiveSettings effective, Output output) : IDisposable
{
    readonly Lazy<Settings> _settings = new(() => SettingsBinder.Bind(effective));
    readonly Lazy<ILoggerFactory> _logs = new(() => LogSetup.Create(SettingsBinder.Bind(effective), effective.Secrets, output.Error));

    public SettingCatalog Catalog => catalog;

    /// <summary>The settings with their origins and problems.</summary>
    public EffectiveSettings Effective => effective;

    /// <summary>The settings to work by; a value that cannot be used is its default here, seen only by commands that run in spite of it.</summary>
    public Settings Settings => _settings.Value;

    public Output Output => output;

    /// <summary>What relative paths start from.</summary>
    public string WorkingFolder => surroundings.WorkingFolder;

    /// <summary>Standard input.</summary>
    public TextReader In => surroundings.In;

    public TimeProvider Clock => surroundings.Clock;

    public IToolProbe Tools => surroundings.Tools;

    public IReadOnlyDictionary<string, string> Environment => surroundings.Environment;

    /// <summary>The log, opened when first asked for: a command that only shows something leaves no file.</summary>
    public ILoggerFactory Logs => _logs.Value;

    /// <summary>Whether the log was asked for.</summary>
    public bool HasLogs => _logs.IsValueCreated;

    /// <summary>Says what is wrong in the configuration, on standard error; false if nothing can be started on it.</summary>
    public bool Announce()
    {
        foreach (var problem in effective.Problems)
        {
            Action<string> say = problem.IsFatal ? output.Fail : output.Warn;
            say(problem.ToString());
        }

        return effective.CanStart;
    }

    public void Dispose()
    {
        if (!HasLogs)
        {
            return;
        }

        try
        {
            Logs.Dispose();
        }
        catch (IOException trouble)
        {
            output.Warn($"The log could not be written to its end: {trouble.Message}"); // the command's own outcome stands
        }
    }
}
