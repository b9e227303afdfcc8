// Holds what any client sent to a running sandbox against the vendor's OpenAPI:
//   node requests.mjs CONTROL_ADDRESS [provider] [contract file]
import { contract, judgeRequests } from "./contract.mjs";

const [control, provider = "notion", file = `${provider}.openapi.json`] = process.argv.slice(2);
const judge = contract(file);
if (!judge) {
  console.log(`${file} is not here: set CONTRACTS to its folder. Nothing was checked.`);
  process.exit(0);
}

const { calls } = await (await fetch(`${control}/_sandbox/calls?provider=${provider}`)).json();
const { wrong, checked } = judgeRequests(judge, calls);
wrong.forEach((w) => console.log(w));
console.log(`${calls.length} calls, ${checked.size} kinds of request checked, ${wrong.length} against the contract.`);
process.exitCode = wrong.length === 0 ? 0 : 1;
