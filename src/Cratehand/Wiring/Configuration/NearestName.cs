namespace Cratehand.Wiring.Configuration;

/// <summary>Finds what was meant by a name that does not exist.</summary>
public static class NearestName
{
    /// <summary>The nearest of the names, or <c>null</c> if none is near: at most a third of the letters, or two, may differ.</summary>
    public static string? Of(string name, IEnumerable<string> names)
    {
        var best = names
            .Select(candidate => (Name: candidate, Distance: DistanceOrTail(name, candidate)))
            .OrderBy(found => found.Distance)
            .FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(2, name.Length / 3) ? best.Name : null;
    }

    /// <summary>
    /// The fewest letters to insert, delete, replace or swap with their neighbour, each place touched once
    /// (Damerau-Levenshtein, optimal string alignment).
    /// </summary>
    public static int Distance(string one, string other)
    {
        var cost = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                cost[i, j] = i == 0 || j == 0 ? i + j : Cheapest(cost, one, other, i, j);
            }
        }

        return cost[one.Length, other.Length];
    }

    static int Cheapest(int[,] cost, string one, string other, int i, int j)
    {
        var differs = one[i - 1] == other[j - 1] ? 0 : 1;
        var best = Math.Min(Math.Min(cost[i - 1, j] + 1, cost[i, j - 1] + 1), cost[i - 1, j - 1] + differs);
        var swapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
        return swapped ? Math.Min(best, cost[i - 2, j - 2] + 1) : best;
    }

    // "MaxAttempts" for "Jobs:MaxAttempts": the section was forgotten, which costs many letters but is one slip.
    static int DistanceOrTail(string name, string candidate) =>
        candidate.EndsWith(':' + name, StringComparison.OrdinalIgnoreCase)
            ? 1
            : Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant());
}
