namespace Cratehand.Sandbox.Hosting;

/// <summary>
/// The strictness of the sandbox, one line per rule. Each is switched off in turn by the conformance run,
/// which then demands that a test fails: a rule that no test notices is not a rule.
/// </summary>
public static class Rules
{
    // Notion
    public static readonly Rule NotionToken = new("notion.token-401", "A wrong or missing bearer token is answered 401 unauthorized.");
    public static readonly Rule NotionVersionRequired = new("notion.version-header-required", "A call without Notion-Version is answered 400 missing_version.");
    public static readonly Rule NotionVersionKnown = new("notion.version-known", "Only versions that exist are accepted.");
    public static readonly Rule NotionInPlaceOfArchived = new("notion.in-trash-not-archived", "2026-03-11 has no 'archived' in bodies or answers; earlier versions have it.");
    public static readonly Rule NotionPositionNotAfter = new("notion.position-not-after", "2026-03-11 takes 'position' for appended blocks and refuses 'after'.");
    public static readonly Rule NotionUuid = new("notion.malformed-id-400", "A path id that is no UUID is a validation error, not a 404.");
    public static readonly Rule NotionJson = new("notion.invalid-json-400", "A body that does not parse is answered 400 invalid_json.");
    public static readonly Rule NotionUnknownProperty = new("notion.unknown-property-400", "Writing, filtering or sorting by a property that does not exist fails the whole call.");
    public static readonly Rule NotionWrongType = new("notion.wrong-type-400", "A value of another type than the property's fails the whole call.");
    public static readonly Rule NotionStatusOption = new("notion.unknown-status-option-400", "A status option must exist; it is not created by writing it.");
    public static readonly Rule NotionSelectCreates = new("notion.select-option-created", "An unknown select or multi-select option is added to the schema by writing it.");
    public static readonly Rule NotionReadOnly = new("notion.read-only-property-400", "Formula, rollup, unique id and the created/edited properties cannot be written.");
    public static readonly Rule NotionRichText = new("notion.rich-text-2000", "The text of one run is at most 2000 characters.");
    public static readonly Rule NotionArray = new("notion.array-100", "Rich text, relation, multi-select, people and children hold at most 100 items in one call.");
    public static readonly Rule NotionUrl = new("notion.url-2000", "A URL is at most 2000 characters.");
    public static readonly Rule NotionPageSize = new("notion.page-size-max-100", "page_size is 1 to 100.");
    public static readonly Rule NotionCursor = new("notion.cursor-must-be-ours", "A start_cursor that was not given out for this list is refused.");
    public static readonly Rule NotionRowCap = new("notion.query-cap-10000", "A query ends after 10,000 rows with request_status incomplete.");
    public static readonly Rule NotionFilterDepth = new("notion.filter-depth-2", "Compound filters nest two levels at most.");
    public static readonly Rule NotionFilterType = new("notion.filter-type-must-match", "A filter names the property's own type.");
    public static readonly Rule NotionRate = new("notion.rate-limit", "Requests beyond the minute's budget are answered 429 with Retry-After.");
    public static readonly Rule NotionMinutes = new("notion.last-edited-minute", "last_edited_time is rounded down to the minute.");
    public static readonly Rule NotionReferences = new("notion.references-25", "A page shows 25 references of a relation at most; the rest is at the property endpoint.");
    public static readonly Rule NotionWhole = new("notion.write-is-atomic", "A refused write changes nothing.");
    public static readonly Rule NotionShared = new("notion.not-shared-404", "An object that is not shared with the connection is not found.");
    public static readonly Rule NotionPayload = new("notion.payload-500kb", "A body over 500 KB or 1000 blocks is refused.");
    public static readonly Rule NotionTrash = new("notion.trashed-not-queried", "Rows in the trash are in no query unless asked for, and cannot be edited.");
    public static readonly Rule NotionSignature = new("notion.webhook-signed", "Each webhook after the handshake carries X-Notion-Signature.");
    public static readonly Rule NotionHandshake = new("notion.webhook-handshake-first", "No event is sent before the verification token was returned.");
    public static readonly Rule NotionAttempts = new("notion.webhook-8-attempts", "A refused webhook is tried 8 times, further and further apart, then given up.");
}
