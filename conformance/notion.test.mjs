// The official Notion client against the sandbox. A test named after a rule in brackets is that rule's guard: see strictness.mjs.
import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { APIErrorCode, ClientErrorCode, UnknownHTTPResponseError, collectPaginatedAPI, isFullPage } from "@notionhq/client";
import { judgeRequests } from "./contract.mjs";
import { client, invalid, judge, query, raw, refused, row, sandbox, frozen, source, stop, text, titled, track, unique } from "./notion.mjs";

after(stop);

describe("reading", () => {
  test("users.me names the bot and its workspace", async () => {
    const me = await (await client()).users.me({});
    assert.equal(me.type, "bot");
    assert.equal(me.bot.workspace_name, "Sandbox");
  });

  test("a database is a container of data sources", async () => {
    const notion = await client();
    const { line } = await sandbox();
    const database = await notion.databases.retrieve({ database_id: line.databases.tracks.replaceAll("-", "") });
    const tracks = await notion.dataSources.retrieve({ data_source_id: database.data_sources[0].id });
    assert.equal(tracks.properties.Title.type, "title");
    assert.equal(tracks.properties["Artist Genres"].rollup.function, "show_original");
    assert.equal("properties" in database, false);
  });

  test("a row shows every kind of property with its value", async () => {
    const [page] = (await query("tracks", { filter: titled("Paper Lanterns") })).results;
    assert.ok(isFullPage(page));
    const kinds = new Set(Object.values(page.properties).map((p) => p.type));
    for (const kind of ["title", "rich_text", "url", "checkbox", "number", "select", "status", "multi_select", "relation", "date", "files", "people",
      "formula", "rollup", "created_time", "last_edited_time", "created_by", "last_edited_by", "unique_id"]) assert.ok(kinds.has(kind), kind);
    assert.equal(page.properties.Display.formula.string, "Mira Vale - Paper Lanterns");
    assert.equal(page.properties["Has Key"].formula.boolean, true);
    assert.deepEqual(page.properties["Artist Genres"].rollup.array[0].multi_select.map((o) => o.name), ["House", "Disco"]);
    assert.equal(page.properties["Artist Popularity"].rollup.number, 61);
    assert.match(page.last_edited_time, /:00\.000Z$/);
  });

  test("search finds pages and data sources by title", async () => {
    const found = await (await client()).search({ query: "music tracks", filter: { property: "object", value: "data_source" } });
    assert.deepEqual(found.results.map((r) => r.id), [await source("tracks")]);
    const rows = await (await client()).search({ query: "Kiln" });
    assert.ok(rows.results.some((r) => r.object === "page"));
  });

  test("only the properties asked for come back", async () => {
    const { results } = await query("tracks", { filter: titled("Kiln"), filter_properties: ["title"] });
    assert.deepEqual(Object.keys(results[0].properties), ["Title"]);
  });
});

