using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Cratehand.Jobs.Tests.Support;

/// <summary>Remembers which events were logged, and lets a test wait for one.</summary>
internal sealed class HeardLog : ILoggerFactory, ILogger
{
    readonly ConcurrentDictionary<string, Signal> _events = new();

    public Task EventAsync(string name) => Of(name).WaitAsync();

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Of(eventId.Name ?? "").Give();

    public void Dispose()
    {
    }

    Signal Of(string name) => _events.GetOrAdd(name, _ => new Signal());
}
