using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cratehand.Music.Detecting;

/// <summary>A track that was noticed, once, however many sources show it: what became of it and why. Rows are never deleted.</summary>
public sealed class DetectedTrack
{
    /// <summary>How the reason ends where the provider has a like no more: it is gone from the likes, and nobody took it back.</summary>
    public const string ProviderLostIt = " (Gone from the likes, as its provider has it no more; nobody took the like back.)";

    /// <summary>See Sources/Detection.</summary>
    public required string Identity { get; init; }

    public required string Source { get; set; }

    /// <summary>See Sources/Signal.</summary>
    public required string Signal { get; set; }

    public required string Input { get; set; }

    public required string Title { get; set; }

    /// <summary>What the source says of it, JSON; see Tracks/TrackDescription.</summary>
    public required string Described { get; set; }

    /// <summary>See <see cref="DetectionState"/>.</summary>
    public required string State { get; set; }

    /// <summary>In words for the owner.</summary>
    public required string Reason { get; set; }

    /// <summary>The larger, the newer: when it was liked or dropped, Unix milliseconds, or by its place in the list.</summary>
    public long Rank { get; set; }

    /// <summary>First noticed; Unix milliseconds.</summary>
    public long Seen { get; init; }

    /// <summary>Not taken up before; Unix milliseconds, 0 for at once.</summary>
    public long NotBefore { get; set; }

    /// <summary>How often it was taken up.</summary>
    public int Tries { get; set; }

    /// <summary>Plays counted, see <see cref="LevelOptions.Plays"/>.</summary>
    public int Plays { get; set; }

    /// <summary>The job it was last taken up by, as jobs store ids.</summary>
    public string? Job { get; set; }

    /// <summary>When it was found to be gone from the likes; Unix milliseconds.</summary>
    public long? Unliked { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<DetectedTrack>
    {
        public void Configure(EntityTypeBuilder<DetectedTrack> builder)
        {
            builder.ToTable("detection").HasKey(x => x.Identity);
            builder.HasIndex(x => new { x.State, x.Source, x.Rank });
        }
    }
}

/// <summary>Where a detection stands. Stored: never rename.</summary>
public static class DetectionState
{
    /// <summary>Wanted; its turn has not come, or it rests after a failure.</summary>
    public const string Waiting = "waiting";

    /// <summary>The workflow has it.</summary>
    public const string Taken = "taken";

    /// <summary>The workflow is done with it for good.</summary>
    public const string Ended = "ended";

    /// <summary>Older than the connection: left alone unless the owner asks.</summary>
    public const string KnownBefore = "known-before";

    /// <summary>Nothing for the workflow.</summary>
    public const string Skipped = "skipped";

    /// <summary>Heard, no more.</summary>
    public const string Played = "played";
}

/// <summary>How a source stands between two readings.</summary>
public sealed class SourceState
{
    /// <summary>See Sources/SourceNames.</summary>
    public required string Source { get; init; }

    /// <summary>The first reading that succeeded; Unix milliseconds. What is older is left alone.</summary>
    public long? Connected { get; set; }

    /// <summary>See Sources/Reading.</summary>
    public string? Mark { get; set; }

    /// <summary>The last reading that succeeded; Unix milliseconds.</summary>
    public long? LastSuccess { get; set; }

    /// <summary>When everything was last read; Unix milliseconds.</summary>
    public long? LastWhole { get; set; }

    /// <summary>Failures in a row.</summary>
    public int Strikes { get; set; }

    /// <summary>Left alone until then; Unix milliseconds.</summary>
    public long RestsUntil { get; set; }

    /// <summary>The last failure, in words; <c>null</c> after a success.</summary>
    public string? Trouble { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<SourceState>
    {
        public void Configure(EntityTypeBuilder<SourceState> builder) => builder.ToTable("source_state").HasKey(x => x.Source);
    }
}
