namespace Cratehand.Music.Tracks.Matching;

/// <summary>What a title says, told apart.</summary>
/// <param name="Content">What is left for title and artists.</param>
/// <param name="Kinds">Which version, sorted; one that is said in the title and beside it counts twice. Empty for the plain one.</param>
/// <param name="Names">The words that tell two versions of a kind apart: the remixer, the place, the year.</param>
/// <param name="Featured">Words of guests' names.</param>
/// <param name="IsRemaster">It says that it is another mastering.</param>
sealed record TitleReading(
    IReadOnlyList<TitlePart> Content, IReadOnlyList<string> Kinds, IReadOnlyList<string> Names, IReadOnlyList<string> Featured, bool IsRemaster)
{
    /// <summary>Versions that it says or that are part of a guest's, a label's or an album's name, sorted.</summary>
    public IReadOnlyList<string> Doubtful { get; init; } = [];

    /// <summary>What the parts left out tell, each: one side alone may have them, two that differ are no proof. See <see cref="NoiseWords.Telling"/>.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Asides { get; init; } = [];

    /// <summary>What the parts left out call the piece, likewise. See <see cref="NoiseWords.Roles"/>.</summary>
    public IReadOnlySet<string> Roles { get; init; } = new HashSet<string>();

    /// <summary>The version in words, e.g. <c>remix (joris voorn)</c>.</summary>
    public string Version => (Kinds.Count == 0 ? "the plain version" : string.Join(", ", Kinds) + (Names.Count == 0 ? "" : $" ({string.Join(' ', Names)})"))
        + (Doubtful.Count == 0 ? "" : $" or {string.Join(", ", Doubtful)}");
}
