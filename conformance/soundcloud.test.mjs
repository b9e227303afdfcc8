// soundcloud-api-ts through a wrapped fetch, SoundCloud's OpenAPI, and the rules: a test with a rule in brackets is that rule's guard.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { SoundCloudClient } from "soundcloud-api-ts";
import { contract, judged } from "./contract.mjs";
import { authorize, client, exchange, refresh, signIn, world } from "./taste.mjs";

// A track's `access` may be null in the document, whose list of its values forgets that.
const judge = contract("soundcloud.openapi.yml");
const held = () => assert.deepEqual(judge?.wrong.splice(0) ?? [], []);
const auth = "soundcloudAuth";
const plain = globalThis.fetch;

// The client knows only the real hosts: they are led to the sandbox here, and judged on the way.
const sdk = async (t, seed) => {
  const w = await world(seed && { soundcloud: seed });
  const ask = judged(judge, plain);
  globalThis.fetch = (url, init) => ask(String(url).replace("https://api.soundcloud.com", w.line.soundcloud).replace("https://secure.soundcloud.com", w.line.soundcloudAuth), init);
  t.after(() => { globalThis.fetch = plain; });
  const api = new SoundCloudClient({ clientId: client.id, clientSecret: client.secret, redirectUri: "http://127.0.0.1/callback", maxRetries: 0 });
  api.setToken(w.line.tokens.soundcloud);
  return { w, api };
};
const song = (n) => `soundcloud:tracks:${1_900_000_000 + n * 8}`;

describe("the client", () => {
  test("reads the listener and walks the likes by next_href", async (t) => {
    const { api } = await sdk(t, { likes: 450 });
    const me = await api.me.getMe();
    const urns = [];
    for await (const track of api.paginateItems(() => api.users.getLikesTracks(me.urn, 200))) urns.push(track.urn);
    assert.ok(urns.length > 350 && new Set(urns).size === urns.length, `${urns.length} likes`);
    held();
  });

  test("reads a track, its streams and a playlist", async (t) => {
    const { api } = await sdk(t);
    assert.equal((await api.tracks.getTrack(song(101))).access, "playable");
    assert.match((await api.tracks.getStreams(song(101))).hls_aac_160_url, /hls-aac-160/);
    const { collection: [set] } = await api.me.getPlaylists(10);
    assert.equal((await api.playlists.getPlaylist(set.urn)).tracks.length, set.tracks.length);
    held();
  });

  test("resolves a link to an address and searches", async (t) => {
    const { api } = await sdk(t);
    const track = await api.tracks.getTrack(song(101));
    assert.match(await api.resolve.resolveUrl(`${track.permalink_url}?si=1`), /\/tracks\/soundcloud:tracks:/);
    assert.equal((await api.search.tracks(track.title)).collection.length, 7);
    held();
  });

  test("likes and unlikes", async (t) => {
    const { api } = await sdk(t);
    assert.equal(await api.likes.likeTrack(song(141)), true);
    assert.equal(await api.likes.unlikeTrack(song(141)), true);
  });

  test("signs in, and refreshes with a token that is used up by it", async (t) => {
    const { w, api } = await sdk(t);
    const signed = await signIn(w, auth);
    const again = await api.auth.refreshUserToken(signed.refresh_token);
    assert.notEqual(again.refresh_token, signed.refresh_token);
    await assert.rejects(api.auth.refreshUserToken(signed.refresh_token));
  });

  test("waits and tries again when told to", async (t) => {
    const { w } = await sdk(t);
    await w.control("faults", { provider: "soundcloud", path: "/me", status: 429, headers: { "Retry-After": "1" } });
    const patient = new SoundCloudClient({ clientId: client.id, clientSecret: client.secret, maxRetries: 2, retryBaseDelay: 10 });
    patient.setToken(w.line.tokens.soundcloud);
    assert.equal((await patient.me.getMe()).username, "Sandbox Listener");
  });
});

