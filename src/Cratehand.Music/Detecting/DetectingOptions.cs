namespace Cratehand.Music.Detecting;

/// <summary>What the owner has settled about detection.</summary>
public sealed record DetectingOptions
{
    /// <summary>False: only a forced detection does anything.</summary>
    public bool IsEnabled { get; init; } = true;

    public ChainMode Mode { get; init; } = ChainMode.Drain;

    /// <summary>Names of sources, in order; empty: those of the mode.</summary>
    public IReadOnlyList<string> Chain { get; init; } = [];

    /// <summary>At most so many tracks are taken up by one detection.</summary>
    public int PerRun { get; init; } = 20;

    /// <summary>How often a source is asked before the level fails. What a provider's client repeats by itself does not count.</summary>
    public int Tries { get; init; } = 2;

    /// <summary>How often everything is read again, to notice what is gone.</summary>
    public TimeSpan ReconcileEvery { get; init; } = TimeSpan.FromDays(7);

    /// <summary>So many likes may be taken back between two readings of everything; more at once are taken for a faulty answer.</summary>
    public int MostUnlikes { get; init; } = 10;

    /// <summary>By source; what is missing has the defaults.</summary>
    public IReadOnlyDictionary<string, LevelOptions> Levels { get; init; } = new Dictionary<string, LevelOptions>();

    /// <summary>Where archives are unpacked; emptied when nothing waits for what is in it.</summary>
    public string? Unpacked { get; init; }

    public LevelOptions Of(string source) => Levels.GetValueOrDefault(source) ?? new();
}

/// <summary>What is settled about one source.</summary>
public sealed record LevelOptions
{
    /// <summary>At most so many of its tracks are taken up by one detection.</summary>
    public int Limit { get; init; } = 20;

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it is left alone after a failure, doubled with each further one; at most an hour.</summary>
    public TimeSpan Cooldown { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After so many plays a track is wanted; 0: playing says nothing.</summary>
    public int Plays { get; init; }
}

/// <summary>How the levels of the chain work together. Names are wire format.</summary>
public enum ChainMode
{
    /// <summary>All levels are looked at and share what may be taken up.</summary>
    Drain,

    /// <summary>The first level that has a track wins, and gives its newest one.</summary>
    First,
}
