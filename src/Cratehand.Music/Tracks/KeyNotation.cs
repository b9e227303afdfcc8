namespace Cratehand.Music.Tracks;

/// <summary>How a musical key is written: the same 24 keys in the three spellings DJ software reads.</summary>
public enum KeyNotation
{
    /// <summary><c>Am</c>, <c>F#</c>, <c>Ebm</c>: what ID3's <c>TKEY</c> asks for. Flats, but F#.</summary>
    Standard,

    /// <summary><c>8A</c> (minor), <c>8B</c> (major): the wheel of Mixed In Key and rekordbox.</summary>
    Camelot,

    /// <summary><c>1m</c> (minor), <c>1d</c> (major): the wheel of Traktor.</summary>
    OpenKey,
}
