using Cratehand.Wiring.Configuration;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Compact;

namespace Cratehand.Wiring.Logging;

/// <summary>
/// The log: compact JSON, one file a day in <c>&lt;data&gt;/logs</c>; warnings and worse also to standard error, for people, and where a
/// command narrates what it does, everything.
/// </summary>
public static class LogSetup
{
    const long LargestFile = 50_000_000;

    /// <summary>Opens it; the file is made with the first event.</summary>
    /// <param name="secrets">Values that are masked wherever they turn up.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="levels">What is logged from now on; may be turned later.</param>
    /// <param name="narrates">Everything is said on standard error, with its time.</param>
    public static ILoggerFactory Create(Settings settings, IReadOnlyList<string> secrets, TextWriter error, LogLevels levels, bool narrates = false)
    {
        levels.Set(settings.Log.Level);
        var console = new WarningSink(error, new MaskingFormatter(narrates ? new NarratingFormatter() : new WarningFormatter(), secrets));
        var logger = new LoggerConfiguration()
            .MinimumLevel.ControlledBy(levels.Own)
            .MinimumLevel.Override("Microsoft", levels.Libraries)
            .MinimumLevel.Override("System", levels.Libraries)
            .MinimumLevel.Override("Quartz", levels.Libraries)
            .Enrich.FromLogContext()
            .WriteTo.File(
                new MaskingFormatter(new CompactJsonFormatter(), secrets),
                Path.Combine(settings.Data, "logs", "cratehand-.log"),
                rollingInterval: RollingInterval.Day,
                rollOnFileSizeLimit: true,
                fileSizeLimitBytes: LargestFile,
                retainedFileCountLimit: null,
                retainedFileTimeLimit: TimeSpan.FromDays(settings.Log.RetainDays))
            .WriteTo.Sink(console, narrates ? LogEventLevel.Information : LogEventLevel.Warning)
            .CreateLogger();
        return new SerilogLoggerFactory(logger, dispose: true);
    }
}

/// <summary>How much is logged: of ours what the owner set, of the libraries only what they warn of, for below that they speak about themselves.</summary>
public sealed class LogLevels
{
    internal LoggingLevelSwitch Own { get; } = new();

    internal LoggingLevelSwitch Libraries { get; } = new(LogEventLevel.Warning);

    /// <summary>Holds from the next event on.</summary>
    /// <param name="level">As in <c>Log:Level</c>.</param>
    public void Set(string level)
    {
        Own.MinimumLevel = Enum.Parse<LogEventLevel>(level, ignoreCase: true);
        Libraries.MinimumLevel = Own.MinimumLevel > LogEventLevel.Warning ? Own.MinimumLevel : LogEventLevel.Warning;
    }
}
