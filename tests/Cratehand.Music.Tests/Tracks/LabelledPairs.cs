using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Tests.Tracks;

/// <summary>One line of <c>matching.jsonl</c>; the page beside it says what the fields mean.</summary>
sealed record LabelledPair(string Kind, string Script, string Expected, TrackDescription Wanted, TrackDescription Offered)
{
    public bool IsSame => Expected == "same";

    public override string ToString() =>
        $"{Kind}: {Wanted.Title} / {string.Join(", ", Wanted.Artists)} => {Offered.Title} / {string.Join(", ", Offered.Artists)}";

    public static List<LabelledPair> Read(string file, Func<string, bool>? only = null) =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Tracks", file)).Where(line => only?.Invoke(line) ?? true)
            .Select(line => JsonSerializer.Deserialize<LabelledPair>(line, JsonSerializerOptions.Web)!),
    ];

    /// <summary>The half that no rule was made on.</summary>
    public static bool IsForJudging(string line) => (SHA256.HashData(Encoding.UTF8.GetBytes(line))[0] >> 4) % 2 == 1;
}

/// <summary>How often each verdict fell, by kind, and what that proves.</summary>
sealed class Confusion
{
    readonly SortedDictionary<string, int[]> _kinds = new(StringComparer.Ordinal);

    public Confusion(IEnumerable<LabelledPair> pairs)
    {
        foreach (var pair in pairs)
        {
            var verdict = TrackMatcher.Match(pair.Wanted, pair.Offered).Verdict;
            var row = $"{pair.Expected,-9} {pair.Kind}";
            _ = _kinds.TryAdd(row, new int[3]);
            _kinds[row][(int)verdict]++;
            (Positives, Negatives) = pair.IsSame ? (Positives + 1, Negatives) : (Positives, Negatives + 1);
            Found += pair.IsSame && verdict == MatchVerdict.Same ? 1 : 0;
            if (!pair.IsSame && verdict == MatchVerdict.Same)
            {
                FalseAccepts.Add(pair);
            }
        }
    }

    public int Positives { get; private set; }

    public int Negatives { get; private set; }

    public int Found { get; private set; }

    public List<LabelledPair> FalseAccepts { get; } = [];

    public double Recall => (double)Found / Positives;

    public string Text(string name)
    {
        var text = new StringBuilder($"{name}\n{"expected  kind",-34}{"same",6}{"different",11}{"unsure",8}\n");
        foreach (var (kind, verdicts) in _kinds)
        {
            text.Append($"{kind,-34}{verdicts[0],6}{verdicts[1],11}{verdicts[2],8}\n");
        }

        return text
            .Append($"recall {Found} of {Positives} = {Recall:P1}, at least {1 - UpperBound(Positives - Found, Positives):P1} (95 %, one-sided)\n")
            .Append($"false accepts {FalseAccepts.Count} of {Negatives}, at most {UpperBound(FalseAccepts.Count, Negatives):P2} (95 %, one-sided)\n")
            .ToString();
    }

    /// <summary>Clopper and Pearson's: the share at which so few or fewer would be seen in one of twenty such files. With none seen it is near 3/n.</summary>
    public static double UpperBound(int seen, int of)
    {
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < 60; i++)
        {
            var share = (low + high) / 2;
            (low, high) = AtMost(seen, of, share) > 0.05 ? (share, high) : (low, share);
        }

        return high;
    }

    static double AtMost(int seen, int of, double share)
    {
        if (seen >= of)
        {
            return 1;
        }

        var (sum, log) = (0.0, of * Math.Log(1 - share));
        for (var k = 0; k <= seen; k++)
        {
            sum += Math.Exp(log);
            log += Math.Log((of - k) / (k + 1.0)) + Math.Log(share / (1 - share));
        }

        return sum;
    }
}
