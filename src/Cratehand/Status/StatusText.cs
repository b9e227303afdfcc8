using System.Globalization;
using Cratehand.Cli;
using Cratehand.Cli.Syncing;
using Cratehand.Music.Store.Disk;

namespace Cratehand.Status;

/// <summary>The status as a person reads it: what needs them first.</summary>
static class StatusText
{
    const int Head = 14;

    public static void Write(Output output, StatusView view, string data, DateTimeOffset now)
    {
        Daemon(output, view.Daemon);
        view.NeedsYou.ToList().ForEach(need => output.Line(Tone.Warning, "needs you".PadRight(Head - 1), $"{need.Text} Type: {need.How}"));
        view.Running.ToList().ForEach(run => Line(output, "running", $"{NameOf(run)}: {run.Step ?? run.State}{(run.Percent is { } percent ? $" {percent} %" : "")}"));
        view.Next.ToList().ForEach(run => Line(output, "next", $"{NameOf(run)}, {When(run.Due, now)}{(run.Reason is { } reason ? $": {reason}" : "")}"));
        foreach (var schedule in view.Schedules)
        {
            Line(output, "schedule", $"{schedule.Schedule} {schedule.Timing}, {(schedule.Next is { } due ? $"next {When(due, now)}" : schedule.State)}{(schedule.Reason is { } reason ? $": {reason}" : "")}");
        }

        if (view.LastSuccess is { } last)
        {
            Line(output, "last success", $"{When(last.Finished, now)}, {last.Outcome ?? last.Kind}: {Path.GetFileName(last.Input.TrimEnd('/'))}");
        }

        foreach (var login in view.SignIns.Where(login => login.SignedIn))
        {
            Line(output, "signed in", $"{login.Provider}{(login.DaysLeft is { } days ? $", {days} days left" : "")}");
        }

        view.LeftAlone.ToList().ForEach(rest => Line(output, "left alone", $"{rest.Provider}, until {rest.Until.ToLocalTime():yyyy-MM-dd HH:mm}: {rest.Reason}"));
        view.InTrouble.ToList().ForEach(source => output.Line(Tone.Warning, "not read".PadRight(Head - 1), TextOf(source)));
        if (view.KnownBefore > 0)
        {
            Line(output, "left alone", DetectionText.Older(view.KnownBefore));
        }

        Line(output, "library", $"{Many(view.Sizes.Tracks, "track")} in {Many(view.Sizes.Files, "file")}{(view.Sizes.FreeBytes is { } free ? $", {DiskErrors.Size(free)} free" : "")}");
        Line(output, "data folder", $"{data}: database {DiskErrors.Size(view.Sizes.DatabaseBytes)}, log {DiskErrors.Size(view.Sizes.LogBytes)}");
        if (view.Jobs.Count == 0)
        {
            output.Line();
            output.Line("Nothing was done here yet. Start with: cratehand sync FILE");
        }
    }

    static string TextOf(StatusSource source)
    {
        var since = source.LastSuccess is { } last ? $" since {last.ToLocalTime():yyyy-MM-dd HH:mm}" : ", never yet";
        return $"{source.Source}{since}{(source.Failures > 1 ? $", {source.Failures} failures in a row" : "")}: {source.Trouble}";
    }

    static void Daemon(Output output, DaemonView? daemon)
    {
        if (daemon is null)
        {
            Line(output, "daemon", "not running; `cratehand serve` starts it. Commands work without it.");
        }
        else
        {
            Line(output, "daemon", $"running at {daemon.Address}, process {daemon.Pid}, since {daemon.Started.ToLocalTime():yyyy-MM-dd HH:mm}");
        }
    }

    static void Line(Output output, string head, string text) => output.Line(head.PadRight(Head) + text);

    static string NameOf(StatusRun run) => run.What.Length > 0 ? Path.GetFileName(Uri.UnescapeDataString(run.What.Split('?')[0]).TrimEnd('/')) : run.Kind;

    static string Many(long count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}{(count == 1 ? "" : "s")}");

    static string When(DateTimeOffset? at, DateTimeOffset now) =>
        at is not { } time ? "some time"
        : (now - time).Duration() < TimeSpan.FromSeconds(2) ? "now"
        : time > now ? $"in {Span(time - now)}"
        : $"{Span(now - time)} ago";

    static string Span(TimeSpan span) =>
        span.TotalMinutes < 2 ? $"{span.TotalSeconds:0} s" : span.TotalHours < 2 ? $"{span.TotalMinutes:0} min" : span.TotalDays < 2 ? $"{span.TotalHours:0} h" : $"{span.TotalDays:0} days";
}
