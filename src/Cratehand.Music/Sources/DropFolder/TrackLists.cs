using System.Globalization;
using Cratehand.Music.Store.Disk;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Sources.DropFolder;

/// <summary>
/// Reads lists of tracks: M3U/M3U8 playlists and Exportify's CSV. A list may name what is on the web or in the drop folder; no
/// other file of the machine is opened because a list says so.
/// </summary>
sealed class TrackLists(DropOptions options)
{
    const string Spotify = "spotify:track:";

    static readonly char[] Signs = [',', ';', '\t'];

    public static bool IsList(string name) => IsCsv(name) || Path.GetExtension(name).ToLowerInvariant() is ".m3u" or ".m3u8";

    public async Task LookAsync(string path, string name, Finds found, CancellationToken cancel)
    {
        if (new FileInfo(path).Length > options.MaxListBytes)
        {
            found.Left.Add($"{name} is too large for a list");
            return;
        }

        var text = await File.ReadAllTextAsync(path, cancel);
        if (IsCsv(name))
        {
            ReadCsv(text.TrimStart('\ufeff'), name, found);
        }
        else
        {
            await ReadM3uAsync(text, path, name, found, cancel);
        }
    }

    static bool IsCsv(string name) => name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    // Exportify writes commas; Excel in much of Europe makes semicolons of them.
    static void ReadCsv(string text, string name, Finds found)
    {
        try
        {
            var sign = Signs.FirstOrDefault(sign => Uri(Heads(text, sign)) is not null);
            if (sign == default)
            {
                found.Left.Add($"{name} is no list of tracks: it has no column Track URI");
                return;
            }

            ReadRows(new CsvText(text, sign).Rows().Skip(1), Heads(text, sign), found);
        }
        catch (InvalidDataException broken)
        {
            found.Left.Add($"{name} cannot be read to its end, {broken.Message}: mend that line or export the list anew");
        }
    }

    static List<string> Heads(string text, char sign) => new CsvText(text, sign).Rows().FirstOrDefault()?.Select(head => head.Trim()).ToList() ?? [];

    static void ReadRows(IEnumerable<IReadOnlyList<string>> rows, List<string> heads, Finds found)
    {
        var (uri, title, artists) = (Uri(heads), Column(heads, "Track Name"), Column(heads, "Artist Name(s)"));
        var (length, isrc) = (Column(heads, "Track Duration (ms)", "Duration (ms)"), Column(heads, "ISRC"));
        foreach (var row in rows)
        {
            string? Cell(int? column) => column is { } c && c < row.Count && row[c].Trim() is { Length: > 0 } cell ? cell : null;
            found.Items.AddRange(OfRow(Cell(uri), new(Cell(title) ?? "", Names(Cell(artists)), Number(Cell(length)), TrackName.NormalIsrc(Cell(isrc)))));
        }
    }

    static int? Uri(List<string> heads) => Column(heads, "Track URI", "Spotify URI", "Spotify ID", "Track ID");

    static IEnumerable<Detection> OfRow(string? uri, TrackDescription what)
    {
        var id = uri?.StartsWith(Spotify, StringComparison.Ordinal) == true ? uri[Spotify.Length..] : uri;
        if (id is { Length: 22 } && id.All(char.IsAsciiLetterOrDigit))
        {
            return [new(Spotify + id, $"https://open.spotify.com/track/{id}", Signal.Listed, what)];
        }

        return uri is null ? [] : [new(uri, uri, Signal.Listed, what) { Unfit = "The list names no track of Spotify here, but a file on a disk or an episode: put the file into the drop folder." }];
    }

    async Task ReadM3uAsync(string text, string path, string name, Finds found, CancellationToken cancel)
    {
        var (said, elsewhere) = ((TrackDescription?)null, 0);
        foreach (var line in text.TrimStart('\ufeff').Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith('#'))
            {
                said = line.StartsWith("#EXTINF:", StringComparison.OrdinalIgnoreCase) ? Info(line[8..]) : said;
                continue;
            }

            if (TrackLink.Parse(line) is { } link)
            {
                found.Items.Add(new(link.Identity, link.Canonical, Signal.Listed, said ?? new(link.Shown, [])));
            }
            else if (Inside(line, path) is { } file)
            {
                found.Items.Add(DropFolderSource.Dropped(file, await ContentHash.Sha256Async(file, cancel)));
            }
            else
            {
                elsewhere++;
            }

            said = null;
        }

        found.Left.AddRange(elsewhere > 0 ? [$"{elsewhere} files that {name} names are not in the drop folder: put them there"] : []);
    }

    // A link in the folder could lead out of it.
    string? Inside(string line, string list)
    {
        if (line.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var full = Path.GetFullPath(line.Replace('\\', '/'), Path.GetDirectoryName(list)!);
        return full.StartsWith(options.Folder.TrimEnd('/') + '/', StringComparison.Ordinal) && AudioNames.IsAudio(full)
            && new FileInfo(full) is { Exists: true, Length: > 0, LinkTarget: null } ? full : null;
    }

    // "213,Artist - Title"
    static TrackDescription Info(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var track = TrackName.FromFileName(text[(comma + 1)..].Replace('/', '\u2044') + ".m3u");
        var seconds = comma > 0 && double.TryParse(text[..comma], CultureInfo.InvariantCulture, out var length) && length > 0 ? length : (double?)null;
        return new(track.FullTitle, Credits.Clean(track.Artists), (long?)(seconds * 1000));
    }

    static int? Column(List<string> heads, params string[] names) =>
        names.Select(name => heads.FindIndex(head => head.Equals(name, StringComparison.OrdinalIgnoreCase))).Where(i => i >= 0).Select(i => (int?)i).FirstOrDefault();

    // Exportify parts artists by ";" today and by "," before; a comma within a name is then one too many, and matching copes.
    static IReadOnlyList<string> Names(string? cell) =>
        Credits.Clean(WholeNames.Split(cell ?? "", cell?.Contains(';', StringComparison.Ordinal) == true ? ';' : ','));

    static long? Number(string? cell) => long.TryParse(cell, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
