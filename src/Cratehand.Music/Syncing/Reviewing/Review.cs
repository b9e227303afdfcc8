using Cratehand.Jobs;
using Cratehand.Music.Syncing.Finding;
using Cratehand.Music.Tracks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cratehand.Music.Syncing.Reviewing;

/// <summary>A question for the owner.</summary>
public sealed class Review
{
    /// <summary>Version 7 GUID; its last eight characters name it.</summary>
    public required Guid Id { get; init; }

    /// <summary><c>candidate</c>: which of these is it? <c>unlike</c>: what is to become of its files?</summary>
    public required string Kind { get; init; }

    /// <summary>The wanted track's identity; one question of a kind for each.</summary>
    public required string Identity { get; init; }

    public required string Link { get; init; }

    public required string Title { get; init; }

    /// <summary>JSON array.</summary>
    public required string Artists { get; init; }

    public long? DurationMs { get; init; }

    public string? Isrc { get; init; }

    public string? Signal { get; init; }

    /// <summary>JSON array of scored candidates, the best first.</summary>
    public required string Candidates { get; init; }

    /// <summary>Why a person has to say.</summary>
    public required string Reason { get; init; }

    public bool IsOpen { get; init; }

    /// <summary>What was said: <c>accepted, never, again, kept, archived, withdrawn</c>; <c>null</c> while open.</summary>
    public string? Answer { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public long Since { get; init; }

    /// <summary>Grows with every change; an answer counts only for what was seen.</summary>
    public int Version { get; init; }

    /// <summary>The run that asks.</summary>
    public Guid? RunId { get; init; }

    public Noticed Noticed => new(Identity, Link, new TrackDescription(Title, JobJson.Read<List<string>>(Artists), DurationMs, Isrc), Signal);

    public IReadOnlyList<ScoredCandidate> Offers => JobJson.Read<List<ScoredCandidate>>(Candidates);

    internal sealed class Configuration : IEntityTypeConfiguration<Review>
    {
        public void Configure(EntityTypeBuilder<Review> builder)
        {
            builder.ToTable("review").HasKey(x => x.Id);
            builder.HasIndex(x => new { x.Kind, x.Identity }).IsUnique();
            builder.Ignore(x => x.Noticed);
            builder.Ignore(x => x.Offers);
        }
    }
}

/// <summary>The sorts of questions. Stored: never rename.</summary>
public static class ReviewKind
{
    public const string Candidate = "candidate";
    public const string Unlike = "unlike";
}
