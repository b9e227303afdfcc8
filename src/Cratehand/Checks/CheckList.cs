using Cratehand.Cli;

namespace Cratehand.Checks;

/// <summary>What <c>cratehand doctor</c> looks at, in that order. A new check is one file beside this one and one line here.</summary>
public static class CheckList
{
    public static IReadOnlyList<ICheck> For(CommandContext context)
    {
        var settings = context.Settings;
        var tools = settings.Tools;
        return
        [
            new ConfigurationCheck(context.Effective),
            new FolderCheck("data folder", settings.Data),
            new DatabaseCheck(settings.Data),
            new FolderCheck("library folder", settings.Library),
            new FreeSpaceCheck("free space", settings.Library),
            new ToolCheck("ffmpeg", "Tools:Ffmpeg", tools.Ffmpeg, "ffmpeg", ["-hide_banner", "-version"], context.Tools),
            new ToolCheck("ffprobe", "Tools:Ffprobe", tools.Ffprobe, "ffmpeg", ["-hide_banner", "-version"], context.Tools),
            new ToolCheck("kid3-cli", "Tools:Kid3", tools.Kid3, "kid3-cli", ["-h"], context.Tools),
            new ToolCheck("bpm", "Tools:Bpm", tools.Bpm, "bpm-tools", ["-h"], context.Tools),
            new FingerprintCheck(tools.Ffmpeg, context.Tools),
            new AcquireCheck(settings.Acquire),
            new YtDlpCheck(settings.Acquire.YtDlp, tools.YtDlp, settings.Acquire.Hosts, context.Tools, context.Clock),
        ];
    }
}
