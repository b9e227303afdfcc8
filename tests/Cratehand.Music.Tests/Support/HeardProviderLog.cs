using System.Collections.Concurrent;
using Cratehand.Music.Store.Providers;
using Microsoft.Extensions.Logging;

namespace Cratehand.Music.Tests.Support;

/// <summary>Keeps every line of the providers' log, exceptions included.</summary>
sealed class HeardProviderLog : ILogger<ProviderHttp>
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");
}
