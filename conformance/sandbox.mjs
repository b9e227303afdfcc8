// Starts a sandbox as a process of its own and talks to its control port.
// SANDBOX_HOST names the runner's file; without it the release build beside this folder is taken.
// SANDBOX_RULES_OFF passes through: that is how the strictness run weakens what is tested here.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const runner = process.env.SANDBOX_HOST
  ?? fileURLToPath(new URL("../tests/Cratehand.Sandbox.Host/bin/Release/net10.0/Cratehand.Sandbox.Host", import.meta.url));

export async function startSandbox(settings = {}) {
  const child = spawn(runner, [], { stdio: ["pipe", "pipe", "inherit"], env: { ...process.env, ...settings } });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  const line = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", (text) => resolve(JSON.parse(text)));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`The sandbox ended with ${code} before its first line. Build tests/Cratehand.Sandbox.Host first.`)));
  });

  const control = async (what, body) => {
    const answer = await fetch(`${line.control}/_sandbox/${what}`, body === undefined ? {} : { method: "POST", body: JSON.stringify(body) });
    const json = await answer.json();
    if (!answer.ok) throw new Error(`${what}: ${json.error}`);
    return json;
  };

  const stop = async () => {
    child.stdin.end();
    await gone;
  };

  return { line, control, stop };
}

// One sandbox, started when the first test asks for it.
export function lazily(settings) {
  let started;
  const get = () => (started ??= startSandbox(settings));
  get.stop = async () => started && (await started).stop();
  return get;
}
