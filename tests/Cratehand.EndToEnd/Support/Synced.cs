using System.Text.Json;

namespace Cratehand.EndToEnd.Support;

/// <summary>What <c>sync --json</c> said, read as another program reads it.</summary>
sealed record Synced(Ran Ran, IReadOnlyList<Item> Items)
{
    public int ExitCode => Ran.ExitCode;

    /// <summary>The one item.</summary>
    public Item Item => Items is [var item] ? item : throw new InvalidOperationException(Ran.All);

    public static Synced Of(Ran ran)
    {
        try
        {
            return new(ran, JsonDocument.Parse(ran.Output).RootElement.GetProperty("items").Deserialize<List<Item>>(JsonSerializerOptions.Web)!);
        }
        catch (JsonException)
        {
            return new(ran, []); // no items: the test that wants some shows all that was said
        }
    }

    public Item Ends(int exitCode, string outcome)
    {
        Assert.True(ExitCode == exitCode && Item.Outcome == outcome, $"wanted exit {exitCode}, {outcome}:\n{Ran.All}");
        return Item;
    }
}

sealed record Item(
    string Input, string? Outcome, string Reason, string? Cause, string? ObtainedBy, Guid? Run, ItemTrack? Track, IReadOnlyList<ItemFile> Files,
    ItemMeasured? Measured, IReadOnlyList<ItemStep> Steps);

sealed record ItemTrack(string Title, IReadOnlyList<string> Artists, string? Isrc, double? DurationSeconds);

sealed record ItemFile(string Path, string Format, string Sha256, double DurationSeconds);

sealed record ItemMeasured(
    double? Bpm, double? BpmConfidence, IReadOnlyList<double>? BpmCandidates, string? Key, string? Camelot, string? OpenKey, double? KeyConfidence,
    double? LoudnessLufs, double? TruePeakDbtp, long? Overs);

sealed record ItemStep(string Name, string Outcome, long? Milliseconds);

sealed record ListedTrack(Guid Id, string Title, IReadOnlyList<string> Artists, bool FromLossy, bool Shelved, string ObtainedBy, IReadOnlyList<ListedFile> Files);

sealed record ListedFile(string Path, string Format, string Sha256, bool Exists);
