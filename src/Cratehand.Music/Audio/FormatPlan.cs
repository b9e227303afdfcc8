using Cratehand.Music.Audio.Tools;

namespace Cratehand.Music.Audio;

/// <summary>Which formats a track is kept in, by the kind of its source. Words: <c>aiff, wav, flac, alac, original</c>.</summary>
public sealed record FormatOptions
{
    /// <summary>The word for keeping the source's own file.</summary>
    public const string Original = "original";

    /// <summary>For FLAC, WAV, AIFF, ALAC. Default one AIFF.</summary>
    public IReadOnlyList<string> Lossless { get; init; } = ["aiff"];

    /// <summary>For MP3 and AAC, which DJ programs play. Default the original: no rendering makes it better.</summary>
    public IReadOnlyList<string> Lossy { get; init; } = [Original];

    /// <summary>For Opus, Vorbis and the like, which DJ programs do not play. Default one AIFF of 16 bits.</summary>
    public IReadOnlyList<string> OtherLossy { get; init; } = ["aiff"];
}

/// <summary>What is to be made of one source. Pure.</summary>
/// <param name="Formats">Words of <see cref="FormatOptions"/>.</param>
/// <param name="Bits">Of the rendered ones: 24 for a lossless source of more than 16 bits, else 16.</param>
public sealed record FormatPlan(IReadOnlyList<string> Formats, int Bits)
{
    /// <summary>Whether the source's own file is kept.</summary>
    public bool KeepsOriginal => Formats.Contains(FormatOptions.Original);

    /// <summary>The formats that are rendered.</summary>
    public IEnumerable<AudioFormat> Rendered =>
        Formats.Where(word => word != FormatOptions.Original).Select(word => Enum.Parse<AudioFormat>(word, ignoreCase: true));

    /// <summary>The plan for a source. What is asked for and is the original's own format is not made a second time beside it.</summary>
    public static FormatPlan For(Probe source, FormatOptions options)
    {
        var wanted = source switch
        {
            { IsLossless: true } => options.Lossless,
            { Codec: "mp3" or "aac" } => options.Lossy,
            _ => options.OtherLossy,
        };
        var formats = wanted.Contains(FormatOptions.Original) ? wanted.Where(word => word != OwnFormat(source)) : wanted;
        return new FormatPlan([.. formats], source is { IsLossless: true, Bits: > 16 } ? 24 : 16);
    }

    static string? OwnFormat(Probe source) =>
        (source.Container, source.Codec) switch
        {
            ("aiff", _) => "aiff",
            ("wav", _) => "wav",
            ("flac", _) => "flac",
            (_, "alac") => "alac",
            _ => null,
        };
}
