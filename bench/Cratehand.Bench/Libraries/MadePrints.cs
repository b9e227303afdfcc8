namespace Cratehand.Bench.Libraries;

/// <summary>
/// Fingerprints as a mass of music has them: items hold for a while, and two in five come from a pool of 200 000 that all
/// share, some far more often than others (the square of a uniform number picks them).
/// </summary>
static class MadePrints
{
    const int Items = 948;
    const int Pool = 200_000;

    public static uint[] Of(int seed)
    {
        var random = new Random(seed);
        var print = new uint[Items];
        var item = 0u;
        for (var i = 0; i < Items; i++)
        {
            item = i > 0 && random.Next(3) == 0 ? item : Next(random);
            print[i] = item;
        }

        return print;
    }

    /// <summary>The same from another encoder: one item in five has a bit or two turned over, and it begins later.</summary>
    public static uint[] Worn(uint[] print, int seed)
    {
        var random = new Random(seed);
        return [.. print.Skip(random.Next(0, 60)).Select(item => random.Next(5) > 0 ? item : item ^ (1u << random.Next(32)) ^ (1u << random.Next(32)))];
    }

    static uint Next(Random random)
    {
        if (random.Next(5) < 2)
        {
            var chance = random.NextDouble();
            return (uint)(chance * chance * Pool) * 2_654_435_761u;
        }

        return (uint)random.NextInt64(1L << 32);
    }
}
