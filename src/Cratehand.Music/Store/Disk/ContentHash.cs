using System.Security.Cryptography;

namespace Cratehand.Music.Store.Disk;

/// <summary>The identity of a file's bytes.</summary>
public static class ContentHash
{
    /// <summary>SHA-256 of the whole file, lower-case hex (64 characters).</summary>
    public static async Task<string> Sha256Async(string path, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17, FileOptions.SequentialScan | FileOptions.Asynchronous);
        return await Sha256Async(file, cancel);
    }

    /// <summary>Likewise, of what is left of a stream.</summary>
    public static async Task<string> Sha256Async(Stream bytes, CancellationToken cancel) => Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, cancel));
}
