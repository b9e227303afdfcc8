using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace Cratehand.Wiring.Logging;

/// <summary>Writes events to standard error, one at a time.</summary>
public sealed class WarningSink(TextWriter error, ITextFormatter formatter) : ILogEventSink
{
    readonly Lock _writing = new();

    public void Emit(LogEvent logEvent)
    {
        lock (_writing)
        {
            formatter.Format(logEvent, error);
            error.Flush();
        }
    }
}

/// <summary>One line for people: the level, the message, the exception's message. The whole exception is in the file.</summary>
public sealed class WarningFormatter : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write(logEvent.Level == LogEventLevel.Warning ? "warning: " : "error: ");
        NarratingFormatter.Message.Format(logEvent, output);
        output.WriteLine(logEvent.Exception is { } exception ? $" ({exception.Message})" : "");
    }
}

/// <summary>One line for people who look at a process that runs for months: when, how bad, what.</summary>
public sealed class NarratingFormatter : ITextFormatter
{
    // Without the quotes that a structured log puts around words, and with dates that can be read everywhere.
    static readonly MessageTemplateTextFormatter Line = new("{Timestamp:yyyy-MM-dd HH:mm:ss} {Level:w}: {Message:l}", Plain());

    /// <summary>The message alone.</summary>
    internal static MessageTemplateTextFormatter Message { get; } = new("{Message:l}", Plain());

    public void Format(LogEvent logEvent, TextWriter output)
    {
        Line.Format(logEvent, output);
        output.WriteLine(logEvent.Exception is { } exception ? $" ({exception.Message})" : "");
    }

    static CultureInfo Plain()
    {
        var plain = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (plain.DateTimeFormat.ShortDatePattern, plain.DateTimeFormat.LongTimePattern) = ("yyyy-MM-dd", "HH:mm:ss");
        return plain;
    }
}
