using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cratehand.Music.Notices;

/// <summary>Something is wrong and needs a look. While it is open there is one of its fingerprint, however often it is seen.</summary>
public sealed class Incident
{
    /// <summary>Version 7 GUID, so that ids sort by age.</summary>
    public required string Id { get; init; }

    /// <summary>What is wrong, without when: <c>schedule-failing:music-sync</c>. Wire format.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The newest words about it, for the owner, with the way out.</summary>
    public required string Reason { get; init; }

    public required int Occurrences { get; init; }

    /// <summary>Unix milliseconds, as all times here.</summary>
    public required long FirstSeen { get; init; }

    public required long LastSeen { get; init; }

    /// <summary>When it was over by itself; <c>null</c> while it is open.</summary>
    public long? ClosedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Incident>
    {
        public void Configure(EntityTypeBuilder<Incident> builder)
        {
            builder.ToTable("incident").HasKey(x => x.Id);
            builder.HasIndex(x => x.Fingerprint).IsUnique().HasFilter("closed_at IS NULL");
        }
    }
}
