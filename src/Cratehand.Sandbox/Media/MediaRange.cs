using Cratehand.Sandbox.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Cratehand.Sandbox.Media;

/// <summary>Which bytes an answer holds.</summary>
/// <param name="Status">200, 206, 304 or 416.</param>
/// <param name="From">The first byte.</param>
/// <param name="Count">How many.</param>
sealed record MediaRange(int Status, long From, long Count)
{
    /// <summary>RFC 9110 §14 for one range; of several, and of what cannot be read, nothing is heard.</summary>
    public static MediaRange For(HttpRequest request, long length, EntityTagHeaderValue tag, RuleBook rules)
    {
        var headers = request.GetTypedHeaders();
        if (headers.IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false)))
        {
            return new(304, 0, 0);
        }

        var whole = new MediaRange(200, 0, length);
        var isStale = headers.IfRange?.EntityTag is { } known && !known.Compare(tag, useStrongComparison: true);
        return headers.Range is not { Unit.Value: "bytes", Ranges.Count: 1 } asked || !rules.Holds(Rules.MediaRange) || (isStale && rules.Holds(Rules.MediaIfRange))
            ? whole
            : Part(asked.Ranges.First(), length) ?? (rules.Holds(Rules.MediaRange416) ? new(416, 0, 0) : whole);
    }

    static MediaRange? Part(RangeItemHeaderValue range, long length)
    {
        var from = range.From ?? Math.Max(0, length - (range.To ?? 0));
        var to = range.From is null ? length - 1 : Math.Min(range.To ?? (length - 1), length - 1);
        return from >= length || to < from ? null : new(206, from, to - from + 1);
    }
}
