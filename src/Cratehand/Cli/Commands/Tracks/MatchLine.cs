using System.Text.Json;
using Cratehand.Music.Tracks;

namespace Cratehand.Cli.Commands.Tracks;

/// <summary>One line of <c>tracks match --stdin</c>: a pair, or what is wrong with it.</summary>
public sealed record MatchLine(TrackDescription? Wanted, TrackDescription? Offered, string? Problem)
{
    const double LongestMs = 1e12;

    /// <summary>Reads a line; never throws.</summary>
    public static MatchLine Read(string line)
    {
        try
        {
            var pair = JsonSerializer.Deserialize<PairJson>(line, JsonSerializerOptions.Web);
            return Missing(pair) is { } missing
                ? new(null, null, $"{missing} is missing: a line is {{\"wanted\":{{\"title\":…,\"artists\":[…]}},\"offered\":{{…}}}}.")
                : new(Of(pair!.Wanted!), Of(pair.Offered!), null);
        }
        catch (JsonException wrong)
        {
            return new(null, null, wrong.Path is { Length: > 0 } and not "$" ? $"{wrong.Path[2..]} is no value that belongs there." : "this is no JSON object.");
        }
    }

    static string? Missing(PairJson? pair) =>
        pair?.Wanted is null ? "\"wanted\"" : pair.Offered is null ? "\"offered\"" : pair.Wanted.Title is null ? "\"wanted.title\"" : pair.Offered.Title is null ? "\"offered.title\"" : null;

    static TrackDescription Of(TrackJson track) =>
        new(track.Title!, [.. (track.Artists ?? []).OfType<string>()], track.DurationMs is { } length ? (long)Math.Clamp(length, 0, LongestMs) : null, track.Isrc);

    sealed record PairJson(TrackJson? Wanted, TrackJson? Offered);

    sealed record TrackJson(string? Title, List<string?>? Artists, double? DurationMs, string? Isrc);
}
