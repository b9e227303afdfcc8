using System.IO.Compression;
using System.Security.Cryptography;
using Cratehand.Music.Store.Disk;

namespace Cratehand.Music.Sources.DropFolder;

/// <summary>
/// Unpacks the audio of a zip archive into a work area. Names in the archive choose no path; what it says of sizes is not
/// believed, only what comes out is counted. The archive stays as it is.
/// </summary>
sealed class Archive(DropOptions options)
{
    const int LongestName = 200;

    static readonly string[] Foreign = [".rar", ".7z", ".tar", ".gz", ".tgz", ".xz"];

    public static bool IsArchive(string name) => IsZip(name) || Foreign.Contains(Path.GetExtension(name).ToLowerInvariant());

    /// <summary>Adds a detection for each audio file in it, and one that stands for the archive where nothing can be had from it.</summary>
    public async Task LookAsync(string path, string name, Finds found, bool isRehearsal, CancellationToken cancel)
    {
        if (!IsZip(name))
        {
            found.Left.Add($"{name} is no zip archive: unpack it into the drop folder");
            return;
        }

        var hash = await ContentHash.Sha256Async(path, cancel);
        var taken = new List<Detection>();
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(path, cancel);
            var audio = AudioOf(zip);
            if (isRehearsal)
            {
                found.Left.Add($"{name} would be unpacked: {audio.Count} audio files");
                return;
            }

            await UnpackAsync(audio, Path.Combine(options.Unpacked, hash), taken, cancel);
            found.Items.AddRange(taken);
            found.Left.AddRange(audio.Count == 0 ? [$"{name} holds no audio"] : []);
        }
        catch (Exception broken) when (broken is InvalidDataException or NotSupportedException)
        {
            Clear(Path.Combine(options.Unpacked, hash));
            found.Items.Add(Refused(path, name, hash, broken.Message));
        }
    }

    static bool IsZip(string name) => name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    static Detection Refused(string path, string name, string hash, string why) =>
        new($"file:{hash}", path, Signal.Dropped, new(Path.GetFileName(name), [])) { Unfit = $"Nothing was taken from this archive: {why}" };

    List<ZipArchiveEntry> AudioOf(ZipArchive zip) =>
        zip.Entries.Count > options.MaxEntries
            ? throw new InvalidDataException($"it holds {zip.Entries.Count} entries, more than {options.MaxEntries}.")
            : [.. zip.Entries.Where(entry => AudioNames.IsAudio(entry.Name) && !IsJunk(entry))];

    // What macOS adds, and files that hide.
    static bool IsJunk(ZipArchiveEntry entry) => LastOf(entry.Name).StartsWith('.') || entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal);

    async Task UnpackAsync(List<ZipArchiveEntry> audio, string folder, List<Detection> taken, CancellationToken cancel)
    {
        Clear(folder); // of a try that was killed
        var left = options.MaxUnpackedBytes;
        for (var i = 0; i < audio.Count; i++)
        {
            var place = Directory.CreateDirectory(Path.Combine(folder, $"{i + 1}")).FullName;
            var path = Path.Combine(place, SafeName(audio[i].Name));
            var (bytes, hash) = await UnpackAsync(audio[i], path, left, cancel);
            left -= bytes;
            taken.Add(DropFolderSource.Dropped(path, hash));
        }
    }

    async Task<(long Bytes, string Hash)> UnpackAsync(ZipArchiveEntry entry, string path, long most, CancellationToken cancel)
    {
        await using var from = await entry.OpenAsync(cancel);
        await using var to = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 17];
        long done = 0;
        for (int read; (read = await from.ReadAsync(buffer, cancel)) > 0;)
        {
            done += read;
            if (done > most)
            {
                throw new InvalidDataException($"it unpacks to more than {options.MaxUnpackedBytes >> 20} MB. Unpack it yourself if you trust it.");
            }

            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), cancel);
        }

        return (done, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    // The last part, whichever slash was used; it names the file in a folder of ours and nothing else.
    static string SafeName(string name)
    {
        var last = LastOf(name).Replace("\0", "", StringComparison.Ordinal);
        var ending = Path.GetExtension(last);
        return last.Length > ending.Length && System.Text.Encoding.UTF8.GetByteCount(last) <= LongestName ? last : "track" + ending;
    }

    static string LastOf(string name) => name[(name.LastIndexOf('\\') + 1)..];

    static void Clear(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
