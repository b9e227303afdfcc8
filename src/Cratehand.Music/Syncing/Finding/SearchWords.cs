using System.Text.RegularExpressions;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing.Finding;

/// <summary>What is typed into a search field for a track. Pure.</summary>
public static partial class SearchWords
{
    // More artists narrow the search down to nothing.
    const int Artists = 2;

    /// <summary>Artists and title, without guests, brackets of services and stand-ins for an artist.</summary>
    public static string Of(TrackDescription wanted)
    {
        var artists = ArtistsOf(wanted).Take(Artists);
        return Spaces().Replace(string.Join(' ', [.. artists, TitleOf(wanted)]), " ").Trim();
    }

    /// <summary>The title without the guests in it.</summary>
    public static string TitleOf(TrackDescription wanted)
    {
        var title = Spaces().Replace(Marks().Replace(Guests().Replace(wanted.Title, " "), " "), " ").Trim();
        return title.Length > 0 ? title : wanted.Title.Trim();
    }

    /// <summary>The artists that are somebody.</summary>
    public static IEnumerable<string> ArtistsOf(TrackDescription wanted) => wanted.Artists.Where(artist => !Nobody().IsMatch(artist.Trim()));

    [GeneratedRegex(@"\s*[\(\[](?:feat|ft|featuring|with)\.?\s[^)\]]*[\)\]]", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Guests();

    // What search fields take for operators.
    [GeneratedRegex("[|\"*<>]", RegexOptions.None, 1000)]
    private static partial Regex Marks();

    [GeneratedRegex(@"^(?:various(?: artists)?|v\.?/?a\.?|unknown(?: artist)?|verschiedene(?: interpreten)?)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Nobody();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
