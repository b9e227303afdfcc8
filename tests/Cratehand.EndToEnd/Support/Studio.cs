using System.Collections.Concurrent;
using Cratehand.EndToEnd.Support;
using Cratehand.Sandbox.Media;

[assembly: AssemblyFixture(typeof(Studio))]

namespace Cratehand.EndToEnd.Support;

/// <summary>Music made here, of known tempo, key and length, once for all tests. Copy it before you change it.</summary>
public sealed class Studio : IDisposable
{
    /// <summary>126 BPM, A minor, 20 s.</summary>
    public static readonly Piece Minor = new(126, Tonic: 9, IsMinor: true, Seconds: 20) { Seed = 7 };

    /// <summary>A few seconds, where only the way of the file matters.</summary>
    public static readonly Piece Brief = new(128, Tonic: 2, IsMinor: false, Seconds: 6) { Seed = 11 };

    /// <summary>Tags that a test finds again.</summary>
    public static readonly string[] Named = ["-metadata", "artist=Sandbox Orchestra", "-metadata", "title=Loopback (Extended Mix)", "-metadata", "isrc=GBAYE0000001"];

    readonly string _folder = Directory.CreateTempSubdirectory("cratehand-e2e-music-").FullName;
    readonly ConcurrentDictionary<string, Lazy<Task<string>>> _made = new();

    public Task<string> WavAsync(Piece piece, int bits = 16) =>
        OnceAsync($"{piece.Bpm}-{piece.Tonic}-{piece.Seconds}-{piece.SampleRate}-{piece.Seed}-{bits}.wav", path => Task.Run(() => WavFile.Write(path, MusicMaker.Make(piece), bits)));

    public Task<string> SilenceAsync() =>
        OnceAsync("silence.wav", path => Task.Run(() => WavFile.Write(path, Signals.Silence(5))));

    /// <summary>The piece by ffmpeg, with its own choice of codec for the name's ending unless told.</summary>
    public Task<string> AsAsync(string name, Piece piece, params string[] options) =>
        OnceAsync(name, async path => await Shell.OutputAsync(
            "ffmpeg", ["-nostdin", "-v", "error", "-i", await WavAsync(piece), .. options, path]));

    /// <summary>A small picture, as covers are.</summary>
    public Task<string> CoverAsync() =>
        OnceAsync("cover.jpg", path => Shell.OutputAsync("ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", "testsrc=size=64x64", "-frames:v", "1", path));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    Task<string> OnceAsync(string name, Func<string, Task> make) =>
        _made.GetOrAdd(name, _ => new(async () =>
        {
            var path = Path.Combine(_folder, name);
            await make(path);
            return path;
        })).Value;
}
