namespace Cratehand.Music.Store.Providers;

/// <summary>From what happened to what is said about it.</summary>
internal static class ProviderFailures
{
    /// <summary>The failure that a status of 400 and above means.</summary>
    public static ProviderException OfStatus(ProviderOptions provider, ProviderRequest request, int status, ReadOnlyMemory<byte> body)
    {
        var problem = provider.Explain(body);
        var said = problem.Said is { } text ? Hide(request, text) : null;
        var words = said is null ? "" : $" {provider.Label} says: {said}";
        return new ProviderException(provider.Name, KindOf(status), status, Sentence(provider, request.Route, status) + words)
        {
            Code = problem.Code,
            Field = problem.Field,
            Said = said,
            // 429 and 529 are said at the door, 409 and the other 4xx before anything is saved.
            MayHaveHappened = status >= 500 && status != 529,
        };
    }

    /// <summary>The failure behind a connection that was not made, or broke.</summary>
    public static ProviderException OfConnection(ProviderOptions provider, ProviderRequest request, HttpRequestException error)
    {
        var neverSent = error.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError;
        var what = neverSent ? "cannot be reached" : "broke the connection";
        return new ProviderException(
            provider.Name, ProviderFailure.Unreachable, null, $"{provider.Label} ({provider.BaseAddress.Authority}) {what}. Is this machine online?", error)
        {
            MayHaveHappened = !neverSent,
        };
    }

    public static ProviderException TimedOut(ProviderOptions provider, ProviderRequest request, Exception error) =>
        new(
            provider.Name, ProviderFailure.TimedOut, null,
            $"{provider.Label} did not answer {request.Route} within {provider.Timeout.TotalSeconds:0.###} s. It is tried again later.", error)
        {
            MayHaveHappened = true,
        };

    public static ProviderException TooLarge(ProviderOptions provider, ProviderRequest request, int status) =>
        new(
            provider.Name, ProviderFailure.TooLarge, status,
            $"{provider.Label}'s answer to {request.Route} is larger than {provider.MaxBytes / 1_048_576.0:0.###} MB and was not read. Ask for less at a time.")
        {
            MayHaveHappened = true,
        };

    public static ProviderFailure KindOf(int status) => status switch
    {
        401 => ProviderFailure.SignInNeeded,
        403 => ProviderFailure.Forbidden,
        404 or 410 => ProviderFailure.NotFound,
        409 => ProviderFailure.Conflict,
        429 or >= 500 => ProviderFailure.Unavailable,
        _ => ProviderFailure.Refused,
    };

    static string Sentence(ProviderOptions provider, string route, int status) => status switch
    {
        401 => $"{provider.Label} does not accept the sign-in. {provider.SignInHint}",
        403 => $"{provider.Label} does not allow this ({route}).",
        404 or 410 => $"{provider.Label} has no such thing, or does not share it with Cratehand ({route}).",
        409 => $"{provider.Label} was changing the same thing at the same moment ({route}).",
        429 => $"{provider.Label} asks for fewer requests.",
        >= 500 => $"{provider.Label} is not well ({status} from {route}).",
        _ => $"{provider.Label} refuses the request ({status} from {route}).",
    };

    static string Hide(ProviderRequest request, string text)
    {
        var hidden = request.Credential?.Token.HideIn(text) ?? text;
        return request.Secrets.Aggregate(hidden, (line, secret) => secret.HideIn(line));
    }
}
