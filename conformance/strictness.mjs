// Proves that every rule of the sandbox is noticed: each is switched off in turn, and the tests named after it must then fail.
// A rule's guards are the tests whose name holds "[rule-name]", in any *.test.mjs of this folder. Arguments narrow the rules by prefix.
import { execFile } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startSandbox } from "./sandbox.mjs";

const folder = fileURLToPath(new URL(".", import.meta.url));
const prefixes = process.argv.slice(2);
const workers = Number(process.env.STRICTNESS_WORKERS ?? 2);
const files = readdirSync(folder).filter((f) => f.endsWith(".test.mjs")).map((f) => ({ name: f, text: readFileSync(folder + f, "utf8") }));

const sandbox = await startSandbox();
const rules = (await sandbox.control("rules")).filter((r) => prefixes.length === 0 || prefixes.some((p) => r.name.startsWith(p)));
await sandbox.stop();

// The guards' own lines, so that a sandbox that does not start is not taken for a rule well guarded.
const run = (rule, off) => new Promise((resolve) => {
  const guarded = files.filter((f) => f.text.includes(`[${rule.name}]`)).map((f) => f.name);
  if (guarded.length === 0) return resolve({ ran: 0, failed: 0 });
  const pattern = `\\[${rule.name.replaceAll(".", "\\.")}\\]`;
  execFile(process.execPath, ["--test", "--test-reporter=tap", `--test-name-pattern=${pattern}`, ...guarded],
    { cwd: folder, env: { ...process.env, NODE_TEST_CONTEXT: undefined, SANDBOX_RULES_OFF: off ? rule.name : "" }, maxBuffer: 64 << 20 },
    (_, out) => {
      const lines = out.split("\n").filter((l) => l.includes(`[${rule.name}]`) && /^\s*(not )?ok /.test(l) && !l.includes("# SKIP"));
      resolve({ ran: lines.length, failed: lines.filter((l) => l.trim().startsWith("not ok")).length });
    });
});

const check = async (rule) => {
  const off = await run(rule, true);
  if (off.ran === 0) return "no test is named after it";
  if (off.failed === 0) return "no test noticed that it was off";
  const on = process.env.STRICTNESS_BOTH ? await run(rule, false) : { failed: 0 };
  return on.failed === 0 ? null : "its test fails while it holds";
};

const began = Date.now();
const waiting = [...rules];
let unguarded = 0;
await Promise.all(Array.from({ length: workers }, async () => {
  for (let rule; (rule = waiting.shift());) {
    const wrong = await check(rule);
    unguarded += wrong ? 1 : 0;
    console.log(`${wrong ? "NOT GUARDED" : "guarded    "}  ${rule.name}${wrong ? ` – ${wrong}` : ""}`);
  }
}));
console.log(`${rules.length - unguarded} of ${rules.length} rules are guarded (${((Date.now() - began) / 1000).toFixed(0)} s).`);
process.exitCode = unguarded === 0 && rules.length > 0 ? 0 : 1;
