using System.Globalization;
using Cratehand.Music.Syncing.Finding;
using Cratehand.Music.Syncing.Reviewing;
using Cratehand.Music.Tracks;

namespace Cratehand.Cli.Deciding;

/// <summary>A question of the review lane as lists and JSON show it.</summary>
/// <param name="Number">Its place in the list, from 1; the id stays when others are answered.</param>
public sealed record ReviewView(
    int Number, string Id, string Kind, string Identity, string Link, string Title, IReadOnlyList<string> Artists, double? DurationSeconds,
    string Reason, DateTimeOffset Since, IReadOnlyList<CandidateView> Candidates)
{
    public static ReviewView Of(Review review, int number)
    {
        var wanted = review.Noticed.Wanted;
        return new(
            number, ShortId(review), review.Kind, TrackLink.ShowIdentity(review.Identity), CandidateView.Shown(review.Link), wanted.Title, wanted.Artists, wanted.DurationMs / 1000.0, review.Reason,
            DateTimeOffset.FromUnixTimeMilliseconds(review.Since), [.. review.Offers.Select((x, i) => CandidateView.Of(x, i + 1))]);
    }

    public static string ShortId(Review review) => review.Id.ToString("N")[^8..];

    internal void Write(Output output)
    {
        output.Line($"{Number}. {TrackText.Of(Title, Artists, DurationSeconds)}  [{Id}]");
        output.Line($"   {Reason}");
        foreach (var candidate in Candidates)
        {
            candidate.Write(output, "   ");
        }
    }
}

/// <summary>A candidate as lists and JSON show it.</summary>
/// <param name="Number">Its place in the list, from 1.</param>
/// <param name="Standing">See <see cref="Music.Syncing.Finding.Standing"/>.</param>
public sealed record CandidateView(
    int Number, string Origin, string Link, string Title, IReadOnlyList<string> Artists, double? DurationSeconds, Standing Standing, double Score, IReadOnlyList<string> Reasons)
{
    public static CandidateView Of(ScoredCandidate scored, int number) =>
        new(
            number, scored.Candidate.Origin, Shown(scored.Candidate.Location), scored.Candidate.Says.Title, scored.Candidate.Says.Artists, scored.Candidate.Says.DurationMs / 1000.0,
            scored.Standing, scored.Match.Score, scored.Match.Reasons);

    /// <summary>A link without what is secret in it; a path as it is.</summary>
    internal static string Shown(string location) => TrackLink.Show(location);

    internal void Write(Output output, string indent)
    {
        var score = Score.ToString("0.00", CultureInfo.InvariantCulture);
        output.Line($"{indent}{Number}) {score} {Standing.ToString().ToLowerInvariant(),-11} {Origin}: {TrackText.Of(Title, Artists, DurationSeconds)}");
        output.Line($"{indent}   {string.Join(", ", Reasons)}");
        output.Line($"{indent}   {Link}");
    }
}

/// <summary>A track on one line.</summary>
static class TrackText
{
    public static string Of(string title, IReadOnlyList<string> artists, double? seconds)
    {
        var name = artists.Count > 0 ? $"{string.Join(", ", artists)} - {title}" : title;
        return seconds is { } length ? $"{name}  {TimeSpan.FromSeconds(length).ToString(length < 3600 ? @"m\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture)}" : name;
    }
}
