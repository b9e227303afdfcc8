using System.Text;
using System.Text.Json.Nodes;
using Cratehand.Sandbox.Hosting;

namespace Cratehand.Sandbox.Notion.Webhooks;

/// <summary>Brings events to the subscribers: signed, up to 8 times over about 24 hours of the sandbox's clock, at most once in spirit and sometimes not at all.</summary>
sealed class Deliverer(World world, HttpMessageInvoker http) : IDisposable
{
    // Between attempts 1→2, 2→3 … 7→8. The page gives the count and the last moment (about 24 h), not the steps.
    static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(3),
        TimeSpan.FromHours(6), TimeSpan.FromMinutes(819),
    ];

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly Lock _lock = new();
    readonly List<Delivery> _deliveries = [];
    int _told;

    public Weather Weather { get; set; } = new();

    /// <summary>Replaced whole at each change: deliveries may be looking at it.</summary>
    public IReadOnlyList<Subscription> Subscriptions { get; set; } = [];

    public IReadOnlyList<Delivery> Deliveries
    {
        get
        {
            lock (_lock)
            {
                return [.. _deliveries];
            }
        }
    }

    /// <summary>Sends the handshake; its token makes the subscription active once the owner has typed it in.</summary>
    public async Task<int> ShakeHandsAsync(Subscription subscription)
    {
        Subscriptions = [.. Subscriptions, subscription];
        var body = new JsonObject { ["verification_token"] = subscription.VerificationToken }.ToJsonString();
        return await PostAsync(subscription.Url, body, null);
    }

    /// <summary>Schedules an event for everyone who asked for its type.</summary>
    public void Tell(JsonObject happened)
    {
        var nth = Interlocked.Increment(ref _told);
        if (Hits(Weather.LoseEvery, nth))
        {
            return;
        }

        var due = world.Clock.GetUtcNow() + (Hits(Weather.LateEvery, nth) ? TimeSpan.FromMinutes(2) : TimeSpan.Zero);
        foreach (var to in Subscriptions.Where(s => Wants(s, (string)happened["type"]!)))
        {
            var copy = happened.DeepClone().AsObject();
            copy["subscription_id"] = to.Id;
            for (var times = Hits(Weather.DuplicateEvery, nth) ? 2 : 1; times > 0; times--)
            {
                world.Clock.Schedule(due, () => DeliverAsync(to, copy, 1));
            }
        }
    }

    public void Dispose() => http.Dispose();

    static bool Hits(int every, int nth) => every > 0 && nth % every == 0;

    bool Wants(Subscription to, string type) =>
        (to.IsActive || !world.Rules.Holds(Rules.NotionHandshake)) && (to.Types.Count == 0 || to.Types.Contains(type));

    async Task DeliverAsync(Subscription to, JsonObject happened, int attempt)
    {
        happened["attempt_number"] = attempt;
        var body = happened.ToJsonString();
        var status = await PostAsync(to.Url, body, world.Rules.Holds(Rules.NotionSignature) ? Signature.Of(body, to.VerificationToken) : null);
        lock (_lock)
        {
            _deliveries.Add(new((string)happened["id"]!, (string)happened["type"]!, attempt, world.Clock.GetUtcNow(), status));
        }

        if (status is >= 200 and < 300)
        {
            return;
        }

        if (attempt <= Waits.Length && world.Rules.Holds(Rules.NotionAttempts))
        {
            world.Clock.Schedule(world.Clock.GetUtcNow() + Waits[attempt - 1], () => DeliverAsync(to, happened, attempt + 1));
        }
    }

    async Task<int> PostAsync(Uri url, string body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("User-Agent", "notion-api");
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation(Signature.Header, signature);
        }

        try
        {
            using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
            using var answer = await http.SendAsync(request, limit.Token);
            return (int)answer.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return 0;
        }
    }
}
