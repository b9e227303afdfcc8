// What the Spotify, SoundCloud and media tests share: a sandbox of one's own, calls without a client, a sign-in.
import { createHash } from "node:crypto";
import assert from "node:assert/strict";
import { after } from "node:test";
import { startSandbox } from "./sandbox.mjs";

export const client = { id: "cratehand-sandbox-client", secret: "cratehand-sandbox-secret" };
export const redirect = "http://127.0.0.1:4567/callback";
export const verifier = "a-verifier-that-is-long-enough-to-be-one-of-43-characters";

const running = new Map();
after(() => Promise.all([...running.values()].map(async (started) => (await started).stop())));

// A sandbox with its clock standing still. Tests of a file that want the same seed share one: each does only what the others survive.
export async function world(seed) {
  const key = JSON.stringify(seed ?? null);
  if (!running.has(key)) running.set(key, start(seed));
  const sandbox = await running.get(key);
  const { line, control } = sandbox;
  const call = async (base, path, init = {}) => {
    const answer = await fetch(path.startsWith("http") ? path : line[base] + path, { redirect: "manual", ...init });
    const isJson = answer.headers.get("content-type")?.startsWith("application/json");
    return { status: answer.status, headers: answer.headers, body: isJson ? await answer.json() : await answer.arrayBuffer() };
  };
  return {
    line, control, call,
    advance: (seconds) => control("advance", { seconds }),
    spotify: (path, init = {}) => call("spotify", path, { ...init, headers: { authorization: `Bearer ${line.tokens.spotify}`, ...init.headers } }),
    soundcloud: (path, init = {}) => call("soundcloud", path, { ...init, headers: { authorization: `OAuth ${line.tokens.soundcloud}`, ...init.headers } }),
    media: (path, init) => call("media", path, init),
  };
}

async function start(seed) {
  const sandbox = await startSandbox({ SANDBOX_FROZEN_AT: "2026-01-10T12:00:00Z" });
  if (seed) await sandbox.control("seed", seed);
  return sandbox;
}

const form = (fields) => ({ method: "POST", body: new URLSearchParams(fields) });
const tokenPath = { spotifyAccounts: "/api/token", soundcloudAuth: "/oauth/token" };

export async function authorize(w, host, { to = redirect, pkce = true } = {}) {
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  const query = new URLSearchParams({
    client_id: client.id, response_type: "code", redirect_uri: to, scope: "user-library-read", state: "xyz",
    ...(pkce ? { code_challenge: challenge, code_challenge_method: "S256" } : {}),
  });
  const answer = await w.call(host, `/authorize?${query}`);
  return answer.headers.get("location") ? new URL(answer.headers.get("location")).searchParams : answer.status;
}

export const token = (w, host, fields) =>
  w.call(host, tokenPath[host], form({ client_id: client.id, ...(host === "soundcloudAuth" ? { client_secret: client.secret } : {}), ...fields }));

export const exchange = (w, host, code, fields = {}) =>
  token(w, host, { grant_type: "authorization_code", code, redirect_uri: redirect, code_verifier: verifier, ...fields });

export async function signIn(w, host) {
  const answer = await exchange(w, host, (await authorize(w, host)).get("code"));
  assert.equal(answer.status, 200);
  return answer.body;
}

export const refresh = (w, host, refresh_token) => token(w, host, { grant_type: "refresh_token", refresh_token });
