using System.Text.Json;

namespace Cratehand.Music.Sources;

/// <summary>The mark of a source with several lists: for each list what it looked like when it was read to its end.</summary>
sealed class ListMarks
{
    readonly SortedDictionary<string, string> _stamps;

    ListMarks(SortedDictionary<string, string> stamps) => _stamps = stamps;

    /// <summary>A text that cannot be read counts as none: the lists are then read afresh.</summary>
    public static ListMarks Read(string? mark)
    {
        try
        {
            return new(mark is null ? new(StringComparer.Ordinal) : new(JsonSerializer.Deserialize<Dictionary<string, string>>(mark) ?? [], StringComparer.Ordinal));
        }
        catch (JsonException)
        {
            return new(new(StringComparer.Ordinal));
        }
    }

    public bool Knows(string list) => _stamps.ContainsKey(list);

    public bool IsAsBefore(string list, string? stamp) => stamp is not null && _stamps.GetValueOrDefault(list) == stamp;

    public void Set(string list, string? stamp) => _stamps[list] = stamp ?? "";

    /// <summary>Forgets lists that are gone.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Keep(IReadOnlySet<string> there)
    {
        var gone = _stamps.Keys.Where(list => !there.Contains(list)).ToList();
        gone.ForEach(list => _stamps.Remove(list));
        return gone.Count > 0;
    }

    public override string ToString() => JsonSerializer.Serialize(_stamps);
}
