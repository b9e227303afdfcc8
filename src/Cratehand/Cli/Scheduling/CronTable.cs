namespace Cratehand.Cli.Scheduling;

/// <summary>Puts our block into a crontab and takes it out again; every other byte stays as it is. Pure.</summary>
static class CronTable
{
    const string Begin = "# BEGIN cratehand music-sync: made by `cratehand schedules install --cron`, taken out by `cratehand schedules uninstall --cron`";
    const string Alone = " (there was no crontab before)";
    const string End = "# END cratehand music-sync";

    /// <summary>The crontab with our block at its end, or in the place of the one that is there.</summary>
    /// <param name="table">The crontab, or <c>null</c> if there is none.</param>
    /// <exception cref="FormatException">Our block has lost its end.</exception>
    public static string With(string? table, string line)
    {
        var (before, old, after) = Cut(table ?? "");
        var isAlone = table is null || old.Contains(Alone, StringComparison.Ordinal);
        var end = before.Length == 0 || before.EndsWith('\n') ? before : before + "\n";
        return $"{end}{Begin}{(isAlone ? Alone : "")}\n{line}\n{End}\n{after}";
    }

    /// <summary>The crontab without our block; <c>null</c>: there is to be no crontab, as before.</summary>
    /// <exception cref="FormatException">Our block has lost its end.</exception>
    public static string? Without(string table)
    {
        var (before, old, after) = Cut(table);
        return old.Contains(Alone, StringComparison.Ordinal) && before.Length + after.Length == 0 ? null : before + after;
    }

    /// <summary>Whether our block is in there.</summary>
    public static bool Has(string table) => Cut(table).Old.Length > 0;

    static (string Before, string Old, string After) Cut(string table)
    {
        var start = table.StartsWith(Begin, StringComparison.Ordinal) ? 0 : table.IndexOf("\n" + Begin, StringComparison.Ordinal) + 1;
        if (start == 0 && !table.StartsWith(Begin, StringComparison.Ordinal))
        {
            return (table, "", "");
        }

        var last = table.IndexOf("\n" + End + "\n", start, StringComparison.Ordinal);
        return last >= 0
            ? (table[..start], table[start..(last + End.Length + 2)], table[(last + End.Length + 2)..])
            : throw new FormatException($"The crontab has a line '{Begin[..30]}…' and no '{End}': take out what is ours by hand (crontab -e), then try again.");
    }
}
