using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cratehand.Music.Libraries;

/// <summary>What the library holds of one track: who it is, what was measured, where its files lie.</summary>
public sealed class Entry
{
    /// <summary>Version 7 GUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>The job that claimed it.</summary>
    public required Guid JobId { get; set; }

    /// <summary>The run that filed it.</summary>
    public required Guid RunId { get; set; }

    /// <summary>Whether its files lie under their final names. False: claimed by a job that is at it.</summary>
    public bool IsShelved { get; set; }

    public required string Title { get; set; }

    /// <summary>JSON array, in the order of the credit.</summary>
    public required string Artists { get; set; }

    /// <summary>"Extended Mix", "Live"; <c>null</c> for the plain one.</summary>
    public string? Version { get; set; }

    public string? Album { get; set; }

    /// <summary>International Standard Recording Code, twelve characters; <c>null</c> if unknown.</summary>
    public string? Isrc { get; set; }

    public double DurationSeconds { get; set; }

    /// <summary>How the audio came here, in words: <c>file</c>, <c>download from HOST</c>.</summary>
    public required string ObtainedBy { get; set; }

    /// <summary>Whether the source was lossy, whatever the format on the shelf.</summary>
    public bool IsFromLossy { get; set; }

    /// <summary>What was measured, JSON; see Audio/Measured.</summary>
    public required string Measured { get; set; }

    /// <summary>Chromaprint items, little-endian 32-bit words, first 120 s; <c>null</c> if the audio was too short.</summary>
    public byte[]? Fingerprint { get; set; }

    /// <summary>Unix milliseconds.</summary>
    public long Created { get; init; }

    public List<EntryFile> Files { get; init; } = [];

    internal sealed class Configuration : IEntityTypeConfiguration<Entry>
    {
        public void Configure(EntityTypeBuilder<Entry> builder)
        {
            builder.ToTable("entry").HasKey(x => x.Id);
            builder.HasMany(x => x.Files).WithOne().HasForeignKey(x => x.EntryId);
            builder.HasIndex(x => x.Isrc).HasFilter("isrc IS NOT NULL");
            builder.HasIndex(x => x.RunId);
        }
    }
}

/// <summary>One file of an entry.</summary>
public sealed class EntryFile
{
    /// <summary>Version 7 GUID.</summary>
    public required Guid Id { get; init; }

    public required Guid EntryId { get; init; }

    /// <summary>Relative to the library folder, with <c>/</c>. Unique: no two entries share a file.</summary>
    public required string Path { get; set; }

    /// <summary>See Audio/Tools/AudioFormat.</summary>
    public required string Format { get; init; }

    /// <summary>Lower-case hex, of the file as shelved, or as its owner has changed it since (see Scanning).</summary>
    public required string Sha256 { get; init; }

    public required long Bytes { get; init; }

    public double DurationSeconds { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<EntryFile>
    {
        public void Configure(EntityTypeBuilder<EntryFile> builder)
        {
            builder.ToTable("entry_file").HasKey(x => x.Id);
            builder.HasIndex(x => x.Path).IsUnique();
        }
    }
}

/// <summary>A fact that says "this is that entry". Unique, so that two jobs cannot both file what it stands for.</summary>
public sealed class EntryEvidence
{
    /// <summary>One of <see cref="EvidenceKind"/>'s stored words.</summary>
    public required string Kind { get; init; }

    public required string Value { get; init; }

    public required Guid EntryId { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<EntryEvidence>
    {
        public void Configure(EntityTypeBuilder<EntryEvidence> builder)
        {
            builder.ToTable("entry_evidence").HasKey(x => new { x.Kind, x.Value });
            builder.HasOne<Entry>().WithMany().HasForeignKey(x => x.EntryId);
        }
    }
}
