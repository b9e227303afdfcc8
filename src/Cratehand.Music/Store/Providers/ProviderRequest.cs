namespace Cratehand.Music.Store.Providers;

/// <summary>One request, which may be sent more than once. Prints no token and no body.</summary>
/// <param name="Route">The path with its variable parts in braces, <c>/v1/pages/{id}</c>: all that metrics and logs get to see.</param>
/// <param name="Address">Relative to the provider's base address, without a slash in front; or absolute, and then on the same host.</param>
public sealed record ProviderRequest(HttpMethod Method, string Route, string Address)
{
    /// <summary>Whether doing it twice is the same as doing it once. Default: GET, HEAD, PUT and DELETE are.</summary>
    public bool CanRepeat { get; init; } = Method == HttpMethod.Get || Method == HttpMethod.Head || Method == HttpMethod.Put || Method == HttpMethod.Delete;

    public ProviderCredential? Credential { get; init; }

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Makes the body, anew for each sending.</summary>
    public Func<HttpContent>? Body { get; init; }

    /// <summary>What else must not be seen in a message, should the provider repeat it: codes and secrets within the body.</summary>
    public IReadOnlyList<SecretText> Secrets { get; init; } = [];
}

/// <summary>What stands in <c>Authorization</c>.</summary>
/// <param name="Scheme"><c>Bearer</c>, <c>Basic</c>, <c>OAuth</c>.</param>
public sealed record ProviderCredential(string Scheme, SecretText Token);
