using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Cratehand.Sandbox.Songs;

/// <summary>Ids that look like the services' own and carry their song within, so that no table of them is kept.</summary>
public static class Ids
{
    const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const int IndexDigits = 4;
    const long FirstSoundCloudId = 1_900_000_000;

    /// <summary>A Spotify id of 22 characters, base 62.</summary>
    /// <param name="kind"><c>track</c>, <c>album</c>, <c>artist</c> or another of Spotify's nouns.</param>
    /// <param name="number">Below 62⁴.</param>
    public static string Spotify(string kind, int number) => Digest($"spotify:{kind}:{number}", 22 - IndexDigits) + Digits(number);

    /// <summary>The song of a Spotify track id, or null.</summary>
    public static Song? SpotifySong(string id) =>
        id.Length == 22 && Number(id[^IndexDigits..]) is { } index && index < SongBook.Count && Spotify("track", index) == id
            ? SongBook.At(index)
            : null;

    /// <summary>A YouTube id of 11 characters.</summary>
    public static string YouTube(Recording recording) =>
        Digest($"youtube:{Coded(recording)}", 11 - IndexDigits) + Digits(Coded(recording));

    /// <summary>The recording of a YouTube id, or null.</summary>
    public static Recording? YouTubeRecording(string id) =>
        id.Length == 11 && Decoded(Number(id[^IndexDigits..])) is { } recording && YouTube(recording) == id ? recording : null;

    /// <summary>A SoundCloud track number, e.g. 1900000136.</summary>
    public static long SoundCloud(Recording recording) => FirstSoundCloudId + Coded(recording);

    /// <summary>The recording of a SoundCloud track number, or null.</summary>
    public static Recording? SoundCloudRecording(long id) =>
        id is < FirstSoundCloudId or > FirstSoundCloudId + int.MaxValue ? null : Decoded((int)(id - FirstSoundCloudId));

    /// <summary>Letters and digits that depend on nothing but the seed.</summary>
    public static string Digest(string seed, int length)
    {
        var number = new BigInteger(SHA256.HashData(Encoding.UTF8.GetBytes(seed)), isUnsigned: true);
        var text = new StringBuilder(length);
        for (; text.Length < length; number /= Alphabet.Length)
        {
            text.Append(Alphabet[(int)(number % Alphabet.Length)]);
        }

        return text.ToString();
    }

    static int Coded(Recording recording) => (recording.Song.Index * 8) + (int)recording.Variant;

    static Recording? Decoded(int? code) =>
        code is { } c && c / 8 < SongBook.Count && Enum.IsDefined((Variant)(c % 8)) ? new(SongBook.At(c / 8), (Variant)(c % 8)) : null;

    static string Digits(int number)
    {
        var digits = new char[IndexDigits];
        for (var i = IndexDigits - 1; i >= 0; i--, number /= Alphabet.Length)
        {
            digits[i] = Alphabet[number % Alphabet.Length];
        }

        return new string(digits);
    }

    static int? Number(string digits) =>
        digits.Aggregate((int?)0, (sum, c) => Alphabet.IndexOf(c, StringComparison.Ordinal) is >= 0 and var d ? (sum * Alphabet.Length) + d : null);
}
