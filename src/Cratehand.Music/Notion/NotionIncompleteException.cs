namespace Cratehand.Music.Notion;

/// <summary>A list that Notion cut off, thrown after its last row: what was read is right, and is not all.</summary>
/// <param name="reason">Notion's word: <c>query_result_limit_reached</c> is the cap of 10,000 rows per query.</param>
public sealed class NotionIncompleteException(string reason) : Exception(
    reason == RowCap
        ? "Notion gives at most 10,000 rows of one query, and this one has more. Narrow it with a filter, or archive old rows."
        : $"Notion did not give the whole list ({reason}). Narrow it with a filter.")
{
    public const string RowCap = "query_result_limit_reached";

    public string Reason { get; } = reason;
}
