// The vendor's OpenAPI as a judge. CONTRACTS is the folder with notion.openapi.json; default: ../../shared/contracts beside the repository.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const folder = process.env.CONTRACTS ?? fileURLToPath(new URL("../../shared/contracts", import.meta.url));

export function contract(file) {
  const path = `${folder}/${file}`;
  if (!existsSync(path)) return null;
  const document = JSON.parse(readFileSync(path, "utf8"));
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema({ ...document, $id: "contract" });
  const routes = Object.entries(document.paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      pattern: new RegExp(`^${template.replace(/\{[^}]+\}/g, "[^/]+")}$`),
      literal: !template.includes("{"),
      template,
      operation,
      pointer: `#/paths/${template.replaceAll("~", "~0").replaceAll("/", "~1")}/${method}`,
    })));
  return { ajv, routes: routes.sort((a, b) => b.literal - a.literal), checked: new Set(), wrong: [] };
}

const find = (judge, method, path) => judge.routes.find((r) => r.method === method && r.pattern.test(path));

function judgeBody(judge, pointer, body, where) {
  const ref = `contract${pointer.split("/").map((part, i) => (i === 0 ? part : encodeURIComponent(part))).join("/")}`;
  const validate = judge.ajv.getSchema(ref) ?? judge.ajv.compile({ $ref: ref });
  if (!validate(body)) judge.wrong.push(`${where}: ${judge.ajv.errorsText(validate.errors)}`);
}

// A fetch that holds each answer (and, asked for, each request) against the contract.
export const judged = (judge, plain = fetch) => async (url, init = {}) => {
  const answer = await plain(url, init);
  const route = judge && find(judge, init.method?.toUpperCase() ?? "GET", new URL(url).pathname);
  if (!route) return answer;
  const content = route.operation.responses[answer.status]?.content?.["application/json"];
  if (content?.schema) {
    judge.checked.add(`${route.method} ${route.template} ${answer.status}`);
    judgeBody(judge, `${route.pointer}/responses/${answer.status}/content/application~1json/schema`, await answer.clone().json(),
      `${route.method} ${route.template} ${answer.status}`);
  }
  return answer;
};
