using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cratehand.Music.Syncing.Reviewing;

/// <summary>What the owner said of a candidate for a track; holds for ever, whatever later searches offer.</summary>
public sealed class Decision
{
    /// <summary>The wanted track's identity.</summary>
    public required string Wanted { get; init; }

    /// <summary>See <see cref="Finding.Candidate.Identity"/>.</summary>
    public required string Candidate { get; init; }

    public required Ruling Ruling { get; init; }

    /// <summary>The candidate as it was shown, JSON: an accepted one is tried even when no search offers it any more.</summary>
    public required string Offer { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long Decided { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Decision>
    {
        public void Configure(EntityTypeBuilder<Decision> builder)
        {
            builder.ToTable("match_decision").HasKey(x => new { x.Wanted, x.Candidate });
            builder.Property(x => x.Ruling).HasConversion(ruling => ruling == Ruling.Accepted ? "accepted" : "never", text => Enum.Parse<Ruling>(text, true));
        }
    }
}

/// <summary>The owner's word. Stored in lower case: never rename.</summary>
public enum Ruling
{
    /// <summary>Nothing was said.</summary>
    None,

    /// <summary>This is it.</summary>
    Accepted,

    /// <summary>Never this one.</summary>
    Never,
}
