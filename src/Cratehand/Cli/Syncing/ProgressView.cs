using Cratehand.Jobs;
using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Syncing;
using Cratehand.Music.Tracks;

namespace Cratehand.Cli.Syncing;

/// <summary>
/// Shows work under way: on a terminal one line that is written over, in a pipe a plain line on standard error whenever a
/// track reaches another step.
/// </summary>
public sealed class ProgressView(Output output)
{
    readonly Dictionary<Guid, string> _said = [];
    string _drawn = "";

    public void Show(IReadOnlyList<Job> jobs)
    {
        if (output.Screen.IsTerminal && !output.IsJson)
        {
            Draw(jobs);
        }
        else
        {
            jobs.Where(job => !job.State.IsFinal()).ToList().ForEach(Say);
        }
    }

    /// <summary>Takes the line off the terminal.</summary>
    public void Clear() => Overwrite("");

    void Draw(IReadOnlyList<Job> jobs)
    {
        var done = jobs.Count(job => job.State.IsFinal());
        var now = jobs.Where(job => job.State == JobState.Running).Select(Text).FirstOrDefault()
            ?? jobs.Where(job => !job.State.IsFinal()).Select(Text).FirstOrDefault();
        Overwrite(now is null ? "" : Output.Harmless($"{done}/{jobs.Count}  {now}"));
    }

    void Overwrite(string line)
    {
        if (!output.Screen.IsTerminal || output.IsJson)
        {
            return;
        }

        var fitted = line.Length < output.Screen.Width ? line : line[..(output.Screen.Width - 1)];
        if (fitted != _drawn)
        {
            output.Error.Write($"\r{fitted.PadRight(_drawn.Length)}\r{fitted}");
            _drawn = fitted;
        }
    }

    void Say(Job job)
    {
        var text = job.State == JobState.Running ? $"{NameOf(job)}: {job.Progress ?? "started"}" : Text(job);
        if (_said.GetValueOrDefault(job.Id) != text)
        {
            _said[job.Id] = text;
            output.Error.WriteLine(Output.Harmless(text));
        }
    }

    static string Text(Job job) =>
        job.State switch
        {
            JobState.Running => $"{NameOf(job)}: {job.Progress ?? "started"}{(job.Percent is { } percent ? $" {percent} %" : "")}",
            JobState.Retryable => $"{NameOf(job)}: tried {(job.Attempt == 1 ? "once" : $"{job.Attempt} times")}, again at {job.Due.ToLocalTime():HH:mm:ss}: {job.Reason}",
            _ => $"{NameOf(job)}: waiting",
        };

    static string NameOf(Job job) => job.Kind == SyncTrack.Kind && job.ArgsAs<SyncTrack>() is { Input: not null } args ? NameOf(args.Input) : job.Kind;

    static string NameOf(string input) =>
        TrackLink.Parse(input) is { Site: LinkSite.YouTube or LinkSite.Spotify } known ? $"{known.Site} {known.Identity.Split(':')[^1]}" // a path says nothing there
        : Uri.TryCreate(input, UriKind.Absolute, out var link) && !link.IsFile ? LastPart(link)
        : Path.GetFileName(input);

    // The last part of a link's path that is no secret token.
    static string LastPart(Uri link) =>
        Uri.UnescapeDataString(Redact.Address(link).Split('?')[0].Split('/').LastOrDefault(part => part is not ("" or "s-…")) ?? link.Host);
}
