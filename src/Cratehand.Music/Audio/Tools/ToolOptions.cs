namespace Cratehand.Music.Audio.Tools;

/// <summary>Where the external programs are: a name is looked up on PATH, a path is taken as it is.</summary>
public sealed record ToolOptions
{
    public string Ffmpeg { get; init; } = "ffmpeg";

    public string Ffprobe { get; init; } = "ffprobe";

    public string Kid3 { get; init; } = "kid3-cli";

    public string Bpm { get; init; } = "bpm";

    public string YtDlp { get; init; } = "yt-dlp";

    /// <summary>Short work: probing, tags. Default one minute.</summary>
    public TimeSpan QuickTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Decoding and rendering one track. Default 30 minutes, enough for a long mix on a small machine.</summary>
    public TimeSpan RenderTimeout { get; init; } = TimeSpan.FromMinutes(30);
}

/// <summary>One external program.</summary>
/// <param name="Command">A name on PATH or a path.</param>
/// <param name="Package">The Debian package it comes in.</param>
/// <param name="Setting">The setting that names it.</param>
public sealed record ExternalTool(string Command, string Package, string Setting)
{
    /// <summary>How to come by it.</summary>
    public string Install { get; init; } = $"install the Debian package {Package} (apt install {Package})";

    const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The full path of the program.</summary>
    /// <exception cref="MissingToolException">It is not installed.</exception>
    public string Find(string? searchPath) =>
        Candidates(searchPath).FirstOrDefault(IsProgram) ?? throw new MissingToolException(this);

    IEnumerable<string> Candidates(string? searchPath) =>
        Command.Contains('/', StringComparison.Ordinal)
            ? [Path.GetFullPath(Command)]
            : (searchPath ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, Command));

    static bool IsProgram(string path) =>
        !OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & AnyExecute) != UnixFileMode.None;
}

/// <summary>A program that the workflow needs is not installed; nothing can be done until it is.</summary>
public sealed class MissingToolException(ExternalTool tool)
    : Exception($"The program {tool.Command} is not installed: {tool.Install} or name its path in {tool.Setting}.")
{
    public ExternalTool Tool { get; } = tool;
}
