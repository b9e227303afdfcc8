using Cratehand.Music.Tracks;

namespace Cratehand.Music.Audio.Fetching;

/// <summary>Why an address is not fetched; repeating it does not help until someone changes something.</summary>
public enum FetchRefusal
{
    /// <summary>No http or https address, or one with a user name in it.</summary>
    BadAddress,

    /// <summary>The owner has not switched this host on.</summary>
    NotSwitchedOn,

    /// <summary>It leads into a private network that the owner has not named.</summary>
    PrivateAddress,

    /// <summary>404, 410.</summary>
    Gone,

    /// <summary>401, 403 and other answers that mean no.</summary>
    Denied,

    /// <summary>451, or the like.</summary>
    Geo,

    /// <summary>A page, a playlist or data instead of a file of audio.</summary>
    NotAudio,

    TooLarge,

    /// <summary>Protected; that is never circumvented.</summary>
    Drm,

    /// <summary>Only the beginning is given away.</summary>
    Preview,

    /// <summary>It may be heard there; a download of it is not offered.</summary>
    NotOffered,
}

/// <summary>"Never, as things are": the message says what to change.</summary>
public sealed class FetchRefusedException(FetchRefusal kind, string reason) : Exception(reason)
{
    public FetchRefusal Kind { get; } = kind;

    /// <summary>Who it is by the account of its site; <c>null</c> if that said nothing.</summary>
    public TrackDescription? Described { get; init; }

    /// <summary>The word for the outcome <c>unavailable(…)</c>: <c>gone</c>, <c>geo</c>, <c>drm</c>, <c>preview</c>, <c>not-offered</c> or <c>blocked</c>.</summary>
    public string Cause => Kind switch
    {
        FetchRefusal.Gone => "gone",
        FetchRefusal.Geo => "geo",
        FetchRefusal.Drm => "drm",
        FetchRefusal.Preview => "preview",
        FetchRefusal.NotOffered => "not-offered",
        _ => "blocked",
    };
}

/// <summary>Weather: the server or the line failed. May be tried again; what has arrived is kept and resumed.</summary>
public sealed class FetchFailedException(string reason, Exception? inner = null) : Exception(reason, inner);
