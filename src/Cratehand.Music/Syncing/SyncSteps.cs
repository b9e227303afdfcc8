using Cratehand.Music.Syncing.Steps;

namespace Cratehand.Music.Syncing;

/// <summary>The steps of the track workflow, in the order they run, and where they keep their files.</summary>
public sealed record SyncSteps(
    WorkFolders Work,
    ResolveInput Resolve,      // file or link → what it is, and its first evidence
    CheckLibrary CheckLibrary, // evidence → is it owned?
    FindCandidate Find,        // who it is → what is offered, what of it is tried, and why
    AcquireAudio Acquire,      // → the original, in the work folder
    VerifyAudio Verify,        // → what it is by its own account
    RenderAudio Render,        // → renditions, fingerprint, raw measurements: one decode
    AnalyseAudio Analyse,      // → tempo, musical key, loudness
    TagFiles Tag,              // → renditions with tags, read back
    ShelveFiles Shelve,        // → final names, and the entry
    SettleTrack Settle         // → the receipt, the Wanted list, the review lane
);
