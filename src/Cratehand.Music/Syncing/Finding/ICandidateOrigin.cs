using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing.Finding;

/// <summary>Somewhere to look for the audio of a track.</summary>
public interface ICandidateOrigin
{
    /// <summary>See <see cref="Candidate.Origin"/>; never change it.</summary>
    string Name { get; }

    /// <summary>On this machine: what it offers costs nobody a call.</summary>
    bool IsLocal { get; }

    /// <summary>Why it is not asked, in words with the way out; <c>null</c> if it is.</summary>
    string? OffBecause { get; }

    /// <summary>What it offers; empty if it has nothing like it.</summary>
    /// <exception cref="Store.Tokens.SignInNeededException">It answers to the signed-in only.</exception>
    /// <exception cref="Store.Providers.ProviderException">It failed.</exception>
    /// <exception cref="Jobs.RetryLaterException">Not now.</exception>
    Task<IReadOnlyList<Candidate>> FindAsync(TrackDescription wanted, WorkFolder work, CancellationToken cancel);
}
