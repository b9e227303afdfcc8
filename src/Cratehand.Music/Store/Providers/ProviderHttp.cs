using System.Net;
using System.Net.Http.Headers;
using Cratehand.Jobs;
using Microsoft.Extensions.Logging;

namespace Cratehand.Music.Store.Providers;

/// <summary>
/// Every request to one provider goes through here: in its budget, within bounds, repeated only where that is safe, counted,
/// and not at all while a cooldown lasts. One per provider and process; may be used by many at once.
/// </summary>
/// <param name="random">Spreads waits.</param>
public sealed class ProviderHttp(ProviderOptions options, Cooldowns cooldowns, TimeProvider clock, Random random, ILogger<ProviderHttp> log) : IDisposable
{
    // A worker may stand in the queue this long; then its job comes back later.
    static readonly TimeSpan LongestQueue = TimeSpan.FromSeconds(10);

    readonly TokenBucket _bucket = new(options.RequestsPerSecond, options.Burst, clock);
    readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        // A token must not follow to another host; who expects a redirection reads it.
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = !options.BaseAddress.IsLoopback,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ActivityHeadersPropagator = null,
    });

    public ProviderOptions Options => options;

    /// <summary>The answer, if its status is below 400.</summary>
    /// <exception cref="ProviderException">It failed.</exception>
    /// <exception cref="RetryLaterException">The provider wants to be left alone for a while; it was not sent, or had no effect.</exception>
    public async Task<ProviderAnswer> SendAsync(ProviderRequest request, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var standing = await KeepCooldownAsync(request, cancel);
            await QueueAsync(cancel);
            var (answer, outcome) = await TryAsync(request, cancel);
            var (verdict, wait) = RetryPlan.After(outcome, request.CanRepeat, attempt, Chances(standing), Chance());
            switch (verdict)
            {
                case Verdict.Take:
                    await ForgetAsync(standing, cancel);
                    return answer!;
                case Verdict.Repeat:
                    await Task.Delay(wait, clock, cancel);
                    break;
                case Verdict.CoolDown:
                    throw await CoolDownAsync(outcome, standing, cancel);
                case Verdict.CoolDownAndFail:
                    await CoolDownAsync(outcome, standing, cancel);
                    throw outcome.Failure!;
                default:
                    await CountAsync(outcome.Failure!, standing, cancel);
                    throw outcome.Failure!;
            }
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Returns the last cooldown, over by now, or <c>null</c>.</summary>
    async Task<Cooldown?> KeepCooldownAsync(ProviderRequest request, CancellationToken cancel)
    {
        var standing = await cooldowns.FindAsync(options.Name, cancel);
        var left = standing?.Ends - clock.GetUtcNow() ?? TimeSpan.Zero;
        if (left > options.Patience)
        {
            log.NotSent(request.Method, AddressOf(request), options.Name, standing!.Ends);
            throw Later(left, standing.Ends, standing.Reason);
        }

        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, clock, cancel);
        }

        return standing;
    }

    async Task QueueAsync(CancellationToken cancel)
    {
        var wait = _bucket.Take(LongestQueue)
            ?? throw new RetryLaterException(LongestQueue, $"Too many requests to {options.Label} are waiting on this machine. It goes on by itself.");
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, cancel);
        }
    }

    async Task<(ProviderAnswer? Answer, RetryPlan.Outcome Outcome)> TryAsync(ProviderRequest request, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        try
        {
            var (answer, asked) = await CallAsync(request, cancel);
            var took = clock.GetElapsedTime(began);
            ProviderMeter.Called(options.Name, request.Method, request.Route, $"{answer.Status / 100}xx", took);
            if (answer.Status < 400)
            {
                log.Called(request.Method, AddressOf(request), answer.Status, (long)took.TotalMilliseconds);
                return (answer, new(null, null));
            }

            var failure = ProviderFailures.OfStatus(options, request, answer.Status, answer.Body);
            Note(request, failure, took);
            return (null, new(failure, asked));
        }
        catch (ProviderException failure)
        {
            var took = clock.GetElapsedTime(began);
            ProviderMeter.Called(options.Name, request.Method, request.Route, failure.Kind.ToString(), took);
            Note(request, failure, took);
            return (null, new(failure, null));
        }
    }

    async Task<(ProviderAnswer Answer, TimeSpan? Asked)> CallAsync(ProviderRequest request, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel);
        using var message = Message(request);
        try
        {
            using var answer = await _client.SendAsync(message, either.Token);
            var status = (int)answer.StatusCode;
            var body = await BoundedBody.ReadAsync(answer.Content, options.MaxBytes, either.Token) ?? throw ProviderFailures.TooLarge(options, request, status);
            var location = answer.Headers.Location is { } to ? new Uri(message.RequestUri!, to) : null;
            return (new(options, request.Route, status, location, body), RetryAfter.Of(answer.Headers, clock.GetUtcNow()));
        }
        catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
        {
            throw ProviderFailures.TimedOut(options, request, late);
        }
        catch (HttpRequestException broken)
        {
            throw ProviderFailures.OfConnection(options, request, broken);
        }
        catch (IOException broken)
        {
            throw ProviderFailures.OfConnection(options, request, new HttpRequestException(HttpRequestError.ResponseEnded, broken.Message, broken));
        }
    }

    HttpRequestMessage Message(ProviderRequest request)
    {
        var message = new HttpRequestMessage(request.Method, AbsoluteOf(request)) { Content = request.Body?.Invoke() };
        if (request.Credential is { } credential)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue(credential.Scheme, credential.Token.Reveal());
        }

        message.Headers.UserAgent.ParseAdd("Cratehand/0.1");
        foreach (var (name, value) in request.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    // A cursor may be a whole address, and comes from outside: the token goes to the provider's own host only.
    Uri AbsoluteOf(ProviderRequest request)
    {
        var root = new Uri(options.BaseAddress.AbsoluteUri.TrimEnd('/') + "/");
        var address = new Uri(root, request.Address);
        return address.Authority == root.Authority && address.Scheme == root.Scheme
            ? address
            : throw new ProviderException(
                options.Name, ProviderFailure.Unreadable, null, $"{options.Label} sent us to {address.Authority}, which is not {root.Authority}; nothing was sent there.");
    }

    async Task<RetryLaterException> CoolDownAsync(RetryPlan.Outcome outcome, Cooldown? standing, CancellationToken cancel)
    {
        var reason = outcome.Failure!.Message;
        var wait = outcome.Asked ?? RetryPlan.Rest(standing?.Strikes ?? 0, options);
        var until = clock.GetUtcNow() + wait;
        await cooldowns.BeginAsync(options.Name, until, reason, cancel);
        log.CoolingDown(options.Name, until, reason);
        return Later(wait, until, reason);
    }

    ProviderOptions Chances(Cooldown? standing) =>
        RetryPlan.IsOnTrial(standing?.Strikes ?? 0, options) ? options with { Attempts = 1 } : options;

    // The request that finds out fails as it is; those after it are not sent. An answer we do not like is still a sign of life.
    async Task CountAsync(ProviderException failure, Cooldown? standing, CancellationToken cancel)
    {
        if (!RetryPlan.IsOutage(failure.Kind))
        {
            await (failure.Status is null ? Task.CompletedTask : ForgetAsync(standing, cancel));
            return;
        }

        var rest = RetryPlan.OutageRest(standing?.Strikes ?? 0, options);
        var until = clock.GetUtcNow() + rest;
        await cooldowns.FailAsync(options.Name, until, failure.Message, cancel);
        if (rest > TimeSpan.Zero)
        {
            log.CoolingDown(options.Name, until, failure.Message);
        }
    }

    Task ForgetAsync(Cooldown? standing, CancellationToken cancel) =>
        standing is null ? Task.CompletedTask : cooldowns.EndAsync(options.Name, cancel);

    RetryLaterException Later(TimeSpan after, DateTimeOffset until, string reason) =>
        new(after, $"{options.Label} is left alone until {until:yyyy-MM-dd HH:mm:ss} UTC. It goes on by itself then. {reason}");

    void Note(ProviderRequest request, ProviderException failure, TimeSpan took) =>
        log.CallFailed(request.Method, AddressOf(request), failure.Kind, failure.Status, (long)took.TotalMilliseconds, failure.Message);

    string AddressOf(ProviderRequest request) => options.BaseAddress.Authority + request.Route;

    double Chance()
    {
        lock (random)
        {
            return random.NextDouble();
        }
    }
}
