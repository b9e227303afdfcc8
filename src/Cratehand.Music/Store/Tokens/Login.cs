namespace Cratehand.Music.Store.Tokens;

/// <summary>A sign-in, readable. It prints without its tokens.</summary>
/// <param name="Access">Goes with every call.</param>
/// <param name="Refresh">Gets the next access token; at some providers good for one use.</param>
/// <param name="SignedIn">When the owner said yes.</param>
public sealed record Login(string Provider, string Access, string? Refresh, DateTimeOffset AccessExpires, DateTimeOffset SignedIn)
{
    /// <inheritdoc cref="ProviderToken.Account"/>
    public string? Account { get; init; }

    /// <inheritdoc cref="ProviderToken.EndedBecause"/>
    public string? EndedBecause { get; init; }

    /// <summary>A refresh was begun and its end is not known: the refresh token may be spent.</summary>
    public bool IsInDoubt { get; init; }

    /// <inheritdoc cref="ProviderToken.Announced"/>
    public int? Announced { get; init; }

    /// <inheritdoc cref="ProviderToken.Version"/>
    public int Version { get; init; }

    public override string ToString() => $"{Provider} login of {SignedIn:yyyy-MM-dd}";
}

/// <summary>What a provider's token endpoint gave. It prints without its tokens.</summary>
/// <param name="Refresh"><c>null</c>: keep the one there is.</param>
/// <param name="Lifetime">Of the access token.</param>
public sealed record TokenGrant(string Access, string? Refresh, TimeSpan Lifetime)
{
    public override string ToString() => $"grant for {Lifetime}";
}
