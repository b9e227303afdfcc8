using Cratehand.Music.Syncing.Wanting;
using Cratehand.Music.Tracks;

namespace Cratehand.Cli.Deciding;

/// <summary>A row of the Wanted list as lists and JSON show it.</summary>
/// <param name="State">See <see cref="WishState"/>.</param>
/// <param name="Shops">Search links, made from templates; nobody was asked.</param>
public sealed record WishView(
    string Identity, string Link, string Title, IReadOnlyList<string> Artists, double? DurationSeconds, string? Isrc, string? Signal, string State, string Reason,
    DateTimeOffset Since, Guid? Entry, IReadOnlyList<ShopLink> Shops)
{
    public static WishView Of(Wish wish, ShopLinks shops) =>
        new(
            TrackLink.ShowIdentity(wish.Identity), CandidateView.Shown(wish.Link), wish.Title, wish.Wanted.Artists, wish.DurationMs / 1000.0, wish.Isrc, wish.Signal, wish.State.ToText(), wish.Reason,
            DateTimeOffset.FromUnixTimeMilliseconds(wish.Since), wish.EntryId, shops.For(wish.Wanted));

    internal void Write(Output output)
    {
        output.Prose(TrackText.Of(Title, Artists, DurationSeconds));
        output.Prose($"  {(State == "open" ? "wanted" : State)} since {Since.ToLocalTime():yyyy-MM-dd}: {Reason}");
        output.Prose(Link == Identity ? $"  {Link}" : $"  {Link}  ({Identity})");
        foreach (var shop in State == "open" ? Shops : [])
        {
            output.Prose($"  {shop.Shop,-10} {shop.Link}");
        }
    }
}
