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

    // Spotify
    public static readonly Rule SpotifyBearer = new("spotify.bearer-scheme", "Only 'Authorization: Bearer' is read; another scheme is answered 400, none 401.");
    public static readonly Rule SpotifyTokenExpires = new("spotify.token-expires", "An access token is refused after an hour: 401 The access token expired.");
    public static readonly Rule SpotifyScope = new("spotify.scope-needed", "A call without its scope is answered 403 Insufficient client scope.");
    public static readonly Rule SpotifyVerifier = new("spotify.pkce-verifier", "A code is traded only for the verifier whose S256 hash was shown at /authorize.");
    public static readonly Rule SpotifyCodeOnce = new("spotify.code-once", "A code is good for one exchange.");
    public static readonly Rule SpotifyRedirect = new("spotify.redirect-exact", "The redirect URI is a registered one, the same at both ends, and never localhost.");
    public static readonly Rule SpotifySixMonths = new("spotify.refresh-six-months", "A refresh token ends 180 days after the sign-in, however often it was used: invalid_grant.");
    public static readonly Rule SpotifyRotation = new("spotify.rotation-ends-old", "Where a refresh gives a new refresh token, the old one is refused from then on.");
    public static readonly Rule SpotifyLimit = new("spotify.limit-max-50", "A page holds 1 to 50 items; another limit is answered 400 Invalid limit.");
    public static readonly Rule SpotifySearchLimit = new("spotify.search-limit-10", "In development mode a search gives at most 10; another limit is answered 400.");
    public static readonly Rule SpotifyRemoved = new("spotify.removed-routes-403", "Routes that left development mode in 2026 are answered 403 Forbidden.");
    public static readonly Rule SpotifyOwnPlaylists = new("spotify.own-playlists-only", "In development mode items are shown only of playlists one owns or works on.");
    public static readonly Rule SpotifyNothing = new("spotify.nothing-is-204", "Nothing playing is 204 without a body.");
    public static readonly Rule SpotifyCursors = new("spotify.cursors-exclusive", "'after' and 'before' together are refused.");
    public static readonly Rule SpotifyLibraryUris = new("spotify.library-max-40", "/me/library takes at most 40 URIs.");
    public static readonly Rule SpotifySnapshot = new("spotify.snapshot-changes", "Every edit of a playlist gives it a new snapshot_id.");
    public static readonly Rule SpotifyWindow = new("spotify.window-30-seconds", "Calls beyond the budget of a rolling 30 seconds are answered 429 with Retry-After.");

    // SoundCloud
    public static readonly Rule SoundCloudScheme = new("soundcloud.oauth-scheme", "The token comes as 'Authorization: OAuth'; Bearer is 401.");
    public static readonly Rule SoundCloudTokenExpires = new("soundcloud.token-expires", "An access token is refused after an hour with 401.");
    public static readonly Rule SoundCloudRefreshOnce = new("soundcloud.single-use-refresh", "A refresh token is good for one refresh: invalid_grant the second time.");
    public static readonly Rule SoundCloudVerifier = new("soundcloud.pkce-required", "A sign-in without PKCE, or with another verifier, is refused.");
    public static readonly Rule SoundCloudSecret = new("soundcloud.client-secret", "The token endpoint wants the client's secret: 401 invalid_client.");
    public static readonly Rule SoundCloudCursor = new("soundcloud.next-href-opaque", "Likes are walked by next_href alone: an offset of one's own is not heard, a cursor of one's own is 400.");
    public static readonly Rule SoundCloudLimit = new("soundcloud.limit-max-200", "A page holds 1 to 200 items.");
    public static readonly Rule SoundCloudAccess = new("soundcloud.access-filter", "Lists other than one's own likes leave blocked tracks out unless access= names them.");
    public static readonly Rule SoundCloudLinked = new("soundcloud.linked-partitioning", "Without linked_partitioning a list is a bare array that cannot be continued.");
    public static readonly Rule SoundCloudResolve = new("soundcloud.resolve-redirects", "/resolve answers 302 with the API address, never the object.");
    public static readonly Rule SoundCloudSecretTrack = new("soundcloud.secret-token", "A secret track is not found without its s- token.");
    public static readonly Rule SoundCloudBlocked = new("soundcloud.blocked-has-no-stream", "A blocked track has no streams; a preview one only its 30 seconds.");
    public static readonly Rule SoundCloudStreamToken = new("soundcloud.streams-need-token", "Stream and download addresses want the token too.");
    public static readonly Rule SoundCloudDownload = new("soundcloud.download-only-when-offered", "A track that is not downloadable has no download.");
    public static readonly Rule SoundCloudPlays = new("soundcloud.plays-25-once", "Recently played: 25 at most, each track once, no pages.");

    // Media
    public static readonly Rule MediaRange = new("media.range-206", "A range is answered 206 with just those bytes.");
    public static readonly Rule MediaRange416 = new("media.range-416", "A range beyond the end is answered 416 with the length.");
    public static readonly Rule MediaIfRange = new("media.if-range", "A range of a file that has changed since is answered 200 with the whole.");
    public static readonly Rule MediaPreview = new("media.preview-30-seconds", "A preview holds 30 seconds, whatever its metadata says.");
    public static readonly Rule MediaStall = new("media.stall-never-ends", "A stalled body keeps the connection open and sends nothing more.");
    public static readonly Rule MediaCut = new("media.length-lies", "A body may end before its Content-Length.");
}
