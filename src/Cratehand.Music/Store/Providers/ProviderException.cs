namespace Cratehand.Music.Store.Providers;

/// <summary>What went wrong between us and a provider. "Not now" is no failure: that is <see cref="Jobs.RetryLaterException"/>.</summary>
public enum ProviderFailure
{
    /// <summary>401: the token or the sign-in is not accepted.</summary>
    SignInNeeded,

    /// <summary>403: signed in, but not allowed.</summary>
    Forbidden,

    /// <summary>404, 410: not there, or not shared with us.</summary>
    NotFound,

    /// <summary>409, after a few tries.</summary>
    Conflict,

    /// <summary>400 and the other 4xx: repeating the same request is of no use.</summary>
    Refused,

    /// <summary>5xx.</summary>
    Unavailable,

    /// <summary>No connection, or one that broke.</summary>
    Unreachable,

    /// <summary>No whole answer in time.</summary>
    TimedOut,

    /// <summary>An answer that is not the JSON it should be.</summary>
    Unreadable,

    /// <summary>An answer larger than <see cref="ProviderOptions.MaxBytes"/>.</summary>
    TooLarge,
}

/// <summary>A request that failed. What is empty is an answer, never this. The message is for the owner and holds no secret.</summary>
public sealed class ProviderException(string provider, ProviderFailure kind, int? status, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>The provider's name in lower case: <c>notion</c>.</summary>
    public string Provider { get; } = provider;

    public ProviderFailure Kind { get; } = kind;

    /// <summary>The HTTP status; <c>null</c> when there was no answer.</summary>
    public int? Status { get; } = status;

    /// <summary>The provider's own word, e.g. <c>validation_error</c>, <c>invalid_grant</c>; <c>null</c> if it gave none.</summary>
    public string? Code { get; init; }

    /// <summary>The property or parameter that the provider blames; <c>null</c> if it names none.</summary>
    public string? Field { get; init; }

    /// <summary>What the provider said, word for word; <c>null</c> if nothing.</summary>
    public string? Said { get; init; }

    /// <summary>The request may have done its work all the same: look before doing it again.</summary>
    public bool MayHaveHappened { get; init; }
}
