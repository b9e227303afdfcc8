using Cratehand.Music.Audio.Tools;

namespace Cratehand.Music.Audio.Containers;

/// <summary>
/// The ending that a file must bear for what is in it. Kid3 goes by it alone: an MP4 that is called <c>.mp3</c> would get an ID3 header
/// that shifts all its audio. Pure.
/// </summary>
static class FileEnding
{
    /// <summary>With its dot: the file's own where it fits, else the usual one.</summary>
    public static string For(Probe audio, string path)
    {
        var own = Path.GetExtension(path);
        var fitting = Fitting(audio, own);
        return fitting.Contains(own, StringComparer.OrdinalIgnoreCase) ? own : fitting[0];
    }

    static string[] Fitting(Probe audio, string own) => audio.Container.Split(',')[0] switch
    {
        "aiff" => [".aiff", ".aif"],
        "asf" => [".wma"],
        "matroska" => [".mka", ".mkv", ".webm"],
        "mov" => [".m4a", ".m4b", ".m4p", ".mp4"],
        "mp3" => audio.Codec == "mp2" ? [".mp2", ".mp3"] : [".mp3"],
        "ogg" => Ogg(audio.Codec),
        "aac" or "ape" or "caf" or "dsf" or "flac" or "tta" or "w64" or "wav" or "wv" => ["." + audio.Container],
        _ => [own],
    };

    static string[] Ogg(string codec) => codec switch
    {
        "opus" => [".opus"],
        "speex" => [".spx"],
        "flac" => [".oga"],
        _ => [".ogg", ".oga"],
    };
}