describe("querying", () => {
  test("all pages of a long list are read, each row once", async () => {
    const label = unique("Label");
    const made = [];
    for (let i = 0; i < 7; i++) made.push((await track(`Long ${i}`, { Label: { rich_text: text(label) } })).id);
    const read = await collectPaginatedAPI((await client()).dataSources.query,
      { data_source_id: await source("tracks"), page_size: 3, filter: { property: "Label", rich_text: { equals: label } } });
    assert.deepEqual(read.map((p) => p.id).sort(), made.sort());
  });

  test("compound filters and sorts choose and order", async () => {
    const label = unique("Sorted");
    for (const [title, bpm, genre] of [["a", 120, "House"], ["b", 128, "House"], ["c", 140, "Techno"], ["d", null, "House"]]) {
      await track(title, { Label: { rich_text: text(label) }, Tempo: { number: bpm }, Genre: { select: { name: genre } } });
    }
    const { results } = await query("tracks", {
      filter: { and: [{ property: "Label", rich_text: { equals: label } },
        { or: [{ property: "Tempo", number: { greater_than: 125 } }, { property: "Tempo", number: { is_empty: true } }] },
        { property: "Genre", select: { equals: ["House", "Techno"] } }] },
      sorts: [{ property: "Tempo", direction: "descending" }],
    });
    assert.deepEqual(results.map((r) => r.properties.Title.title[0].plain_text), ["c", "b", "d"]);
  });

  test("filters reach every kind of property", async () => {
    const label = unique("Kinds");
    const page = await track("Kinds", {
      Label: { rich_text: text(label) }, Downloaded: { checkbox: true }, "Release Date": { date: { start: "2026-01-09" } },
      "Audio Processing": { multi_select: [{ name: "Tagged" }] }, "Spotify URL": { url: "https://open.spotify.com/track/1" },
      "Filed State": { status: { name: "Filed" } }, Key: { rich_text: text("C minor") },
    });
    const mine = { property: "Label", rich_text: { equals: label } };
    for (const filter of [
      { property: "Downloaded", checkbox: { equals: true } }, { property: "Release Date", date: { before: "2026-01-10" } },
      { property: "Audio Processing", multi_select: { contains: "Tagged" } }, { property: "Spotify URL", url: { contains: "spotify" } },
      { property: "Filed State", status: { does_not_equal: "Not Started" } }, { property: "Has Key", formula: { checkbox: { equals: true } } },
      { property: "Artist", relation: { is_empty: true } }, { property: "Artwork", files: { is_empty: true } },
      { timestamp: "last_edited_time", last_edited_time: { on_or_after: "2026-01-01T00:00:00Z" } },
      { property: "Number", unique_id: { greater_than: 0 } },
    ]) {
      const { results } = await query("tracks", { filter: { and: [mine, filter] } });
      assert.deepEqual(results.map((r) => r.id), [page.id], JSON.stringify(filter));
    }
  });

  test("[notion.page-size-max-100] a page of 101 is refused", async () => {
    await invalid(query("tracks", { page_size: 101 }), /body\.page_size should be ≤ `100`, instead was `101`/);
  });

  test("[notion.cursor-must-be-ours] a cursor of another list is refused", async () => {
    await invalid(query("tracks", { start_cursor: "0d1c2b3a-0000-4000-8000-000000000000" }), /start_cursor provided is invalid/);
  });

  test("[notion.filter-depth-2] a third level of compounds is refused", async () => {
    const one = { property: "Downloaded", checkbox: { equals: true } };
    await invalid(query("tracks", { filter: { and: [{ or: [{ and: [one] }] }] } }), /body failed validation/);
  });

  test("[notion.filter-type-must-match] a filter of another type than its property is refused", async () => {
    await invalid(query("agentTasks", { filter: { property: "Status", select: { equals: "Ready" } } }),
      /database property status does not match filter select/);
  });

  test("[notion.unknown-property-400] filters, sorts and writes name what exists", async () => {
    await invalid(query("tracks", { filter: { property: "Nope", checkbox: { equals: true } } }), /Could not find property with name or id: Nope/);
    await invalid(query("tracks", { sorts: [{ property: "Nope", direction: "ascending" }] }), /Could not find sort property with name or id: Nope/);
    await invalid(track("Lost", { "Source Agent": { rich_text: text("x") } }), /Source Agent is not a property that exists\./);
  });

  test("[notion.query-cap-10000] a query ends after ten thousand rows and says so", async () => {
    const { control } = await sandbox();
    await control("seed", { notion: { generate: { database: "playlists", rows: 10_050 } } });
    let read = 0;
    let page = { next_cursor: undefined };
    do {
      page = await query("playlists", { start_cursor: page.next_cursor, filter_properties: ["title"] });
      read += page.results.length;
    } while (page.next_cursor);
    assert.equal(read, 10_000);
    assert.deepEqual(page.request_status, { type: "incomplete", incomplete_reason: "query_result_limit_reached" });
  });

  test("[notion.trashed-not-queried] a row in the trash is in no query and cannot be edited", async () => {
    const title = unique("Trashed");
    const notion = await client();
    const page = await track(title);
    await notion.pages.update({ page_id: page.id, in_trash: true });
    assert.equal((await query("tracks", { filter: titled(title) })).results.length, 0);
    assert.equal((await query("tracks", { filter: titled(title), in_trash: true })).results.length, 1);
    await invalid(notion.pages.update({ page_id: page.id, properties: { Tempo: { number: 1 } } }), /archived/);
  });
});

