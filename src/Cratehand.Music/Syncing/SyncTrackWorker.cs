using Cratehand.Jobs;
using Cratehand.Music.Syncing.Finding;
using Cratehand.Music.Syncing.Steps;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing;

/// <summary>
/// The story of a track, in order. Each line is remembered: after a crash the next attempt goes on with the first step
/// that is not on record. What a step found out about the library is a step too, never asked afresh: by then the track
/// may be there by our own doing.
/// </summary>
public sealed class SyncTrackWorker(SyncSteps steps) : Worker<SyncTrack, Receipt>
{
    // A fifth that looks right and is not would say more about the search than about the track.
    const int MostTries = 4;

    public override async Task<Receipt> RunAsync(SyncTrack args, JobContext job)
    {
        var input = await job.StepAsync("resolve", c => steps.Resolve.RunAsync(args, c));
        var owned = await job.StepAsync("check-library", c => steps.CheckLibrary.RunAsync(input.Evidence, c));
        if (owned is not null)
        {
            return await OwnedAsync(job, input, owned, owned.Reason ?? "the library has it already");
        }

        // What was given is tried as it is; who knows what is wanted may look elsewhere. What was noticed, and is never wanted, is left alone.
        var tries = new Tries(steps, job);
        var found = args.Signal is not null && CanSearch(input) ? await job.StepAsync("check-wish", c => steps.Find.NeverAsync(input, c)) : null;
        var (sound, twin) = input.HasAudio && found is null ? await tries.RunAsync(input, [Given(input)], isLast: !CanSearch(input)) : default;
        input = steps.Find.Instead(input, tries.Refusals);
        if (sound is null && twin is null && found is null && CanSearch(input))
        {
            (found, sound, twin) = await SearchAsync(job, input, tries);
        }

        return (twin ?? found?.Owned) is { } there
            ? await OwnedAsync(job, input, there, twin is null ? $"the library has it: {found!.Reason}" : twin.Reason ?? "the library has the very same recording, filed under another name")
            : sound is null ? await UnmetAsync(args, job, input, found, tries)
            : await FileAsync(job, input, sound, found);
    }

    // An origin that was out may have it, where nothing was right of what the others had: it is asked again, and waited for. Each round has fewer candidates; without
    // any, the search itself fails and is tried again.
    async Task<(Found Found, Sound? Sound, Owned? Twin)> SearchAsync(JobContext job, Resolved input, Tries tries)
    {
        for (var round = 1; ; round++)
        {
            var found = await job.StepAsync(FindCandidate.StepOf(round), c => steps.Find.RunAsync(input, tries.Refusals, steps.Work.For(job.Job), c));
            var (sound, twin) = await tries.RunAsync(input, found.Chosen.Where(_ => found.Owned is null).Take(MostTries).Select(x => x.Candidate), isLast: false);
            if (sound is not null || twin is not null || found.Owned is not null || !found.IsPartial)
            {
                return (found, sound, twin);
            }
        }
    }

    async Task<Receipt> FileAsync(JobContext job, Resolved input, Sound sound, Found? found)
    {
        var measured = await job.StepAsync("analyse", _ => Task.FromResult(steps.Analyse.Run(sound.Rendered)));
        var tagged = await job.StepAsync("tag", c => steps.Tag.RunAsync(sound.Source, sound.Rendered, measured, steps.Work.For(job.Job), c));

        var filing = new Filing(input, sound.Original, sound.Source, sound.Rendered, measured, tagged) { Taken = sound.Candidate.Evidence };
        var claim = await job.StepAsync("claim", (tx, c) => steps.Shelve.ClaimAsync(filing, job.Job, tx, c));
        if (claim.IsOwned)
        {
            var meanwhile = await job.StepAsync("owned", c => steps.Shelve.OwnedMeanwhileAsync(claim, c));
            return await OwnedAsync(job, input, meanwhile, $"another run filed the same recording meanwhile: {claim.Reason ?? "the same bytes"}");
        }

        var files = await job.StepAsync("shelve", _ => steps.Shelve.PlaceAsync(claim, tagged));
        var chosen = found?.Chosen.FirstOrDefault(x => x.Candidate.Identity == sound.Candidate.Identity);
        return await job.StepAsync("receipt", (tx, c) => steps.Settle.FiledAsync(filing, claim, files, chosen, job.Job, tx, c));
    }

    Task<Receipt> OwnedAsync(JobContext job, Resolved input, Owned owned, string reason) =>
        job.StepAsync("receipt", (tx, c) => steps.Settle.OwnedAsync(input, owned, reason, job.Job, tx, c));

    Task<Receipt> UnmetAsync(SyncTrack args, JobContext job, Resolved input, Found? found, Tries tries) =>
        found is null
            ? Task.FromResult(Receipt.Refused(tries.Refusals[^1], input.Note))
            : job.StepAsync("receipt", (tx, c) => steps.Settle.UnmetAsync(input, args.Signal, found, tries.Refusals, job.Job, tx, c));

    static bool CanSearch(Resolved input) => input is { Wanted: not null, Identity: not null };

    static Candidate Given(Resolved input) =>
        new(Unmet.Given, input.Identity ?? "file:" + input.Location, input.Location, input.Wanted ?? new TrackDescription("", []));
}
