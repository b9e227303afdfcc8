// Holds what any client sent to a sandbox against the vendor's OpenAPI, of a running one or as its tests wrote it down:
//   node requests.mjs CONTROL_ADDRESS|FOLDER [provider] [contract file]
import { readFileSync, readdirSync } from "node:fs";
import { contract, judgeRequests } from "./contract.mjs";

const [from, provider = "notion", file = `${provider}.openapi.json`] = process.argv.slice(2);
const judge = contract(file);
if (!judge) {
  console.log(`${file} is not here: set CONTRACTS to its folder. Nothing was checked.`);
  process.exit(0);
}

const running = async () => (await (await fetch(`${from}/_sandbox/calls?provider=${provider}`)).json()).calls;
const written = () => readdirSync(from).flatMap((name) => JSON.parse(readFileSync(`${from}/${name}`, "utf8")).calls);
const calls = (from.startsWith("http") ? await running() : written()).filter((call) => call.provider === provider);
const { wrong, checked } = judgeRequests(judge, calls);
wrong.forEach((w) => console.log(w));
console.log(`${calls.length} calls, ${checked.size} kinds of request checked, ${wrong.length} against the contract.`);
process.exitCode = wrong.length === 0 ? 0 : 1;
