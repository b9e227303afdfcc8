// What the Notion tests share: two sandboxes (one runs, one stands still), a client whose answers are held against the contract, short ways to write.
import assert from "node:assert/strict";
import { APIErrorCode, APIResponseError, Client } from "@notionhq/client";
import { contract, judged } from "./contract.mjs";
import { lazily } from "./sandbox.mjs";

export const judge = contract("notion.openapi.json");
export const sandbox = lazily({ SANDBOX_NOTION_PER_MINUTE: "1000000" });
export const frozen = lazily({ SANDBOX_NOTION_PER_MINUTE: "1000000", SANDBOX_FROZEN_AT: "2026-01-10T12:00:41.250Z" });
export const stop = () => Promise.all([sandbox.stop(), frozen.stop()]);

export const client = async (options = {}, from = sandbox) => {
  const { line } = await from();
  return new Client({
    auth: line.tokens.notion, baseUrl: line.notion, notionVersion: "2026-03-11", retry: false, logLevel: "error", fetch: judged(judge), ...options,
  });
};

export const source = async (key, from = sandbox) => {
  const { line } = await from();
  const database = await (await client({}, from)).databases.retrieve({ database_id: line.databases[key] });
  return database.data_sources[0].id;
};

export const text = (content) => [{ text: { content } }];
export const row = async (key, properties, from = sandbox) =>
  (await client({}, from)).pages.create({ parent: { type: "data_source_id", data_source_id: await source(key, from) }, properties });
export const track = (title, more = {}, from = sandbox) => row("tracks", { Title: { title: text(title) }, ...more }, from);
export const query = async (key, body) => (await client()).dataSources.query({ data_source_id: await source(key), ...body });
export const titled = (title) => ({ property: "Title", title: { equals: title } });
let next = 0;
export const unique = (word) => `${word} ${process.pid}-${++next}`;

export const refused = (promise, code, message) => assert.rejects(promise, (error) => {
  assert.ok(APIResponseError.isAPIResponseError(error), `an answer the client knows, not ${error}`);
  assert.equal(error.code, code);
  assert.match(error.message, message);
  return true;
});
export const invalid = (promise, message) => refused(promise, APIErrorCode.ValidationError, message);
export const raw = async (path, { headers = {}, ...init } = {}) => {
  const { line } = await sandbox();
  const answer = await fetch(line.notion + path, {
    ...init, headers: { authorization: `Bearer ${line.tokens.notion}`, "notion-version": "2026-03-11", "content-type": "application/json", ...headers },
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
};
