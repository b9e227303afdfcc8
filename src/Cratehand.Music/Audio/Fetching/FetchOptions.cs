namespace Cratehand.Music.Audio.Fetching;

/// <summary>Limits of a download. Time is counted by the fetcher's clock.</summary>
public sealed record FetchOptions
{
    /// <summary>Until the connection stands, the name's lookup included. Default 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Without a single byte. Default 30 s.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest file taken. Default 2 GiB, several hours of WAV.</summary>
    public long MaxBytes { get; init; } = 2L << 30;

    /// <summary>Redirects followed, each checked like the first address. Default 5.</summary>
    public int MaxRedirects { get; init; } = 5;
}

/// <summary>Bytes so far, those of a resumed part included. Total: null if the server does not say.</summary>
public sealed record FetchProgress(long Received, long? Total);

/// <summary>A whole file that was downloaded, durable on disk.</summary>
/// <param name="Path">Where it lies: the path that was asked for.</param>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="FinalAddress">After redirects; may hold secrets, show it through <see cref="Redact"/>.</param>
/// <param name="FileName">What the server, else the address, calls it; a harmless single name. Null if neither does.</param>
public sealed record Fetched(string Path, long Bytes, string Sha256, Uri FinalAddress, string? ContentType, string? FileName);
