using Cratehand.Music.Audio.Fetching;

namespace Cratehand.Music.Audio.Tools;

/// <summary>All external programs of the workflow, ready to use.</summary>
public sealed class AudioTools(ToolOptions options, ToolRunner runner)
{
    public Ffprobe Ffprobe { get; } = new(runner, options);

    public Ffmpeg Ffmpeg { get; } = new(runner, options);

    public BpmTool Bpm { get; } = new(runner, options);

    public Kid3 Kid3 { get; } = new(runner, options);

    /// <summary>Used only where the owner has switched it on.</summary>
    public YtDlp YtDlp(FetchOptions limits) => new(runner, options, limits);
}
