// Answers against the official client's own type declarations, which say far more than the OpenAPI file does:
// each answer is written down as a literal of its declared type, and the compiler looks at it.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { lazily } from "./sandbox.mjs";

const sandbox = lazily({ SANDBOX_NOTION_PER_MINUTE: "1000000" });
after(() => sandbox.stop());

const answers = async (version) => {
  const { line } = await sandbox();
  const call = async (method, path, body) => {
    const answer = await fetch(line.notion + path, {
      method, body: body && JSON.stringify(body),
      headers: { authorization: `Bearer ${line.tokens.notion}`, "notion-version": version, "content-type": "application/json" },
    });
    assert.equal(answer.status, 200, `${method} ${path}`);
    return answer.json();
  };
  const database = await call("GET", `/v1/databases/${line.databases.tracks}`);
  const source = `/v1/data_sources/${database.data_sources[0].id}`;
  const page = (await call("POST", `${source}/query`, { filter: { property: "Title", title: { equals: "Paper Lanterns" } } })).results[0];
  const tasks = (await call("GET", `/v1/databases/${line.databases.agentTasks}`)).data_sources[0].id;
  const blocks = await call("PATCH", `/v1/blocks/${page.id}/children`, { children: [
    { paragraph: { rich_text: [{ text: { content: "x", link: { url: "https://x.example" } } }] } },
    { to_do: { rich_text: [{ text: { content: "y" } }] } }, { heading_2: { rich_text: [{ text: { content: "y" } }] } },
    { bulleted_list_item: { rich_text: [{ text: { content: "y" } }] } }, { callout: { rich_text: [{ text: { content: "y" } }] } },
    { code: { rich_text: [{ text: { content: "y" } }] } }, { quote: { rich_text: [{ text: { content: "y" } }] } }, { divider: {} }] });
  return [
    ["DatabaseObjectResponse", database],
    ["DataSourceObjectResponse", await call("GET", source)],
    ["PageObjectResponse", page],
    ["PageObjectResponse", (await call("POST", `/v1/data_sources/${tasks}/query`, { page_size: 1 })).results[0]],
    ["GetSelfResponse", await call("GET", "/v1/users/me")],
    ["UserObjectResponse", (await call("GET", "/v1/users")).results[1]],
    ["SearchResponse", await call("POST", "/v1/search", { query: "music" })],
    ["ParagraphBlockObjectResponse", blocks.results[0]],
    ["AppendBlockChildrenResponse", blocks],
    ["ToDoBlockObjectResponse", blocks.results[1]],
    ["Heading2BlockObjectResponse", blocks.results[2]],
    ["BulletedListItemBlockObjectResponse", blocks.results[3]],
    ["CalloutBlockObjectResponse", blocks.results[4]],
    ["CodeBlockObjectResponse", blocks.results[5]],
    ["QuoteBlockObjectResponse", blocks.results[6]],
    ["DividerBlockObjectResponse", blocks.results[7]],
    ["CommentObjectResponse", await call("POST", "/v1/comments", { parent: { page_id: page.id }, rich_text: [{ text: { content: "z" } }] })],
    ["PropertyItemListResponse", await call("GET", `/v1/pages/${page.id}/properties/title`)],
    ["GetPagePropertyResponse", await call("GET", `/v1/pages/${page.id}/properties/${page.properties.Tempo.id}`)],
  ];
};

// On the wire, and in no declaration.
const undeclared = new Set(["request_id"]);
const declared = (value, version) => {
  if (Array.isArray(value)) return value.map((v) => declared(v, version));
  if (value === null || typeof value !== "object") return value;
  const kept = Object.fromEntries(Object.entries(value).filter(([k]) => !undeclared.has(k)).map(([k, v]) => [k, declared(v, version)]));
  if (kept.type === "relation" && Array.isArray(kept.relation)) delete kept.has_more;
  // Declared for every version; 2026-03-11 sends it no more.
  if (version === "2026-03-11" && "in_trash" in kept) kept.archived = kept.in_trash;
  return kept;
};

const complaints = (source) => {
  const path = fileURLToPath(new URL("answers.ts", import.meta.url));
  const options = { strict: true, noEmit: true, skipLibCheck: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, types: [] };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.getSourceFile = (name, ...rest) => (name === path ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest));
  host.fileExists = (name) => name === path || fileExists(name);
  const program = ts.createProgram([path], options, host);
  return program.getSemanticDiagnostics(program.getSourceFile(path)).map((d) => {
    const { line } = d.file.getLineAndCharacterOfPosition(d.start);
    return `${d.file.text.split("\n")[line].slice(0, 120)}: ${ts.flattenDiagnosticMessageText(d.messageText, " | ").slice(0, 600)}`;
  });
};

for (const version of ["2025-09-03", "2026-03-11"]) {
  test(`answers of ${version} are what the official client declares`, async () => {
    const all = await answers(version);
    const names = [...new Set(all.map(([type]) => type))];
    const source = `import type { ${names.join(", ")} } from "@notionhq/client";\n`
      + all.map(([type, value], i) => `export const answer${i}: ${type} =\n${JSON.stringify(declared(value, version), null, 1)};`).join("\n");
    assert.deepEqual(complaints(source), []);
  });
}
