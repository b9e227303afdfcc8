using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cratehand.Music.Store.Tokens;

/// <summary>The owner's sign-in at one provider, as stored: tokens only encrypted, see <see cref="TokenProtection"/>.</summary>
public sealed class ProviderToken
{
    /// <summary><c>spotify</c>, <c>soundcloud</c>; never change a name.</summary>
    public required string Provider { get; init; }

    /// <summary>Encrypted.</summary>
    public required string Access { get; init; }

    /// <summary>Encrypted; <c>null</c> if the provider gave none.</summary>
    public string? Refresh { get; init; }

    /// <summary>When the access token ends; Unix milliseconds.</summary>
    public long AccessExpires { get; init; }

    /// <summary>When the owner said yes; Unix milliseconds. A refresh does not change it.</summary>
    public long SignedIn { get; init; }

    /// <summary>Who signed in, as the provider shows them; <c>null</c> until asked.</summary>
    public string? Account { get; init; }

    /// <summary>Set: the provider takes this sign-in no more; why, in words for the owner. Nothing is asked of it until a new one.</summary>
    public string? EndedBecause { get; init; }

    /// <summary>
    /// When a refresh was begun whose end is not known; Unix milliseconds. Past the lease it says: that process died or got no
    /// answer, and the refresh token may be spent.
    /// </summary>
    public long? RefreshBegun { get; init; }

    /// <summary>Which keeper is refreshing now; <c>null</c> if none is.</summary>
    public string? RefreshBy { get; init; }

    /// <summary>The last threshold of days left that the owner was told of.</summary>
    public int? Announced { get; init; }

    /// <summary>Grows with every change; who changes it says which one they saw.</summary>
    public int Version { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ProviderToken>
    {
        public void Configure(EntityTypeBuilder<ProviderToken> builder) => builder.ToTable("provider_token").HasKey(x => x.Provider);
    }
}
