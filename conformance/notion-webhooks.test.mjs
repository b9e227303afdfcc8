// Notion's webhooks as the official helper sees them. A test named after a rule in brackets is that rule's guard: see strictness.mjs.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { describe, test } from "node:test";
import { verifyWebhookSignature } from "@notionhq/client";
import { client, source, text, track } from "./notion.mjs";
import { lazily } from "./sandbox.mjs";

describe("webhooks", () => {
  const listener = async (status = 200) => {
    const got = [];
    const server = createServer((request, response) => {
      const parts = [];
      request.on("data", (part) => parts.push(part)).on("end", () => {
        const body = Buffer.concat(parts).toString();
        got.push({ body, json: JSON.parse(body), signature: request.headers["x-notion-signature"] });
        response.writeHead(typeof status === "function" ? status(got.length) : status).end();
      });
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    return { got, url: `http://127.0.0.1:${server.address().port}/`, close: () => new Promise((r) => { server.closeAllConnections(); server.close(r); }) };
  };

  // A fresh sandbox each time: its clock stands still, so nothing comes that was not asked for.
  const subscribed = (settings, act) => async () => {
    const own = lazily({ SANDBOX_NOTION_PER_MINUTE: "1000000", SANDBOX_FROZEN_AT: "2026-01-10T12:00:00Z" });
    const hook = await listener(settings.status);
    try {
      const { control } = await own();
      await control("seed", { notion: { subscribe: { url: hook.url }, weather: settings.weather } });
      const token = hook.got[0].json.verification_token;
      if (settings.verify !== false) await control("seed", { notion: { verify: { token } } });
      await act({ own, hook, control, token, events: () => hook.got.slice(1).map((g) => g.json) });
    } finally {
      await hook.close();
      await own.stop();
    }
  };

  test("[notion.webhook-signed] an event carries the signature the official helper verifies", subscribed({}, async ({ own, hook, control, token }) => {
    await track("Signed", {}, own);
    await control("advance", { seconds: 60 });
    const [, event] = hook.got;
    assert.equal(event.json.type, "page.created");
    assert.equal(await verifyWebhookSignature({ body: event.body, signature: event.signature, verificationToken: token }), true);
    assert.equal(await verifyWebhookSignature({ body: event.body + " ", signature: event.signature, verificationToken: token }), false);
  }));

  test("[notion.webhook-handshake-first] nothing is told before the token came back", subscribed({ verify: false }, async ({ own, control, events }) => {
    await track("Early", {}, own);
    await control("advance", { seconds: 60 });
    assert.deepEqual(events(), []);
  }));

  test("[notion.webhook-8-attempts] a deaf receiver is tried eight times within about a day", subscribed(
    { status: (nth) => (nth === 1 ? 200 : 500) }, async ({ own, control, events }) => {
      await track("Deaf", {}, own);
      await control("advance", { seconds: 3 * 86_400 });
      assert.deepEqual(events().map((e) => e.attempt_number), [1, 2, 3, 4, 5, 6, 7, 8]);
      assert.equal(new Set(events().map((e) => e.id)).size, 1);
    }));

  test("edits close together are told once, with every property", subscribed({}, async ({ own, control, events }) => {
    const page = await track("Gathered", {}, own);
    await control("advance", { seconds: 60 });
    const notion = await client({}, own);
    await notion.pages.update({ page_id: page.id, properties: { Tempo: { number: 1 } } });
    await notion.pages.update({ page_id: page.id, properties: { Downloaded: { checkbox: true } } });
    await control("advance", { seconds: 60 });
    const updates = events().filter((e) => e.type === "page.properties_updated");
    assert.equal(updates.length, 1);
    assert.deepEqual(updates[0].data.updated_properties.sort(), [page.properties.Tempo.id, page.properties.Downloaded.id].sort());
    assert.equal(updates[0].data.parent.data_source_id, await source("tracks", own));
  }));

  test("events are lost, doubled and late as the weather says", subscribed(
    { weather: { loseEvery: 5, duplicateEvery: 3, lateEvery: 2 } }, async ({ own, control, events }) => {
      const page = await track("Weather", {}, own);
      await control("advance", { seconds: 60 });
      const notion = await client({}, own);
      for (const words of ["two", "three", "four", "five"]) {
        await notion.comments.create({ parent: { page_id: page.id }, rich_text: text(words) });
        await control("advance", { seconds: 30 });
      }
      await control("advance", { seconds: 300 });
      const words = (await notion.comments.list({ block_id: page.id })).results.map((c) => [c.id, c.rich_text[0].plain_text]);
      const told = events().slice(1).map((e) => new Map(words).get(e.entity.id));
      assert.deepEqual(told, ["three", "three", "two", "four"]);
    }));
});
