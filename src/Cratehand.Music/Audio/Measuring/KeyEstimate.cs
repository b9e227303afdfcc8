using Cratehand.Music.Tracks;

namespace Cratehand.Music.Audio.Measuring;

/// <summary>The musical key a track seems to be in.</summary>
/// <param name="Key">The best of the 24.</param>
/// <param name="Confidence">0 (the runner-up fits as well) to 1; how it is made up stands at <see cref="KeyFinder"/>.</param>
/// <param name="TuningCents">How far the track is tuned from A = 440 Hz, −50 to 50; at the edge it may be the next key's neighbour.</param>
/// <param name="RunnerUp">The second best: in ambiguous music often the relative key.</param>
public sealed record KeyEstimate(MusicalKey Key, double Confidence, double TuningCents, MusicalKey RunnerUp);
