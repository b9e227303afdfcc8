using Cratehand.Checks;
using Cratehand.Wiring.Configuration;
using Cratehand.Wiring.Logging;
using Microsoft.Extensions.Logging;

namespace Cratehand.Cli;

/// <summary>What a command works with; it reaches nothing else of the process.</summary>
public sealed class CommandContext : IDisposable
{
    readonly Surroundings _surroundings;
    readonly Func<EffectiveSettings> _read;
    readonly Lazy<Settings> _settings;
    readonly Lazy<ILoggerFactory> _logs;

    /// <param name="read">Reads the settings, now and whenever a long-lived command wants to see what was saved.</param>
    /// <param name="narrates">See <see cref="CommandSheet.Narrates"/>.</param>
    public CommandContext(Surroundings surroundings, SettingCatalog catalog, Func<EffectiveSettings> read, Output output, bool narrates)
    {
        (_surroundings, _read, Catalog, Output) = (surroundings, read, catalog, output);
        Effective = read();
        _settings = new(() => SettingsBinder.Bind(Effective));
        _logs = new(() => LogSetup.Create(Settings, Effective.Secrets, output.Error, LogLevels, narrates));
    }

    public SettingCatalog Catalog { get; }

    /// <summary>The settings with their origins and problems, as they were at start.</summary>
    public EffectiveSettings Effective { get; }

    /// <summary>The settings to work by; a value that cannot be used is its default here, seen only by commands that run in spite of it.</summary>
    public Settings Settings => _settings.Value;

    public Output Output { get; }

    /// <summary>How much is logged.</summary>
    public LogLevels LogLevels { get; } = new();

    /// <summary>What relative paths start from.</summary>
    public string WorkingFolder => _surroundings.WorkingFolder;

    /// <summary>Standard input.</summary>
    public TextReader In => _surroundings.In;

    public TimeProvider Clock => _surroundings.Clock;

    public IToolProbe Tools => _surroundings.Tools;

    public string Program => _surroundings.Program;

    public IReadOnlyDictionary<string, string> Environment => _surroundings.Environment;

    /// <summary>The log, opened when first asked for: a command that only shows something leaves no file.</summary>
    public ILoggerFactory Logs => _logs.Value;

    /// <summary>Whether the log was asked for.</summary>
    public bool HasLogs => _logs.IsValueCreated;

    /// <summary>Says what is wrong in the configuration, on standard error; false if nothing can be started on it.</summary>
    public bool Announce()
    {
        foreach (var problem in Effective.Problems)
        {
            Action<string> say = problem.IsFatal ? Output.Fail : Output.Warn;
            say(problem.ToString());
        }

        return Effective.CanStart;
    }

    /// <summary>The settings as they are written now: the file may have changed, the environment and the command line cannot.</summary>
    public EffectiveSettings ReadAgain() => _read();

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
            Output.Warn($"The log could not be written to its end: {trouble.Message}"); // the command's own outcome stands
        }
    }
}
