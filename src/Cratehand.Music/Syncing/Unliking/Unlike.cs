using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cratehand.Music.Syncing.Unliking;

/// <summary>A like that was taken back, and what was decided about it.</summary>
public sealed class Unlike
{
    public required string Identity { get; init; }

    public required UnlikeAction Action { get; init; }

    public required string Reason { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long Noticed { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Unlike>
    {
        public void Configure(EntityTypeBuilder<Unlike> builder)
        {
            builder.ToTable("unlike").HasKey(x => x.Identity);
            builder.Property(x => x.Action).HasConversion(action => UnlikeActions.ToText(action), text => Enum.Parse<UnlikeAction>(text, true));
        }
    }
}

static class UnlikeActions
{
    public static string ToText(UnlikeAction action) =>
        action switch
        {
            UnlikeAction.Withdraw => "withdraw",
            UnlikeAction.Archive => "archive",
            UnlikeAction.Ask => "ask",
            _ => "record",
        };
}
