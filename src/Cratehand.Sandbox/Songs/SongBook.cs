namespace Cratehand.Sandbox.Songs;

/// <summary>All songs there are, made by arithmetic: the same index is the same song on every machine and in every run.</summary>
public static class SongBook
{
    /// <summary>How many songs have an id. More than any library a test seeds.</summary>
    public const int Count = 100_000;

    /// <summary>One song among the SoundCloud likes is honestly long: fourteen minutes are no mix.</summary>
    public const int LongSong = 112;

    static readonly string[] Moods =
    [
        "Amber", "Silent", "Electric", "Hollow", "Velvet", "Broken", "Golden", "Distant", "Paper", "Neon", "Crystal", "Slow",
        "Northern", "Burning", "Pale", "Second", "Liquid", "Restless", "Quiet", "Crimson", "Weightless", "Hidden", "Lunar",
        "Marble", "Copper", "Endless", "Gentle", "Wild", "Frozen", "Inner", "Midnight", "Analog", "Sudden", "Tidal", "Double",
        "Vacant", "Bright",
    ];

    static readonly string[] Things =
    [
        "River", "Signal", "Garden", "Machine", "Horizon", "Window", "Engine", "Harbour", "Mirror", "Avenue", "Satellite",
        "Orchard", "Tunnel", "Letter", "Carnival", "Compass", "Lantern", "Station", "Echo", "Summer", "Winter", "Parade",
        "Circuit", "Desert", "Island", "Ballroom", "Meridian", "Feather", "Cathedral", "Motor", "Skyline", "Current",
        "Monument", "Voltage", "Arcade", "Prism", "Harvest", "Corridor", "Atlas", "Pulse", "Daylight",
    ];

    static readonly string[] Names =
    [
        "Aria Vale", "Kōdō Drift", "The Paper Lanterns", "Mira Solace", "Björn Älv", "Night Ferry", "Lowtide Union", "Sable & Finch",
        "Joana Ruas", "Echo Cartel", "DJ Marl", "Petra Novák", "Hexagon Youth", "Ola Wren", "Cassette Theory", "Yuki Aoba",
        "Fourth Meridian", "Lena Krause", "Tomás Ríos",
    ];

    /// <summary>The song of an index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative or not below <see cref="Count"/>.</exception>
    public static Song At(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);

        return new Song(
            index,
            TitleOf(index),
            Names[index % Names.Length],
            index % 6 == 5 ? Names[(index + 7) % Names.Length] : null,
            DurationOf(index),
            84 + (index * 29 % 90),
            new MusicalKey(index * 7 % 12, IsMinor: index % 3 != 0));
    }

    // 37 and 41 share no factor, so 1,517 songs pass before a pair of words returns; then it gets a number.
    static string TitleOf(int index)
    {
        var title = $"{Moods[index % Moods.Length]} {Things[index % Things.Length]}";
        var round = index / (Moods.Length * Things.Length);
        return round == 0 ? title : $"{title} {round + 1}";
    }

    // Short as songs go, so that nobody waits for their audio, and well clear of a 30-second preview.
    static TimeSpan DurationOf(int index) =>
        index == LongSong ? TimeSpan.FromMinutes(14) : TimeSpan.FromSeconds(48 + (index * 13 % 45));
}
