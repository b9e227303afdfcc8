using System.CommandLine;
using Cratehand.Cli.Commands.Runs;
using Cratehand.Cli.Commands.Tracks;
using Cratehand.Cli.Deciding;
using Cratehand.Cli.Syncing;
using Cratehand.Jobs;
using Cratehand.Music.Detecting;
using Cratehand.Music.Syncing;
using Cratehand.Music.Syncing.Wanting;
using Cratehand.Music.Tracks;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands;

/// <summary>One screen: everything known and decided about a link, a file or a title.</summary>
public sealed class WhyCommand : ICommand
{
    const int Most = 5;

    readonly Argument<string> _what = new("what") { Description = "A link, a file's path, or part of an artist or title." };

    public WhyCommand() =>
        Sheet = new("why", "Show everything known and decided about a link, a file or a title.", "cratehand why \"Strobe\"") { IsMain = true, Arguments = [_what] };

    public CommandSheet Sheet { get; }

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        var what = given.GetValue(_what)!;
        using var crate = await Crate.OpenExistingAsync(context.Settings, context.Clock, context.Logs, cancel);
        var tracks = crate is null ? [] : (await crate.Workflow.Library.ListAsync(InLibrary(what, context), Most, cancel)).ConvertAll(e => TrackView.Of(e, crate.Workflow.Library));
        var noticed = crate is null ? [] : await NoticedAsync(crate, what, context, cancel);
        var runs = crate is null ? [] : await RunsAsync(crate, what, tracks, noticed, context, cancel);
        var story = crate is null ? Story.Empty
            : await Story.OfAsync(crate, TrackLink.Parse(what)?.Identity ?? what, runs, new ShopLinks(context.Settings.Wanted.Shops), cancel);
        var detections = noticed.Select(DetectionView.Of).ToList();
        context.Output.Json(new { tracks, runs = runs.Select(RunView.Of), detections, wishes = story.Wishes, reviews = story.Reviews, decisions = story.Decisions, searches = story.Searches });
        if (tracks.Count + runs.Count + detections.Count == 0 && story.IsEmpty)
        {
            context.Output.Fail($"Nothing is known about {what}: it was never asked for. `cratehand sync` takes a file, a folder or a link.");
            return ExitCode.Usage;
        }

        tracks.ForEach(track => Write(context.Output, track));
        detections.ForEach(detection => detection.Write(context.Output));
        story.Write(context.Output);
        foreach (var run in runs)
        {
            RunText.Write(context.Output, run, await crate!.Book.StepsAsync(run.Id, cancel), await crate.Book.AttemptsAsync(run.Id, cancel));
            story.WriteSearch(context.Output, run.Id);
        }

        return ExitCode.Done;
    }

    // A file on the shelf is found by its path within the library; anything else by the words.
    static string InLibrary(string what, CommandContext context)
    {
        var path = Path.GetFullPath(what, context.WorkingFolder);
        return path.StartsWith(context.Settings.Library + '/', StringComparison.Ordinal) ? Path.GetRelativePath(context.Settings.Library, path) : what;
    }

    // By what it was noticed as, else by its identity, which lists and JSON show.
    static async Task<IReadOnlyList<DetectedTrack>> NoticedAsync(Crate crate, string what, CommandContext context, CancellationToken cancel)
    {
        var link = TrackLink.Parse(what);
        var found = await crate.Detection.Book.FindAsync(link?.Canonical ?? Path.GetFullPath(what, context.WorkingFolder), what, Most, cancel);
        return found.Count > 0 ? found : await crate.Detection.Book.FindAsync(link?.Identity ?? what, what, Most, cancel);
    }

    static async Task<IReadOnlyList<Job>> RunsAsync(
        Crate crate, string what, List<TrackView> tracks, IReadOnlyList<DetectedTrack> noticed, CommandContext context, CancellationToken cancel)
    {
        var input = TrackLink.Parse(what)?.Identity ?? Path.GetFullPath(what, context.WorkingFolder);
        var newest = await crate.Book.NewestAsync(10_000, cancel);
        return [.. newest.Where(job => Asks(job, input, what) || tracks.Exists(track => track.Run == job.RunId) || noticed.Any(track => track.Job == job.Id.ToString())).Take(Most)];
    }

    static bool Asks(Job job, string input, string what) =>
        job.Kind == SyncTrack.Kind && job.ArgsAs<SyncTrack>() is { } args
        && (args.Input == input || TrackLink.Parse(args.Input)?.Identity == input || Path.GetFileName(args.Input).Contains(what, StringComparison.OrdinalIgnoreCase)
            || (args.Wanted is { } wanted && $"{string.Join(", ", wanted.Artists)} - {wanted.Title}".Contains(what, StringComparison.OrdinalIgnoreCase)));

    static void Write(Output output, TrackView track)
    {
        output.Line($"{(track.Artists.Count > 0 ? $"{string.Join(", ", track.Artists)} - " : "")}{track.Cells[1]}{(track.Shelved ? "" : "  (not on the shelf)")}");
        track.Files.ToList().ForEach(file => output.Line($"  {file.Path}{(file.Exists ? "" : "  (missing)")}"));
        output.Line($"  {track.Cells[2]}");
        output.Line($"  by {track.ObtainedBy}{(track.FromLossy ? ", from a lossy source" : "")}{(track.Isrc is null ? "" : $", ISRC {track.Isrc}")}");
    }
}
