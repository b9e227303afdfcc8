// The vendor's OpenAPI as a judge. CONTRACTS is the folder with notion.openapi.json; default: ../../shared/contracts beside the repository.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";

const folder = process.env.CONTRACTS ?? fileURLToPath(new URL("../../shared/contracts", import.meta.url));

// prefix: what stands before the document's paths on the wire. correct: mends the document where the service is known to differ.
export function contract(file, { prefix = "", correct = (document) => document } = {}) {
  const path = `${folder}/${file}`;
  if (!existsSync(path)) return null;
  const document = correct(parse(readFileSync(path, "utf8")));
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
  addFormats(ajv);
  ajv.addSchema({ ...document, $id: "contract" });
  const routes = Object.entries(document.paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      pattern: new RegExp(`^${prefix}${template.replace(/\{[^}]+\}/g, "[^/]+")}$`),
      literal: !template.includes("{"),
      template,
      operation,
      pointer: `#/paths/${template.replaceAll("~", "~0").replaceAll("/", "~1")}/${method}`,
    })));
  return { ajv, document, routes: routes.sort((a, b) => b.literal - a.literal), checked: new Set(), wrong: [] };
}

const find = (judge, method, path) => judge.routes.find((r) => r.method === method && r.pattern.test(path));

function complaints(judge, pointer, body) {
  const ref = `contract${pointer.split("/").map((part, i) => (i === 0 ? part : encodeURIComponent(part))).join("/")}`;
  const validate = judge.ajv.getSchema(ref) ?? judge.ajv.compile({ $ref: ref });
  return validate(body) ? null : validate.errors;
}

// A response may be written at its place or shared, as application/json with or without its character set.
function schemaOf(judge, route, status) {
  let response = route.operation.responses[status];
  let pointer = `${route.pointer}/responses/${status}`;
  if (response?.$ref) {
    pointer = response.$ref;
    response = response.$ref.slice(2).split("/").reduce((node, part) => node[part], judge.document);
  }
  const type = Object.keys(response?.content ?? {}).find((name) => name.startsWith("application/json"));
  return { schema: type && response.content[type].schema, pointer: `${pointer}/content/${type?.replaceAll("/", "~1")}/schema` };
}

// A fetch that holds each answer (and, asked for, each request) against the contract.
export const judged = (judge, plain = fetch) => async (url, init = {}) => {
  const answer = await plain(url, init);
  const route = judge && find(judge, init.method?.toUpperCase() ?? "GET", new URL(url).pathname);
  if (!route) return answer;
  const { schema, pointer } = schemaOf(judge, route, answer.status);
  if (schema) {
    judge.checked.add(`${route.method} ${route.template} ${answer.status}`);
    const errors = complaints(judge, pointer, await answer.clone().json());
    if (errors) judge.wrong.push(`${route.method} ${route.template} ${answer.status}: ${judge.ajv.errorsText(errors)}`);
  }
  return answer;
};

// The other direction: bodies that were sent, as the sandbox's call log has them, against the contract's requests.
// Only accepted calls count: a test that provokes a refusal sends nonsense on purpose.
export function judgeRequests(judge, calls) {
  const wrong = [];
  const checked = new Set();
  for (const call of calls.filter((c) => c.status === 200 && c.requestBody && !c.fault)) {
    const route = find(judge, call.method, call.path);
    if (!route?.operation.requestBody?.content?.["application/json"]?.schema) continue;
    const body = JSON.parse(call.requestBody);
    const errors = complaints(judge, `${route.pointer}/requestBody/content/application~1json/schema`, body) ?? [];
    const left = errors.filter((error) => !narrower.some((n) => n.route === `${call.method} ${route.template}` && n.excuses(error, body)));
    checked.add(`${call.method} ${route.template}`);
    if (left.length > 0) wrong.push(`${call.method} ${call.path} ${call.requestBody.slice(0, 200)}: ${judge.ajv.errorsText(left)}`);
  }
  return { wrong, checked };
}

// Where the contract (made for another program) says less than the official client of the same version sends.
const narrower = [
  // It knows rows by database_id only; since 2025-09-03 a row's parent is a data source.
  { route: "POST /v1/pages", excuses: (error, body) => error.instancePath.startsWith("/parent") && "data_source_id" in body.parent },
  // It knows two kinds of block.
  { route: "POST /v1/pages", excuses: (error) => error.instancePath.startsWith("/children") },
  { route: "PATCH /v1/blocks/{block_id}/children", excuses: (error) => error.instancePath.startsWith("/children/") },
  // It knows no order by a timestamp, which the official client's types have.
  {
    route: "POST /v1/data_sources/{data_source_id}/query",
    excuses: (error, body) => error.params.missingProperty === "property" && "timestamp" in (body.sorts?.[error.instancePath.split("/")[2]] ?? {}),
  },
  // It knows no answer in a discussion.
  { route: "POST /v1/comments", excuses: (error, body) => "discussion_id" in body && error.params.missingProperty === "parent" },
];
