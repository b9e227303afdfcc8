namespace Cratehand.Sandbox.Media;

/// <summary>How a file is served: <c>/media/{manner}/{name}.{ext}</c>, in kebab-case. Without a manner all is well.</summary>
public enum Manner
{
    Well,

    /// <summary>Thirty seconds of it, under the same name.</summary>
    Preview,

    /// <summary>404.</summary>
    Missing,

    /// <summary>410.</summary>
    Gone,

    /// <summary>403.</summary>
    Forbidden,

    /// <summary>429 with Retry-After: 30.</summary>
    Busy,

    /// <summary>451.</summary>
    Blocked,

    /// <summary>500.</summary>
    Broken,

    /// <summary>Half the body, then nothing, the connection stays open.</summary>
    Stall,

    /// <summary>Half the body under the whole's Content-Length, then the connection is cut; a range gets the rest.</summary>
    Cut,

    /// <summary>Whole, without a Content-Length: the end is when it ends.</summary>
    Unsized,

    /// <summary>4 KB a quarter of a second.</summary>
    Drip,

    /// <summary>200 and a web page, under the name of an audio file.</summary>
    Page,

    /// <summary>302 to the file on this host.</summary>
    Moved,

    /// <summary>302 to the file on another host: <c>localhost</c> in place of <c>127.0.0.1</c>.</summary>
    Elsewhere,

    /// <summary>302 into a network that nobody outside should reach.</summary>
    Inside,

    /// <summary>302 to itself.</summary>
    Forever,
}
