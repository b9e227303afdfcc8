namespace Cratehand.Music.Notion;

/// <summary>A column that we want to read.</summary>
/// <param name="Name">As we call it.</param>
/// <param name="Types">The types that are as they should be.</param>
public sealed record WantedField(string Name, params IReadOnlyList<string> Types)
{
    /// <summary>Other names it goes by, the likeliest first.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Types that can be read as if they were right, e.g. <c>select</c> for text.</summary>
    public IReadOnlyList<string> AdaptsFrom { get; init; } = [];

    /// <summary>Without it the data source is of no use.</summary>
    public bool IsEssential { get; init; }
}

/// <summary>How a wanted field stands.</summary>
public enum FieldFit
{
    /// <summary>There, by its own name and type.</summary>
    Found,

    /// <summary>There by another name.</summary>
    Alias,

    /// <summary>There with another type that can be read.</summary>
    Adapted,

    /// <summary>There with a type that cannot be read; it is as good as missing.</summary>
    WrongType,

    MissingOptional,

    MissingEssential,
}

/// <summary>One line of the table.</summary>
/// <param name="Column"><c>null</c> if it is missing.</param>
/// <param name="Reason">For the owner.</param>
public sealed record FieldMatch(WantedField Field, FieldFit Fit, Column? Column, string Reason)
{
    /// <summary>Whether the column can be read.</summary>
    public bool IsUsable => Fit is FieldFit.Found or FieldFit.Alias or FieldFit.Adapted;
}

/// <summary>What we want of a data source against what it has: an owner's own columns, names and types. Changes nothing.</summary>
public sealed record SchemaMap(IReadOnlyList<FieldMatch> Fields)
{
    /// <summary>Whether everything essential can be read.</summary>
    public bool IsUsable => Fields.All(match => match.IsUsable || !match.Field.IsEssential);

    /// <summary>The column to read for a field; <c>null</c> if there is none that can be read.</summary>
    public Column? this[string field] => Fields.FirstOrDefault(match => match.Field.Name == field && match.IsUsable)?.Column;

    /// <summary>
    /// For each field the first column that fits, by name, then by name whatever its case and punctuation, then by alias; a right type under
    /// a later name wins over a wrong one under an earlier. A field of type title finds the title, whatever it is called.
    /// </summary>
    public static SchemaMap Of(DataSource source, IEnumerable<WantedField> wanted) => new([.. wanted.Select(field => Match(source, field))]);

    static FieldMatch Match(DataSource source, WantedField field)
    {
        var candidates = Candidates(source, field).ToList();
        return candidates.Find(c => field.Types.Contains(c.Type)) is { } right ? Right(field, right)
            : candidates.Find(c => field.AdaptsFrom.Contains(c.Type)) is { } near
                ? new(field, FieldFit.Adapted, near, $"“{near.Name}” is {near.Type}, not {Or(field.Types)}; it can be read all the same.")
            : candidates.FirstOrDefault() is { } wrong
                ? new(field, FieldFit.WrongType, wrong, $"“{wrong.Name}” is {wrong.Type} and must be {Or(field.Types)}. Change its type in Notion, or rename it.")
            : Missing(source, field);
    }

    static IEnumerable<Column> Candidates(DataSource source, WantedField field)
    {
        var names = (string[])[field.Name, .. field.Aliases];
        var exact = names.Take(1).Select(name => source.Columns.FirstOrDefault(c => c.Name == name));
        var folded = names.Select(name => source.Columns.FirstOrDefault(c => Fold(c.Name) == Fold(name)));
        var title = field.Types.Contains("title") ? source.Columns.FirstOrDefault(c => c.Type == "title") : null;
        return exact.Concat(folded).Append(title).OfType<Column>().Distinct();
    }

    static FieldMatch Right(WantedField field, Column column) =>
        column.Name == field.Name
            ? new(field, FieldFit.Found, column, $"“{column.Name}”, {column.Type}.")
            : new(field, FieldFit.Alias, column, $"“{column.Name}” ({column.Type}) is taken for {field.Name}.");

    static FieldMatch Missing(DataSource source, WantedField field) =>
        field.IsEssential
            ? new(field, FieldFit.MissingEssential, null, $"“{source.Title}” has no column {field.Name}. Add one of type {Or(field.Types)}.")
            : new(field, FieldFit.MissingOptional, null, $"“{source.Title}” has no column {field.Name}; it does without.");

    // "Spotify-ID" and "spotify id" are one name to a person.
    static string Fold(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    static string Or(IReadOnlyList<string> types) => string.Join(" or ", types);
}
