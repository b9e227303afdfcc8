using Cratehand.Wiring.Configuration;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Compact;

namespace Cratehand.Wiring.Logging;

/// <summary>The log: compact JSON, one file a day in <c>&lt;data&gt;/logs</c>; warnings and worse also to standard error, for people.</summary>
public static class LogSetup
{
    const long LargestFile = 50_000_000;

    /// <summary>Opens it; the file is made with the first event.</summary>
    /// <param name="secrets">Values that are masked wherever they turn up.</param>
    /// <param name="error">Standard error.</param>
    public static ILoggerFactory Create(Settings settings, IReadOnlyList<string> secrets, TextWriter error)
    {
        var level = Enum.Parse<LogEventLevel>(settings.Log.Level, ignoreCase: true);
        var libraries = level > LogEventLevel.Warning ? level : LogEventLevel.Warning;
        var logger = new LoggerConfiguration()
            .MinimumLevel.Is(level)
            // What the libraries say below a warning is about themselves.
            .MinimumLevel.Override("Microsoft", libraries)
            .MinimumLevel.Override("System", libraries)
            .MinimumLevel.Override("Quartz", libraries)
            .Enrich.FromLogContext()
            .WriteTo.File(
                new MaskingFormatter(new CompactJsonFormatter(), secrets),
                Path.Combine(settings.Data, "logs", "cratehand-.log"),
                rollingInterval: RollingInterval.Day,
                rollOnFileSizeLimit: true,
                fileSizeLimitBytes: LargestFile,
                retainedFileCountLimit: null,
                retainedFileTimeLimit: TimeSpan.FromDays(settings.Log.RetainDays))
            .WriteTo.Sink(new WarningSink(error, new MaskingFormatter(new WarningFormatter(), secrets)), LogEventLevel.Warning)
            .CreateLogger();
        return new SerilogLoggerFactory(logger, dispose: true);
    }
}
