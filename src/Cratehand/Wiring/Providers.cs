using Cratehand.Music.Notion;
using Cratehand.Music.Store;
using Cratehand.Music.Store.Providers;
using Cratehand.Wiring.Configuration;
using Microsoft.Extensions.Logging;

namespace Cratehand.Wiring;

/// <summary>The clients of the services that the owner has set up; one way to each, for the whole process.</summary>
public sealed class Providers : IDisposable
{
    readonly List<ProviderHttp> _open = [];
    readonly TimeProvider _clock;
    readonly ILoggerFactory _logs;

    public Providers(Settings settings, CrateDatabase database, TimeProvider clock, ILoggerFactory logs)
    {
        (_clock, _logs) = (clock, logs);
        Cooldowns = new Cooldowns(database, clock);
        Notion = OptionsOf(settings.Notion) is { } notion ? new NotionClient(Open(notion.ToProvider()), notion) : null;
    }

    public Cooldowns Cooldowns { get; }

    /// <summary><c>null</c> without a token.</summary>
    public NotionClient? Notion { get; }

    public void Dispose() => _open.ForEach(http => http.Dispose());

    static NotionOptions? OptionsOf(NotionSettings settings) =>
        settings.Token is not { } token ? null
        : new(settings.BaseAddress, new SecretText(token.Reveal())) { Version = settings.Version, RequestsPerSecond = settings.RequestsPerSecond };

    ProviderHttp Open(ProviderOptions options)
    {
        var http = new ProviderHttp(options, Cooldowns, _clock, new Random(), _logs.CreateLogger<ProviderHttp>());
        _open.Add(http);
        return http;
    }
}
