namespace Cratehand.Music.Tests.Support;

/// <summary>Free music that <c>tests/fetch-music.sh</c> brought, and what is made of it.</summary>
static class FreeMusic
{
    /// <summary>All of it, and every transposition: for the soak. Otherwise a fair sample.</summary>
    public static bool Everything { get; } = Environment.GetEnvironmentVariable("CRATEHAND_MUSIC") == "all";

    static readonly string Root =
        Environment.GetEnvironmentVariable("CRATEHAND_TEST_MUSIC")
        ?? Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME") ?? Path.Combine(Environment.GetEnvironmentVariable("HOME") ?? "/", ".cache"),
            "cratehand-test-music");

    /// <summary>Scores with a tempo of their own that does not change.</summary>
    public static IReadOnlyList<(string Name, MidiFile Score, double Bpm)> Scores() =>
        [.. Files("openttd-openmsx", "*.mid").Select(path => (Name: Path.GetFileNameWithoutExtension(path), Score: new MidiFile(path)))
            .Where(piece => piece.Score.Tempi.Count == 1).Select(piece => (piece.Name, piece.Score, piece.Score.Tempi[0]))];

    /// <summary>Recordings long enough for an excerpt.</summary>
    public static IReadOnlyList<string> Recordings() =>
        [.. Files("wesnoth-1.16-music", "*.ogg").Concat(Files("singularity-music", "*.ogg")).Where(path => new FileInfo(path).Length > 1_500_000)];

    /// <summary>A score as an orchestra of samples plays it, so many semitones higher.</summary>
    public static string Play(MidiFile score, double bpm, int semitones, double seconds, string path)
    {
        var moved = Path.ChangeExtension(path, ".mid");
        score.Save(moved, semitones, seconds, bpm);
        Shell.Run("fluidsynth", "-ni", "-q", "-g", "0.4", "-r", "44100", "-F", path, Files("timgm6mb-soundfont", "*.sf2")[0], moved);
        return path;
    }

    /// <summary>An excerpt, and the same played faster (and higher) by a factor.</summary>
    public static string Excerpt(string recording, double speed, string path)
    {
        var faster = FormattableString.Invariant($"aresample=44100,asetrate={Math.Round(44100 * speed)},aresample=44100");
        Shell.Run("ffmpeg", "-nostdin", "-v", "error", "-y", "-ss", "20", "-t", "75", "-i", recording, "-ac", "2", "-af", faster, path);
        return path;
    }

    /// <summary>A name's own number, the same on every machine: it decides to which half a piece belongs, and how far it is transposed.</summary>
    public static int NumberOf(string name) => name.Aggregate(17, (number, letter) => ((number * 31) + letter) & 0xFFFFFF);

    static IReadOnlyList<string> Files(string package, string pattern)
    {
        var folder = Path.Combine(Root, package);
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
            : throw new DirectoryNotFoundException($"The music of Debian's {package} is not in {Root}: run tests/fetch-music.sh.");
    }
}
