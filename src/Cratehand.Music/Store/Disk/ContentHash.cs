using System.Security.Cryptography;

namespace Cratehand.Music.Store.Disk;

/// <summary>The identity of a file's bytes.</summary>
public static class ContentHash
{
    /// <summary>SHA-256 of the whole file, lower-case hex (64 characters).</summary>
    public static async Task<string> Sha256Async(string path, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17, FileOptions.SequentialScan | FileOptions.Asynchronous);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
    }
}
