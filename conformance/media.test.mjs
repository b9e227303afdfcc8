// The media host and the real yt-dlp. A test with a rule in brackets is that rule's guard.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { world } from "./taste.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

// The first search result that is the song itself, with the name of its file.
const found = async (w) => {
  const { items } = (await w.media("/search?q=Amber River")).body;
  const right = items.find((item) => item.title.includes("Official Audio"));
  const page = Buffer.from((await w.media(right.pageUrl)).body).toString();
  return { ...right, name: /src="\/media\/(.*)\.m4a"/.exec(page)[1] };
};

const ytDlp = (w, ...rest) => new Promise((resolve) => {
  execFile("yt-dlp", ["--ignore-config", "--no-cache-dir", "--retries", "0", "-J", ...rest],
    { env: { ...process.env, PYTHONPATH: here, PYTHONDONTWRITEBYTECODE: "1", CRATEHAND_SANDBOX_MEDIA: w.line.media } },
    (error, stdout, stderr) => resolve({ code: error?.code ?? 0, json: JSON.parse(stdout || "null"), stderr }));
});

describe("yt-dlp", () => {
  test("reads a page of the video site, and a plain file without a plugin", async () => {
    const w = await world();
    const { url, name } = await found(w);
    const page = await ytDlp(w, url);
    const file = await ytDlp(w, `${w.line.media}/media/${name}.mp3`);
    assert.equal(page.json.formats[0].ext, "m4a");
    assert.equal(file.json.extractor_key, "Generic");
  });

  test("says in its own words what went wrong", async () => {
    const w = await world();
    const { id, url } = await found(w);
    for (const [trouble, words] of [["geo", /geo restriction/], ["drm", /DRM protected/], ["login", /registered users/], ["removed", /Video unavailable/], ["rate", /HTTP Error 429/]]) {
      await w.control("seed", { media: { troubles: { [id]: trouble } } });
      const { code, stderr } = await ytDlp(w, url);
      assert.equal(code, 1);
      assert.match(stderr, words);
    }
  });
});

describe("the rules", () => {
  const range = async (bytes, more = {}) => {
    const w = await world();
    const path = `/media/${(await found(w)).name}.wav`;
    return { w, path, answer: await w.media(path, { headers: { range: `bytes=${bytes}`, ...more } }) };
  };

  test("a range is those bytes [media.range-206]", async () => assert.equal((await range("5-14")).answer.body.byteLength, 10));
  test("beyond the end there is nothing [media.range-416]", async () => assert.equal((await range("999999999-")).answer.status, 416));
  test("a range of an older file gets the whole [media.if-range]", async () => assert.equal((await range("5-14", { "if-range": '"older"' })).answer.status, 200));

  test("a preview holds thirty seconds [media.preview-30-seconds]", async () => {
    const w = await world();
    const head = await w.media(`/media/preview/${(await found(w)).name}.wav`, { method: "HEAD" });
    assert.ok(Math.abs(Number(head.headers.get("content-length")) - 30 * 44100 * 4) < 200);
  });

  test("a stalled body never ends [media.stall-never-ends]", async () => {
    const w = await world();
    await assert.rejects(w.media(`/media/stall/${(await found(w)).name}.wav`, { signal: AbortSignal.timeout(3000) }).then(() => null));
  });

  test("a cut body is shorter than it says [media.length-lies]", async () => {
    const w = await world();
    const answer = await fetch(`${w.line.media}/media/cut/${(await found(w)).name}.wav`);
    await assert.rejects(answer.arrayBuffer());
  });
});
