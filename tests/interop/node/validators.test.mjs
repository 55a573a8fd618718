// Validators give every document the verdict that the schema should give it, but for the faults of their own that
// `faults.json` lists.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import test from "node:test";
import { inspect } from "node:util";

import { registerSchema, validate } from "@hyperjump/json-schema/draft-2020-12";
import addFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import ts from "typescript";
import { z } from "zod";

import { asListed, documents, invalidKey, listedAsPrinted, openapi, schemas } from "./schema.mjs";

const faults = JSON.parse(readFileSync(new URL("faults.json", import.meta.url), "utf8"));

/** An Ajv that knows the schemas by their `$id`, and takes what it does not know in them for an error. */
function ajv(options) {
  const ajv = addFormats(new Ajv2020({ strict: true, ...options }));
  return ajv.addSchema(Object.values(schemas));
}
const withFormats = ajv();
const patternsAlone = ajv({ validateFormats: false });
// The description around the components is no schema: its members are names that mean nothing.
const components = ajv().addVocabulary(Object.keys(openapi)).addSchema(openapi, "openapi.json");

for (const schema of Object.values(schemas)) registerSchema(schema);

/** Each tool: from the name of a schema to the validator of a document, or a promise of it, or to nothing where it does not have one. */
const tools = {
  ajv: (name) => withFormats.getSchema(schemas[name].$id),
  "ajv, formats off": (name) => patternsAlone.getSchema(schemas[name].$id),
  // They are what goes over the wire.
  "ajv, components of openapi.json": (name) => {
    const component = name.replace(".snake_case", "");
    const isSent = name !== component || !(`${name}.snake_case` in schemas);
    return isSent && component in openapi.components.schemas && components.compile({ $ref: `openapi.json#/components/schemas/${component}` });
  },
  hyperjump: async (name) => {
    const isValid = await validate(schemas[name].$id);
    return (document) => isValid(document).valid;
  },
  zod: (name) => {
    const type = z.fromJSONSchema(schemas[name]);
    return (document) => type.safeParse(document).success;
  },
};

for (const [tool, validator] of Object.entries(tools)) {
  test(tool, async (t) => {
    const validators = {};
    for (const name in schemas) validators[name] = await validator(name);
    const judged = documents.filter(({ schema }) => validators[schema]);
    const wrong = judged.filter(({ schema, data, valid }) => validators[schema](data) !== valid);
    // A fault without a test stands for any document of its group.
    const is = (fault) => ({ name: { file, group, test } }) =>
      fault.file === file && fault.group === group && (fault.test ?? test) === test;
    const listed = faults[tool] ?? [];
    assert.deepEqual(
      {
        "faults that are not listed": wrong.filter((document) => !listed.some((fault) => is(fault)(document))).map(({ name }) => name),
        "listed faults that do not happen": listed.filter((fault) => !wrong.some(is(fault))),
      },
      { "faults that are not listed": [], "listed faults that do not happen": [] },
    );
    t.diagnostic(`${tool}: ${judged.length} documents, ${judged.length - wrong.length} right`);
  });
}

test("the faults are of tools that run, and of documents with a name of their own", () => {
  assert.deepEqual(
    Object.keys(faults).filter((tool) => !(tool in tools)),
    [],
  );
  assert.equal(new Set(documents.map(({ name }) => JSON.stringify(name))).size, documents.length);
});

test("the examples in the schemas", (t) => {
  for (const [name, schema] of Object.entries(schemas)) {
    assert.ok(schema.examples.length > 0);
    for (const example of schema.examples) assert.ok(withFormats.validate(schema.$id, example), name);
  }
  t.diagnostic(`${Object.keys(schemas).length} schemas`);
});

test("whether an error quotes the key is listed", () => {
  const { $id } = schemas.APIKeyCreateResponse;
  assert.equal(withFormats.validate($id, invalidKey), false);
  const { error } = z.fromJSONSchema(schemas.APIKeyCreateResponse).safeParse(invalidKey);
  assert.deepEqual(
    {
      "TypeScript, Ajv": asListed({}, JSON.stringify(withFormats.errors) + withFormats.errorsText()),
      "TypeScript, Zod": asListed({}, JSON.stringify(error.issues) + inspect(error)),
    },
    listedAsPrinted("node"),
  );
});

test("the README's lines compile with nodenext, and report every violation", async () => {
  const [, code] = readFileSync(new URL("../../../README.md", import.meta.url), "utf8").match(/```js\n(.*?)```/s);
  // Beside the packages that they import.
  const file = new URL("node_modules/.readme.mts", import.meta.url);
  writeFileSync(file, `${code.replace("const", "export const isOf = (schema: object) => { const")}return isCreated; };`);
  const options = { module: ts.ModuleKind.NodeNext, strict: true, target: ts.ScriptTarget.ES2022, types: [] };
  const program = ts.createProgram([file.pathname], options);
  assert.deepEqual(
    ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText),
    [],
  );
  program.emit();
  const { isOf } = await import("./node_modules/.readme.mjs");
  const schema = schemas["APIKeyCreateResponse.snake_case"];
  const isCreated = isOf(schema);
  assert.ok(isCreated(schema.examples[0]));
  assert.equal(isCreated({ id: "x", key_name: 7 }), false);
  assert.deepEqual(isCreated.errors.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`).slice(-2), ["/id pattern", "/key_name type"]);
});
