using System.Globalization;

namespace Cratehand.Music.Tracks.Matching;

/// <summary>Words that say how something is presented, not what it is.</summary>
static class NoiseWords
{
    /// <summary>Dropped at the beginning of a title.</summary>
    public static readonly Phrases Leading = new([("", "premiere,official video,official music video,official audio,премьера,премьера клипа,free download,free dl,out now")]);

    /// <summary>Dropped at the end of a title.</summary>
    public static readonly Phrases Anywhere = new(
    [
        ("", "official music video,official video,official audio,official lyric video,official lyrics video,official hd video,official 4k video,official video hd,official hd music video,official mv,official visualizer,official visualiser,lyric video,lyrics video,music video,official music video hd,video oficial,clip officiel,videoclip,video clip"),
        ("", "with lyrics,lyrics,lyric,visualizer,visualiser,hd,hq,4k,uhd,1080p,720p,hq audio,hd audio,m v,mv,free dl,free download,out now,premiere,premiere ci,full hd,officialvideo,audio officiel,audio oficial,official,premiere clip"),
        ("", "официальный клип,клип,премьера клипа,премьера песни,премьера,текст песни,official clip,فيديو كليب,كلمات,حصريا,뮤직비디오,가사,στίχοι,קליפ רשמי"),
    ]);

    static readonly HashSet<string> Words =
    [
        .. (
            "official music video audio lyric lyrics hd hq hd4k 4k uhd 1080p 720p 480p mv visualizer visualiser clip videoclip videoclipe oficial officiel officielle offizielles ufficiale " +
            "free dl download out now premiere exclusive explicit with testo letra paroles songtext subtitulado full song new track bonus stereo album original soundtrack ost theme hires hi res quality high " +
            "клип официальный официальная премьера клипа песни песня аудио текст видео слова lyricvideo musicvideo " +
            "فيديو كليب كلمات حصريا رسمي الرسمي النسخة الاصلية 가사 뮤직비디오 공식 στιχοι επισημο βιντεο קליפ רשמי הרשמי מילים sub " +
            "歌詞付き 歌詞 公式 ミュージックビデオ 音源 高音質 フル 中字").Split(' ').SelectMany(TextFold.Words),
    ];

    // Nothing on one side; on both, they may tell two recordings apart.
    static readonly HashSet<string> Marks = ["m", "v", "f", "c", "t", "e", "x", "eng", "ita", "esp", "romaji", "kanji"];

    // These end a name and nothing else; of the other labels' words each may also say what is heard: "Karaoke Music".
    static readonly HashSet<string> Firms = ["records", "recordings", "record", "label", "rec", "recs"];

    static readonly HashSet<string> Labels = [.. Firms, "release", "audio", "tune", "music"];

    static readonly HashSet<string> Sources = ["from", "aus", "из", "taken"];

    static readonly HashSet<string> Origins = [.. Sources, "ost", "soundtrack"];

    static readonly HashSet<string> Works =
        ["the", "original", "motion", "picture", "film", "movie", "series", "game", "album", "single", "dem", "der", "фильма", "сериала", "альбома", "к", "ф"];

    static readonly HashSet<string> WorkEndings = ["original", "soundtrack", "ost", "score", "movie", "film", "album"];

    /// <summary>Whether all of it is noise: presentation, a label or where it is taken from.</summary>
    public static bool IsAll(IReadOnlyList<string> words) =>
        words.Count == 0 || IsPresentation(words) || (words.Count > 1 && (Labels.Contains(words[^1]) || Origins.Contains(words[0])));

    /// <summary>Whether it is the year it came out: in brackets that says nothing. Any other number there does: it is the second of that name.</summary>
    public static bool IsYear(IReadOnlyList<string> words) => words is [{ Length: 4 } year] && int.TryParse(year, CultureInfo.InvariantCulture, out var number) && number is >= 1900 and < 2100;

    /// <summary>Whether a part that is noise, but for its words of a version, has no name they might belong to.</summary>
    /// <param name="rest">The part without those words.</param>
    public static bool IsVersion(IReadOnlyList<string> words, IReadOnlyList<string> rest) =>
        words.Count > 0 && !Sources.Contains(words[0]) && !Firms.Contains(words[^1]) && rest.All(word => Words.Contains(word) || Labels.Contains(word));

    /// <summary>What of a part that is noise tells one piece from another, where another stands in its place: what it is from, the label, the language, the year.</summary>
    public static List<string> Telling(IReadOnlyList<string> words) =>
        IsPresentation(words) ? [.. words.Where(Marks.Contains)]
        : Origins.Contains(words[0]) ? WithoutEnd(WithoutStart(WithoutStart([.. words], Origins), Works), WorkEndings)
        : WithoutEnd([.. words], Labels);

    /// <summary>Whether a part that is noise calls the piece the theme, or one of the soundtrack: under a film's name these may be two.</summary>
    public static IEnumerable<string> Roles(IReadOnlyList<string> words) =>
        words.Select(word => word is "ost" ? "soundtrack" : word).Where(word => word is "theme" or "soundtrack");

    static bool IsPresentation(IReadOnlyList<string> words) => words.All(word => Words.Contains(word) || Marks.Contains(word));

    static List<string> WithoutStart(List<string> words, HashSet<string> dropped) => words[Math.Min(words.TakeWhile(dropped.Contains).Count(), words.Count - 1)..];

    static List<string> WithoutEnd(List<string> words, HashSet<string> dropped) =>
        words[..Math.Max(1, words.Count - Enumerable.Reverse(words).TakeWhile(dropped.Contains).Count())];
}
