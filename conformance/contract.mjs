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
  const ajv = new Ajv2020({ strict: false, allErrors: true });
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

function judgeBody(judge, pointer, body, where) {
  const ref = `contract${pointer.split("/").map((part, i) => (i === 0 ? part : encodeURIComponent(part))).join("/")}`;
  const validate = judge.ajv.getSchema(ref) ?? judge.ajv.compile({ $ref: ref });
  if (!validate(body)) judge.wrong.push(`${where}: ${judge.ajv.errorsText(validate.errors)}`);
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
    judgeBody(judge, pointer, await answer.clone().json(),
      `${route.method} ${route.template} ${answer.status}`);
  }
  return answer;
};
