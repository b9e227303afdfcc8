namespace Cratehand.Checks;

/// <summary>ffmpeg can make fingerprints, by which a track is recognised that is already in the library.</summary>
public sealed class FingerprintCheck(string ffmpeg, IToolProbe tools) : ICheck
{
    public string Name => "fingerprint";

    public async Task<CheckResult> RunAsync(CancellationToken cancel)
    {
        var muxers = await tools.AskAsync(ffmpeg, ["-hide_banner", "-muxers"], cancel);
        return muxers?.Split('\n').Any(line => line.Contains(" chromaprint ", StringComparison.Ordinal)) == true
            ? CheckResult.Well(Name, "ffmpeg has the chromaprint muxer")
            : CheckResult.Wrong(Name, $"{ffmpeg} has no chromaprint muxer.", "Use Debian's ffmpeg, or one built with --enable-chromaprint; set Tools:Ffmpeg to it.");
    }
}
