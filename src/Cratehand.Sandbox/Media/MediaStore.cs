using System.Collections.Concurrent;
using Cratehand.Sandbox.Songs;

namespace Cratehand.Sandbox.Media;

/// <summary>The files behind the media host: made when first asked for, kept in a folder, the same on every machine.</summary>
public sealed class MediaStore(string folder, Encoder encoder)
{
    public static readonly TimeSpan PreviewLength = TimeSpan.FromSeconds(30);

    // Longer music is a loop: nobody listens to the sandbox, and an hour of floats would fill the memory.
    static readonly TimeSpan Loop = TimeSpan.FromSeconds(100);
    readonly ConcurrentDictionary<string, Lazy<Task<string>>> _files = new();

    /// <summary>The path of a recording's file.</summary>
    /// <param name="recording">What sounds.</param>
    /// <param name="extension">One of <see cref="Encoder.Types"/>.</param>
    /// <param name="isPreview">Only its first thirty seconds.</param>
    /// <exception cref="InvalidOperationException">It cannot be encoded; the next call tries again.</exception>
    public async Task<string> FileAsync(Recording recording, string extension, bool isPreview = false)
    {
        var path = Path.Combine(folder, $"{recording.Name}{(isPreview ? ".preview" : "")}.{extension}");
        var making = _files.GetOrAdd(path, p => new(() => MakeOnceAsync(p, recording, extension, isPreview)));
        try
        {
            return await making.Value;
        }
        catch
        {
            _files.TryRemove(KeyValuePair.Create(path, making));
            throw;
        }
    }

    async Task<string> MakeOnceAsync(string path, Recording recording, string extension, bool isPreview)
    {
        if (File.Exists(path))
        {
            return path;
        }

        Directory.CreateDirectory(folder);
        var half = $"{path}.{Guid.NewGuid():N}.{extension}";
        await MakeAsync(half, recording, extension, isPreview);

        // Two sandboxes may make the same file at once: it is the same, so either may win.
#pragma warning disable RS0030
        File.Move(half, path, overwrite: true);
#pragma warning restore RS0030
        return path;
    }

    async Task MakeAsync(string path, Recording recording, string extension, bool isPreview)
    {
        if (isPreview)
        {
            await encoder.EncodeAsync(await FileAsync(recording, "wav"), path, PreviewLength);
        }
        else if (extension != "wav")
        {
            await encoder.EncodeAsync(await FileAsync(recording, "wav"), path, length: null);
        }
        else if (recording.Duration <= Loop)
        {
            WavFile.Write(path, MusicMaker.Make(PieceOf(recording, recording.Duration.TotalSeconds)));
        }
        else
        {
            await LoopAsync(path, recording);
        }
    }

    async Task LoopAsync(string path, Recording recording)
    {
        var bars = Math.Floor(Loop.TotalSeconds / (4 * 60 / recording.Bpm));
        var loop = $"{path}.loop.wav";
        WavFile.Write(loop, MusicMaker.Make(PieceOf(recording, bars * 4 * 60 / recording.Bpm)));
        await encoder.EncodeAsync(loop, path, recording.Duration);
        File.Delete(loop);
    }

    static Piece PieceOf(Recording recording, double seconds) =>
        new(recording.Bpm, recording.Tonic, recording.Song.Key.IsMinor, seconds)
        {
            Title = recording.Title,
            Seed = (recording.Song.Index * 8) + (int)recording.Variant + 1,
        };
}
