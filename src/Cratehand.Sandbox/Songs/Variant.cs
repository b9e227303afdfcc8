namespace Cratehand.Sandbox.Songs;

/// <summary>What a recording is, compared with the song somebody liked. Numbers are part of the ids: never reorder.</summary>
public enum Variant
{
    /// <summary>The recording itself.</summary>
    Original = 0,

    /// <summary>The same band on a stage: longer, another tempo, the same name.</summary>
    Live = 1,

    /// <summary>Another artist plays it.</summary>
    Cover = 2,

    /// <summary>The recording, a quarter faster.</summary>
    SpedUp = 3,

    /// <summary>The backing without its singer.</summary>
    Karaoke = 4,

    /// <summary>An hour of a mix that only contains it.</summary>
    HourMix = 5,

    /// <summary>Thirty seconds that the artist put up to advertise it.</summary>
    Teaser = 6,
}
