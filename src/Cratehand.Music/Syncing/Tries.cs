using Cratehand.Jobs;
using Cratehand.Music.Syncing.Finding;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing;

/// <summary>A candidate that was tried and holds what it promised; or the entry that makes it needless.</summary>
public sealed record Sound(Candidate Candidate, Original Original, SourceAudio Source, Rendered Rendered, Owned? Twin = null);

/// <summary>
/// Tries candidates one after another until one holds what it promised. Every try has its own steps (<c>acquire</c>,
/// <c>acquire-2</c>, …) and its own folder, so that after a crash each is found as it was left.
/// </summary>
public sealed class Tries(SyncSteps steps, JobContext job)
{
    readonly List<Refusal> _refusals = [];

    /// <summary>What was refused so far, in the order it was tried.</summary>
    public IReadOnlyList<Refusal> Refusals => _refusals;

    /// <summary>The first of them that holds what it promised; <c>null</c> if none does.</summary>
    /// <param name="isLast">Nothing else can be tried: what is wrong with the audio ends the job.</param>
    public async Task<(Sound? Sound, Owned? Twin)> RunAsync(Resolved input, IEnumerable<Candidate> candidates, bool isLast)
    {
        foreach (var candidate in candidates)
        {
            var tried = await RunAsync(input, candidate, isLast);
            if (tried is not (null, null))
            {
                return tried;
            }
        }

        return (null, null);
    }

    async Task<(Sound? Sound, Owned? Twin)> RunAsync(Resolved input, Candidate candidate, bool isLast)
    {
        var number = _refusals.Count + 1;
        var work = steps.Work.For(job.Job);
        var folder = number == 1 ? work : work with { Path = Path.Combine(work.Path, $"{number}") };
        var (found, refusal) = job.Steps.Any(step => step.Name == Name("refuse", number)) ? (default, null) : await TryAsync(new Try(input, candidate, number, folder, isLast));
        if (found is not (null, null))
        {
            return found;
        }

        _refusals.Add(await job.StepAsync(Name("refuse", number), _ => Task.FromResult(refusal!)));
        return (null, null);
    }

    async Task<((Sound? Sound, Owned? Twin), Refusal?)> TryAsync(Try one)
    {
        var (input, candidate, number, work, _) = one;
        var expected = input.Wanted is { } wanted ? wanted with { DurationMs = candidate.Says.DurationMs ?? wanted.DurationMs } : null;
        var acquired = await AcquireAsync(one, expected);
        if (acquired.Original is not { } original)
        {
            return (default, new Refusal(candidate, acquired.Cause, acquired.Reason ?? "it cannot be had", acquired.Described));
        }

        var twin = await job.StepAsync(Name("check-again", number), c => steps.CheckLibrary.RunAsync(original.Evidence, input.Evidence, c));
        if (twin is not null)
        {
            return ((null, twin), null);
        }

        var verified = await job.StepAsync(Name("verify", number), c => steps.Verify.RunAsync(original, expected, work, c));
        if (verified.Audio is not { } source)
        {
            return (default, new Refusal(candidate, verified.Cause ?? "no-audio", verified.Reason ?? "What an older version found out about this file cannot be read: start it anew.", original.Described));
        }

        return await RenderAsync(one, original, Named(source, one));
    }

    // A file of the drop folder that was offered once may be gone by now: the next one may do.
    async Task<Acquired> AcquireAsync(Try one, TrackDescription? expected)
    {
        try
        {
            return await job.StepAsync(Name("acquire", one.Number), c => steps.Acquire.RunAsync(one.Candidate.Location, one.Candidate.IsLink, expected, one.Work, job, c));
        }
        catch (DiscardException useless) when (!one.IsLast)
        {
            return new Acquired(null, null, useless.Message);
        }
    }

    async Task<((Sound?, Owned?), Refusal?)> RenderAsync(Try one, Original original, SourceAudio source)
    {
        try
        {
            var rendered = await job.StepAsync(Name("render", one.Number), c => steps.Render.RunAsync(original, source, one.Work, job, c));
            var heard = await job.StepAsync(
                Name("check-sound", one.Number), c => steps.CheckLibrary.RunAsync(source.Heard(rendered), [one.Input.Evidence, original.Evidence], c));
            return (heard is null ? (new Sound(one.Candidate, original, source, rendered), null) : (null, heard), null);
        }
        catch (DiscardException unsound) when (!one.IsLast)
        {
            return (default, new Refusal(one.Candidate, null, unsound.Message));
        }
    }

    // Whoever puts something up calls it as they like; the service where it was noticed knows who it is.
    static SourceAudio Named(SourceAudio source, Try one)
    {
        if (one.Input.Wanted is not { } wanted || !one.Candidate.IsLink)
        {
            return source;
        }

        var known = TrackName.FromTags(name => name == "title" ? wanted.Title : null, wanted.Title);
        return source with
        {
            Track = source.Track with
            {
                Title = known.Title,
                Version = known.Version,
                Artists = wanted.Artists.Count > 0 ? wanted.Artists : source.Track.Artists,
                Isrc = TrackName.NormalIsrc(wanted.Isrc) ?? source.Track.Isrc,
            },
        };
    }

    sealed record Try(Resolved Input, Candidate Candidate, int Number, WorkFolder Work, bool IsLast);

    static string Name(string step, int number) => number == 1 ? step : $"{step}-{number}";
}
