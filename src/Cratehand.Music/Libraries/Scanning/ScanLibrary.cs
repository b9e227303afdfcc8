using Cratehand.Jobs;

namespace Cratehand.Music.Libraries.Scanning;

/// <summary>Compare the library folder with what is on record of it.</summary>
public sealed record ScanLibrary : IJobArgs
{
    public static string Kind => "scan-library";

    /// <summary>One scan at a time; who asks while one runs waits for that.</summary>
    public const string UniqueKey = "library";
}
