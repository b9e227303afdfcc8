using Cratehand.Jobs;
using Cratehand.Music.Tracks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cratehand.Music.Syncing.Wanting;

/// <summary>A track that is liked and not yet owned: a row of the Wanted list.</summary>
public sealed class Wish
{
    /// <summary>The link's identity, see <see cref="TrackLink.Identity"/>.</summary>
    public required string Identity { get; init; }

    /// <summary>What to sync to try again.</summary>
    public required string Link { get; init; }

    public required string Title { get; init; }

    /// <summary>JSON array, in the order of the credit.</summary>
    public required string Artists { get; init; }

    public long? DurationMs { get; init; }

    public string? Isrc { get; init; }

    /// <summary>See <see cref="SyncTrack.Signal"/>.</summary>
    public string? Signal { get; init; }

    public WishState State { get; init; }

    /// <summary>Why it is in that state, in words for the owner.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was first wished for; Unix milliseconds.</summary>
    public long Since { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public long Changed { get; init; }

    /// <summary>The run that said so last; <c>null</c>: a person.</summary>
    public Guid? RunId { get; init; }

    /// <summary>What it became in the library.</summary>
    public Guid? EntryId { get; init; }

    public TrackDescription Wanted => new(Title, JobJson.Read<List<string>>(Artists), DurationMs, Isrc);

    internal sealed class Configuration : IEntityTypeConfiguration<Wish>
    {
        public void Configure(EntityTypeBuilder<Wish> builder)
        {
            builder.ToTable("wish").HasKey(x => x.Identity);
            builder.HasIndex(x => x.State);
            builder.Ignore(x => x.Wanted);
            builder.Property(x => x.State).HasConversion(state => state.ToText(), text => Enum.Parse<WishState>(text, true));
        }
    }
}

/// <summary>Where a wish stands. Stored and shown in lower case: never rename.</summary>
public enum WishState
{
    Open,

    /// <summary>The library has it.</summary>
    Closed,

    /// <summary>The owner does not want it, ever.</summary>
    Never,

    /// <summary>The like was taken back.</summary>
    Withdrawn,
}

public static class WishStates
{
    public static string ToText(this WishState state) =>
        state switch
        {
            WishState.Open => "open",
            WishState.Closed => "closed",
            WishState.Never => "never",
            _ => "withdrawn",
        };
}