describe("writing", () => {
  test("what is written is read back", async () => {
    const notion = await client();
    const page = await track("Round", { Tempo: { number: 124.5 }, Genre: { select: { name: "House" } } });
    await notion.pages.update({ page_id: page.id, properties: {
      Tempo: { number: 126 }, Genre: { select: null }, Downloaded: { checkbox: true },
      "Release Date": { date: { start: "2026-01-10T12:00:00Z" } }, Artwork: { files: [{ name: "a.jpg", external: { url: "https://x.example/a.jpg" } }] },
    } });
    const { properties } = await notion.pages.retrieve({ page_id: page.id });
    assert.equal(properties.Tempo.number, 126);
    assert.equal(properties.Genre.select, null);
    assert.equal(properties.Downloaded.checkbox, true);
    assert.equal(properties["Release Date"].date.start, "2026-01-10T12:00:00.000+00:00");
    assert.equal(properties.Artwork.files[0].type, "external");
    assert.equal(properties["Filed State"].status.name, "Not Started");
  });

  test("blocks are appended, placed, listed and deleted", async () => {
    const notion = await client();
    const page = await track("Blocks");
    const paragraph = (words) => ({ paragraph: { rich_text: text(words) } });
    const { results: [first] } = await notion.blocks.children.append({ block_id: page.id, children: [paragraph("one"), paragraph("three")] });
    await notion.blocks.children.append({ block_id: page.id, children: [paragraph("two")], position: { type: "after_block", after_block: { id: first.id } } });
    await notion.blocks.children.append({ block_id: page.id, children: [paragraph("zero")], position: { type: "start" } });
    const listed = await collectPaginatedAPI(notion.blocks.children.list, { block_id: page.id, page_size: 2 });
    assert.deepEqual(listed.map((b) => b.paragraph.rich_text[0].plain_text), ["zero", "one", "two", "three"]);
    await notion.blocks.delete({ block_id: first.id });
    assert.equal((await notion.blocks.children.list({ block_id: page.id })).results.length, 3);
  });

  test("a comment starts a discussion and is answered in it", async () => {
    const notion = await client();
    const page = await track("Comments");
    const first = await notion.comments.create({ parent: { page_id: page.id }, rich_text: text("Filed.") });
    await notion.comments.create({ discussion_id: first.discussion_id, rich_text: text("Thanks.") });
    const { results } = await notion.comments.list({ block_id: page.id });
    assert.deepEqual(results.map((c) => c.rich_text[0].plain_text), ["Filed.", "Thanks."]);
  });

  test("a column can be added, and then written", async () => {
    const notion = await client();
    const name = unique("Mood");
    await notion.dataSources.update({ data_source_id: await source("tracks"), properties: { [name]: { type: "status", status: { options: [{ name: "Calm" }] } } } });
    const page = await track("Moody", { [name]: { status: { name: "Calm" } } });
    assert.equal(page.properties[name].status.name, "Calm");
  });

  test("[notion.wrong-type-400] a value of another type fails the whole call", async () => {
    await invalid(track("Typed", { Tempo: { rich_text: text("128") } }), /Tempo is expected to be number\./);
  });

  test("[notion.unknown-status-option-400] a status must exist", async () => {
    await invalid(row("agentTasks", { "Task Name": { title: text("x") }, Status: { status: { name: "Done" } } }),
      /Invalid status option\. Status option "Done" does not exist"\./);
  });

  test("[notion.select-option-created] a new select option joins the schema", async () => {
    const name = unique("Genre");
    await track("Selecting", { Genre: { select: { name } } });
    const { properties } = await (await client()).dataSources.retrieve({ data_source_id: await source("tracks") });
    assert.ok(properties.Genre.select.options.some((o) => o.name === name));
  });

  test("[notion.read-only-property-400] formulas and their kin are not written", async () => {
    await invalid(track("Derived", { Display: { formula: { string: "x" } } }), /body\.properties\.Display\.title should be defined/);
  });

  test("[notion.rich-text-2000] a run of 2001 characters is refused", async () => {
    await track("Fits", { Label: { rich_text: text("x".repeat(2000)) } });
    await invalid(track("Long", { Label: { rich_text: text("x".repeat(2001)) } }),
      /body\.properties\.Label\.rich_text\[0\]\.text\.content\.length should be ≤ `2000`, instead was `2001`/);
  });

  test("[notion.array-100] 101 of anything is refused", async () => {
    const notion = await client();
    const page = await track("Many");
    await invalid(notion.blocks.children.append({ block_id: page.id, children: Array(101).fill({ divider: {} }) }),
      /body\.children\.length should be ≤ `100`, instead was `101`/);
    await invalid(track("Runs", { Label: { rich_text: Array(101).fill(text("x")[0]) } }), /length should be ≤ `100`/);
  });

  test("[notion.url-2000] a long address is refused", async () => {
    await invalid(track("Url", { "Spotify URL": { url: "https://x.example/" + "x".repeat(2000) } }), /length should be ≤ `2000`/);
  });

  test("[notion.payload-500kb] a body over 500 KB is refused", async () => {
    const much = Array(100).fill({ paragraph: { rich_text: Array(3).fill(text("x".repeat(2000))[0]) } });
    const page = await track("Heavy");
    await invalid((await client()).blocks.children.append({ block_id: page.id, children: much }), /body failed validation/);
  });

  test("[notion.write-is-atomic] a refused write changes nothing", async () => {
    const notion = await client();
    const page = await track("Whole", { Tempo: { number: 1 } });
    await invalid(notion.pages.update({ page_id: page.id, properties: { Tempo: { number: 2 }, "No Such": { number: 3 } } }), /not a property/);
    assert.equal((await notion.pages.retrieve({ page_id: page.id })).properties.Tempo.number, 1);
  });

  test("[notion.references-25] a page shows 25 references, the property endpoint all", async () => {
    const notion = await client();
    const artists = [];
    for (let i = 0; i < 30; i++) artists.push({ id: (await row("artists", { Name: { title: text(`Artist ${i}`) } })).id });
    const page = await track("Collective", { Artist: { relation: artists } });
    const { Artist } = (await notion.pages.retrieve({ page_id: page.id })).properties;
    assert.equal(Artist.relation.length, 25);
    assert.equal(Artist.has_more, true);
    const whole = await collectPaginatedAPI(notion.pages.properties.retrieve, { page_id: page.id, property_id: Artist.id, page_size: 20 });
    assert.deepEqual(whole.map((r) => r.relation.id), artists.map((a) => a.id));
  });

  test("[notion.last-edited-minute] an edit is shown to the minute", async () => {
    const page = await track("Minute", {}, frozen);
    assert.equal(page.last_edited_time, "2026-01-10T12:00:00.000Z");
    assert.equal(page.properties["Last Edited"].last_edited_time, "2026-01-10T12:00:00.000Z");
  });
});

describe("the door", () => {
  test("[notion.token-401] a wrong token is unauthorized", async () => {
    await refused((await client({ auth: "ntn_wrong" })).users.me({}), APIErrorCode.Unauthorized, /API token is invalid\./);
  });

  test("[notion.version-header-required] a call without a version is refused", async () => {
    const { line } = await sandbox();
    const answer = await fetch(`${line.notion}/v1/users/me`, { headers: { authorization: `Bearer ${line.tokens.notion}` } });
    assert.equal(answer.status, 400);
    const body = await answer.json();
    assert.equal(body.code, "missing_version");
    assert.equal(body.message, "Notion-Version header failed validation: Notion-Version header should be defined, instead was `undefined`.");
  });

  test("[notion.version-known] a version that never was is refused", async () => {
    await invalid((await client({ notionVersion: "2026-02-30" })).users.me({}), /Notion-Version header should be `"2021-05-11"`/);
  });

  test("[notion.in-trash-not-archived] 2026-03-11 knows no 'archived', 2025-09-03 does", async () => {
    const page = await track("Versions");
    assert.equal("archived" in page, false);
    const sent = await raw(`/v1/pages/${page.id}`, { method: "PATCH", body: '{"archived":true}' });
    assert.match(sent.body.message, /body\.archived should be not present/);
    const older = await client({ notionVersion: "2025-09-03" });
    assert.equal((await older.pages.update({ page_id: page.id, archived: true })).archived, true);
  });

  test("[notion.position-not-after] 2026-03-11 places by position", async () => {
    const page = await track("Placing");
    const notion = await client();
    const children = [{ divider: {} }];
    const { results: [first] } = await notion.blocks.children.append({ block_id: page.id, children });
    await invalid(notion.blocks.children.append({ block_id: page.id, children, after: first.id }), /body\.after should be not present/);
    const older = await client({ notionVersion: "2025-09-03" });
    assert.equal((await older.blocks.children.append({ block_id: page.id, children, after: first.id })).results.length, 1);
  });

  test("[notion.malformed-id-400] an id that is none is told so", async () => {
    await invalid((await client()).pages.retrieve({ page_id: "not-an-id" }),
      /path failed validation: path\.page_id should be a valid uuid, instead was `"not-an-id"`\./);
  });

  test("[notion.invalid-json-400] a body that does not parse is told so", async () => {
    const { status, body } = await raw("/v1/search", { method: "POST", body: "{" });
    assert.deepEqual([status, body.code, body.message], [400, APIErrorCode.InvalidJSON, "Error parsing JSON body."]);
  });

  test("[notion.not-shared-404] what is not shared is not found", async () => {
    const page = await track("Hidden");
    const { control } = await sandbox();
    await control("seed", { notion: { hide: [page.id] } });
    await refused((await client()).pages.retrieve({ page_id: page.id }), APIErrorCode.ObjectNotFound, /Could not find page with ID: .* shared with your integration/);
  });

  test("an address that is none is told so", async () => {
    const { status, body } = await raw("/v1/nowhere");
    assert.deepEqual([status, body.code], [400, APIErrorCode.InvalidRequestURL]);
  });

  test("[notion.rate-limit] beyond the budget of a minute a call is told how long to wait, and then gets through", async () => {
    const { control } = await frozen();
    await control("seed", { notion: { requestsPerMinute: 3 } });
    await control("advance", { seconds: 120 });
    const notion = await client({}, frozen);
    for (let i = 0; i < 3; i++) await notion.users.me({});
    await assert.rejects(notion.users.me({}), (error) => {
      assert.equal(error.code, APIErrorCode.RateLimited);
      assert.ok(Number(error.headers.get("retry-after")) <= 60);
      assert.equal(error.additional_data.rate_limit_reason, "public_api_request_rate_limit");
      return true;
    });
    await control("advance", { seconds: 60 });
    assert.ok(await notion.users.me({}));
    await control("seed", { notion: { requestsPerMinute: 1_000_000 } });
  });
});

describe("bad weather", () => {
  const fault = async (what) => (await sandbox()).control("faults", { provider: "notion", ...what });

  test("a 429 with Retry-After is waited for and repeated by the client itself", async () => {
    await fault({ status: 429, headers: { "Retry-After": "1" } });
    const began = Date.now();
    const me = await (await client({ retry: undefined })).users.me({});
    assert.equal(me.type, "bot");
    assert.ok(Date.now() - began >= 900);
  });

  test("each trouble arrives as the error the client knows, or knows not", async () => {
    for (const [status, code] of [[409, APIErrorCode.ConflictError], [429, APIErrorCode.RateLimited], [500, APIErrorCode.InternalServerError],
      [503, APIErrorCode.ServiceUnavailable], [504, APIErrorCode.GatewayTimeout], [529, APIErrorCode.ServiceOverload], [403, APIErrorCode.RestrictedResource]]) {
      await fault({ status });
      await refused((await client()).users.me({}), code, /./);
    }
    await fault({ status: 502 });
    await assert.rejects((await client()).users.me({}), (e) => UnknownHTTPResponseError.isUnknownHTTPResponseError(e) && e.status === 502);
  });

  test("a slow answer runs into the client's time-out", async () => {
    await fault({ delayMs: 400 });
    await assert.rejects((await client({ timeoutMs: 100 })).users.me({}), (e) => e.code === ClientErrorCode.RequestTimeout);
  });

  test("a create whose answer was lost has happened all the same", async () => {
    const title = unique("Lost answer");
    await fault({ method: "POST", path: "/v1/pages", drop: true, afterEffect: true });
    await assert.rejects(track(title));
    assert.equal((await query("tracks", { filter: titled(title) })).results.length, 1);
  });

  test("every call is in the log, with its trouble and without its token", async () => {
    const { line, control } = await sandbox();
    const { count } = await control("calls");
    await fault({ status: 504 });
    await assert.rejects((await client()).users.me({}));
    const { calls } = await control(`calls?since=${count}&provider=notion`);
    const call = calls.find((c) => c.fault === "status 504");
    assert.deepEqual([call.method, call.path, call.status, call.fault], ["GET", "/v1/users/me", 504, "status 504"]);
    assert.ok(!JSON.stringify(call).includes(line.tokens.notion));
  });
});

test("every answer was held against Notion's OpenAPI", (t) => {
  if (!judge) return t.skip("notion.openapi.json is not here: set CONTRACTS to its folder");
  assert.deepEqual(judge.wrong, []);
  t.diagnostic(`${judge.checked.size} kinds of answer checked`);
});

test("every accepted request was held against Notion's OpenAPI", async (t) => {
  if (!judge) return t.skip("notion.openapi.json is not here: set CONTRACTS to its folder");
  const { calls } = await (await sandbox()).control("calls?provider=notion");
  const { wrong, checked } = judgeRequests(judge, calls);
  assert.deepEqual(wrong, []);
  t.diagnostic(`${checked.size} kinds of request checked`);
});
