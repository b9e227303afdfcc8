using System.Globalization;

namespace Cratehand.Music.Tracks.Matching;

/// <summary>What two lengths say.</summary>
/// <param name="IsKnown">Both are.</param>
/// <param name="Share">Their difference as a share of the wanted one.</param>
readonly record struct LengthGate(bool IsKnown, double Seconds, double Share, bool IsShorter, string Text)
{
    /// <summary>Up to here one recording may differ between shops.</summary>
    public const double Fair = 0.05;

    /// <summary>From here on it is another recording, whatever it is called.</summary>
    public const double Far = 0.10;

    const double CloseSeconds = 2.5;

    /// <summary>As alike as two encodes of one recording.</summary>
    public bool IsClose => IsKnown && Seconds <= CloseSeconds && Share <= Far;

    public static LengthGate Of(long? wantedMs, long? offeredMs)
    {
        if (wantedMs is not > 0 || offeredMs is not > 0)
        {
            return new(false, 0, 0, false, "a length is not known");
        }

        var (wanted, offered) = (wantedMs.Value / 1000.0, offeredMs.Value / 1000.0);
        var off = Math.Abs(wanted - offered);
        var text = off < 1 ? $"the lengths are the same ({Clock(wanted)})" : $"the lengths are {Clock(wanted)} and {Clock(offered)}";
        return new(true, off, off / wanted, offered < wanted, text);
    }

    /// <summary>What the lengths leave open.</summary>
    /// <param name="isCertain">Nothing but the length is in question: the artist is credited, the titles are alike.</param>
    public IEnumerable<Doubt> Doubts(bool isCertain)
    {
        if (!IsKnown)
        {
            yield return new Doubt("without both lengths an excerpt or a mix would not show", isCertain ? 0.15 : 0.3, IsOpen: !isCertain);
        }
        else if (Share > Fair || (!isCertain && !IsClose))
        {
            yield return new Doubt($"{Seconds.ToString("0", CultureInfo.InvariantCulture)} s apart", 0.2 + Share, IsOpen: true);
        }
        else
        {
            yield return new Doubt($"{Seconds.ToString("0.#", CultureInfo.InvariantCulture)} s apart", IsClose ? 0 : 0.04 + Share, IsOpen: false);
        }
    }

    static string Clock(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Min(Math.Round(seconds), 1e9));
        return time.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");
    }
}