describe("the OpenAPI document", { skip: judge ? false : "soundcloud.openapi.yml is not there: set CONTRACTS to its folder" }, () => {
  test("describes what is answered", async () => {
    const w = await world();
    const ask = judged(judge, plain);
    const get = (path, authorization = `OAuth ${w.line.tokens.soundcloud}`) => ask(w.line.soundcloud + path, { redirect: "manual", headers: { authorization } });
    for (const path of ["/me", "/me/likes/tracks?linked_partitioning=true", "/me/recently-played/tracks", "/me/playlists?linked_partitioning=true",
      `/tracks/${song(103)}`, `/tracks/${song(103)}/streams`, `/tracks/${song(107)}/streams`, "/tracks?q=river&linked_partitioning=true",
      "/playlists/soundcloud:playlists:410000001", "/playlists/soundcloud:playlists:410000001/tracks?linked_partitioning=true",
      "/resolve?url=https://on.soundcloud.com/nothing", "/resolve?url=https://soundcloud.com/sandbox-listener"]) await get(path);
    await get("/me", "OAuth nobody");
    held();
    assert.ok(judge.checked.size >= 12, [...judge.checked].join(", "));
  });
});

describe("the rules", () => {
  const likes = "/me/likes/tracks?linked_partitioning=true";

  test("Bearer is refused [soundcloud.oauth-scheme]", async () => {
    const w = await world();
    assert.equal((await w.call("soundcloud", "/me", { headers: { authorization: `Bearer ${w.line.tokens.soundcloud}` } })).status, 401);
  });

  test("a token ends after an hour [soundcloud.token-expires]", async () => {
    const w = await world();
    const { access_token } = await signIn(w, auth);
    await w.advance(3601);
    assert.equal((await w.call("soundcloud", "/me", { headers: { authorization: `OAuth ${access_token}` } })).status, 401);
  });

  test("a refresh token is good for one use [soundcloud.single-use-refresh]", async () => {
    const w = await world();
    const { refresh_token } = await signIn(w, auth);
    await refresh(w, auth, refresh_token);
    assert.equal((await refresh(w, auth, refresh_token)).body.error, "invalid_grant");
  });

  test("there is no sign-in without PKCE [soundcloud.pkce-required]", async () => {
    assert.equal((await authorize(await world(), auth, { pkce: false })).get("error"), "invalid_request");
  });

  test("the secret is asked for [soundcloud.client-secret]", async () => {
    const w = await world();
    assert.equal((await exchange(w, auth, (await authorize(w, auth)).get("code"), { client_secret: "" })).status, 401);
  });

  test("an offset of one's own is not heard [soundcloud.next-href-opaque]", async () => {
    const w = await world();
    const first = (path) => w.soundcloud(path).then((a) => a.body.collection[0].urn);
    assert.equal(await first(`${likes}&offset=3`), await first(likes));
  });

  test("a page holds two hundred [soundcloud.limit-max-200]", async () => assert.equal((await (await world()).soundcloud(`${likes}&limit=201`)).status, 400));

  test("sets leave blocked tracks out [soundcloud.access-filter]", async () => {
    const { body } = await (await world()).soundcloud("/playlists/soundcloud:playlists:410000002/tracks?linked_partitioning=true");
    assert.equal(body.collection.filter((track) => track.access === "blocked").length, 0);
  });

  test("without linking a list is bare [soundcloud.linked-partitioning]", async () => assert.ok(Array.isArray((await (await world()).soundcloud("/me/likes/tracks")).body)));

  test("resolving redirects [soundcloud.resolve-redirects]", async () => {
    const w = await world();
    const { permalink_url } = (await w.soundcloud(`/tracks/${song(101)}`)).body;
    assert.equal((await w.soundcloud(`/resolve?url=${permalink_url}`)).status, 302);
  });

  test("a secret track needs its token [soundcloud.secret-token]", async () => assert.equal((await (await world()).soundcloud(`/tracks/${song(121)}`)).status, 404));

  test("a blocked track has no stream [soundcloud.blocked-has-no-stream]", async () =>
    assert.equal((await (await world()).soundcloud(`/tracks/${song(107)}/streams`)).status, 404));

  test("a stream needs the token [soundcloud.streams-need-token]", async () =>
    assert.equal((await (await world()).call("soundcloud", `/tracks/${song(101)}/streams/http-mp3-128`)).status, 401));

  test("only what is offered can be downloaded [soundcloud.download-only-when-offered]", async () =>
    assert.equal((await (await world()).soundcloud(`/tracks/${song(101)}/download`)).status, 403));

  test("plays are twenty-five tracks [soundcloud.plays-25-once]", async () =>
    assert.equal((await (await world()).soundcloud("/me/recently-played/tracks")).body.collection.length, 25));
});
