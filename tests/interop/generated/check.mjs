// Checks the output of a program with generated types, or of a generated client:
// `check.mjs documents|calls|printed CONSUMER VERSION PATH`. What differs must be what `faults.json` lists for the consumer.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";

import { asListed, listedAsPrinted, openapi, schemas } from "../node/schema.mjs";
import { page, refusal } from "./canned.mjs";

const require = createRequire(new URL("../node/package.json", import.meta.url));
const ajv = require("ajv-formats")(new (require("ajv/dist/2020").Ajv2020)({ allErrors: true }));

const parse = (path) => JSON.parse(readFileSync(path, "utf8"));

const [kind, consumer, version, path] = process.argv.slice(2);

/** Where something differs: the name of the document or call and the JSON Pointer into it, with `*` for an index. */
const found = new Set();

const differs = (name, pointer) => found.add(`${name}: ${pointer.replaceAll(/\/\d+/g, "/*")}`);

function validate(name, type, document) {
  const schema = schemas[type] ?? openapi.components.schemas[type];
  if (!ajv.validate(schema, document)) ajv.errors.forEach(({ instancePath }) => differs(name, instancePath));
}

const TIMESTAMP = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d+))?(Z|[+-]\d{2}:\d{2})$/;

/** A value in one form: any spelling of a time in the same one, and nothing for `null`. */
function canonical(value) {
  if (typeof value === "string") {
    const [, seconds, fraction = "", offset] = value.match(TIMESTAMP) ?? [];
    return seconds ? `${Date.parse(seconds + offset)} ms and .${fraction.replace(/0+$/, "")} s` : value;
  }
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== "object") return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, canonical(member)]));
}

function compare(name, written, read, pointer = "") {
  const isContainer = [written, read].every((value) => value !== null && typeof value === "object");
  if (!isContainer || Array.isArray(written) !== Array.isArray(read)) {
    if (written !== read) differs(name, pointer);
    return;
  }
  for (const key of new Set([...Object.keys(written), ...Object.keys(read)])) {
    compare(name, written[key], read[key], `${pointer}/${key}`);
  }
}

/** The program wrote the documents of `out/documents/` to the folder. */
function documents(folder) {
  const read = new URL("out/documents/", import.meta.url);
  const files = readdirSync(read);
  for (const file of files) {
    const name = file.replace(".json", "");
    if (!existsSync(`${folder}/${file}`)) {
      found.add(`${name}: not written`);
      continue;
    }
    const written = parse(`${folder}/${file}`);
    validate(name, name.split(".")[0].replace("SnakeCase", ".snake_case"), written);
    compare(name, canonical(written), canonical(parse(new URL(file, read))));
  }
  return `${files.length} documents`;
}

/** Each call, with the status and the type of its response, and what the response has at least. */
const CALLS = {
  create: [201, "APIKeyCreateResponse.snake_case", { key_name: "My API Key", key_prefix: "flow_" }],
  "list with the new key": [200, "ListAPIKeysResponse", { pagination: { limit: 10, offset: 0 } }],
  "list with an invalid limit": [422, "HTTPValidationError", { detail: [{ loc: ["query", "limit"] }] }],
  update: [200, "APIKeyInfo", { key_name: "Another name", is_active: true }],
  "update an unknown key": [404, "Error", { detail: "API key not found" }],
  revoke: [204],
  "create with the revoked key": [401, "Error", { detail: "Invalid or revoked API key" }],
  "create, refused by pydantic 2": [422, "HTTPValidationError", refusal],
  "list with members of a later API": [200, "ListAPIKeysResponse", page],
};

/** The client printed a line for each call to the file: the status of the response, and the document as it writes it. */
function calls(file) {
  const responses = readFileSync(file, "utf8").trimEnd().split("\n").map(JSON.parse);
  assert.deepEqual(
    responses.map(({ call, status }) => [call, status]),
    Object.entries(CALLS).map(([call, [status]]) => [call, status]),
  );
  for (const { call, document, error } of responses) {
    const [, type, expected] = CALLS[call];
    if (type === undefined) {
      assert.equal(document, null);
      assert.equal(error, undefined);
      continue;
    }
    if (document === null) {
      found.add(`${call}: not read`);
      continue;
    }
    validate(call, type, document);
    const least = [refusal, page].includes(expected) ? document : only(document, expected);
    compare(call, canonical(least), canonical(expected));
  }
  const [{ document: created }, { document: own }, , { document: updated }] = responses;
  assert.equal(updated.id, created.id);
  const { lastUsedAt } = own.apiKeys.find(({ id }) => id === created.id);
  assert.equal(typeof lastUsedAt, "string", "the new key was used for the list");
  return `${responses.length} calls`;
}

/** The program printed a new key to the file, after a line with the tool and the way, and the error of an invalid one. */
function printed(file) {
  const [, ...parts] = readFileSync(file, "utf8").split(/^== (.*): (.*)\n/m);
  const tools = {};
  for (let part = 0; part < parts.length; part += 3) {
    const [tool, way, text] = parts.slice(part, part + 3);
    (tools[`${consumer}, ${tool}`] ??= {})[way] = text;
  }
  const found = Object.entries(tools).map(([tool, { invalid, ...ways }]) => [
    tool,
    asListed(ways, invalid.trim() === "read" ? undefined : invalid),
  ]);
  assert.deepEqual(Object.fromEntries(found), listedAsPrinted("generated", consumer), "what schema/tool/printed.json lists");
  return `what prints the key is as listed, tools: ${found.length}`;
}

/** The part of a value that another one has. */
function only(value, other) {
  if (value === null || typeof value !== "object" || typeof other !== "object") return value;
  const members = Object.keys(other).map((name) => [name, only(value[name], other[name])]);
  return Array.isArray(value) ? members.map(([, item]) => item) : Object.fromEntries(members);
}

const done = { documents, calls, printed }[kind](path);
const known = parse(new URL("faults.json", import.meta.url)).filter((fault) => fault.consumer === consumer);
const expected = known.flatMap(({ where }) => where);
assert.deepEqual([...found].sort(), expected.sort(), `${consumer}: what differs, and what faults.json lists`);
console.log(`${consumer} (${version}): ${done}${kind === "printed" ? "" : `, listed faults: ${known.length}`}`);
