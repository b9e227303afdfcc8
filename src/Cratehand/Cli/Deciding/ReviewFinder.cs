using Cratehand.Music.Syncing.Finding;
using Cratehand.Music.Syncing.Reviewing;
using Cratehand.Music.Tracks;
using Cratehand.Wiring;

namespace Cratehand.Cli.Deciding;

/// <summary>Finds the question, and the candidate, that a person means.</summary>
internal static class ReviewFinder
{
    /// <summary>By its place in the list or some characters of its id; <c>null</c> after saying that there is none.</summary>
    public static async Task<Review?> FindAsync(Crate? crate, string which, Output output, CancellationToken cancel)
    {
        var open = crate is null ? [] : await crate.Workflow.Reviews.ListAsync(cancel);
        var found = int.TryParse(which, out var number) && number <= 999 ? open.Skip(number - 1).Take(number > 0 ? 1 : 0)
            : open.Where(review => review.Id.ToString("N").Contains(which.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase) || review.Identity == which || TrackLink.ShowIdentity(review.Identity) == which);
        switch (found.ToList())
        {
            case [var review]:
                return review;
            case []:
                output.Fail($"There is no open question {which}. `cratehand review` lists them.");
                return null;
            default:
                output.Fail($"{which} could be any of several questions: give more of the id.");
                return null;
        }
    }

    /// <summary>By its number in the question; the first where none is named; <c>null</c> after saying that there is none.</summary>
    public static Candidate? Pick(Review review, int? number, Output output)
    {
        var offers = review.Offers;
        if (offers.Count == 0)
        {
            output.Fail("That question has no candidates to choose from.");
            return null;
        }

        if (number is { } n && (n < 1 || n > offers.Count))
        {
            output.Fail($"There is no candidate {n}: it has {offers.Count}.");
            return null;
        }

        return offers[(number ?? 1) - 1].Candidate;
    }
}
