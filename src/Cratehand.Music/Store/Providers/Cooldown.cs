using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cratehand.Music.Store.Providers;

/// <summary>
/// A provider's "not before": while it lasts, nobody calls it. The row stays until a call succeeds. One that has failed, and not yet often
/// enough to be left alone, has a row that ended when it was made.
/// </summary>
public sealed class Cooldown
{
    public required string Provider { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long Until { get; init; }

    /// <summary>Why, in words for the owner.</summary>
    public required string Reason { get; init; }

    /// <summary>How often in a row, from 1.</summary>
    public required int Strikes { get; init; }

    public DateTimeOffset Ends => DateTimeOffset.FromUnixTimeMilliseconds(Until);

    internal sealed class Configuration : IEntityTypeConfiguration<Cooldown>
    {
        public void Configure(EntityTypeBuilder<Cooldown> builder)
        {
            builder.ToTable("provider_cooldown").HasKey(x => x.Provider);
            builder.Ignore(x => x.Ends);
        }
    }
}
