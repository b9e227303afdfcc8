using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cratehand.Music.Libraries.Fingerprints;

/// <summary>An entry as the fingerprint index names it: by a number, four bytes where an id takes thirty-six.</summary>
internal sealed class FingerprintEntry
{
    public long Number { get; init; }

    public Guid EntryId { get; init; }

    /// <summary>0: its items are still to be written, see <see cref="FingerprintIndex.FillAsync"/>.</summary>
    public int IsIndexed { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<FingerprintEntry>
    {
        public void Configure(EntityTypeBuilder<FingerprintEntry> builder)
        {
            builder.ToTable("fingerprint_entry").HasKey(x => x.Number);
            builder.HasIndex(x => x.EntryId).IsUnique();
            builder.HasIndex(x => x.IsIndexed).HasFilter("is_indexed = 0");
            builder.HasOne<Entry>().WithMany().HasForeignKey(x => x.EntryId);
        }
    }
}

/// <summary>One item of an entry's sketch. On SQLite the table is its own index (WITHOUT ROWID), see the migration.</summary>
internal sealed class FingerprintItem
{
    public long Item { get; init; }

    public long Number { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<FingerprintItem>
    {
        public void Configure(EntityTypeBuilder<FingerprintItem> builder) =>
            builder.ToTable("fingerprint_item").HasKey(x => new { x.Item, x.Number });
    }
}
