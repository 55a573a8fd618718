// Code generators: what they make is kept in `snapshots/`, so that a change of a schema shows what it does to the types
// of its users, and what can be compiled and run here is. `UPDATE=1 npm test` writes the snapshots anew.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import test, { describe } from "node:test";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";

import addFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import { compile } from "json-schema-to-typescript";
import openapiTS, { astToString } from "openapi-typescript";
import { InputData, JSONSchemaInput, quicktype } from "quicktype-core";
import ts from "typescript";

import { asListed, invalidKey, listedAsPrinted, openapi, schemas, text } from "./schema.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const snapshots = new URL("snapshots/", import.meta.url);

/** What quicktype is run on: what holds the others, and what nothing holds. */
const QUICKTYPED = [
  "APIKeyCreate",
  "APIKeyUpdate",
  "CreateAPIKeyForUserAPIKeysPostResponse",
  "HTTPValidationError",
  "ListUserAPIKeysAPIKeysGetResponse",
  "UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse",
];

/** quicktype's languages, with the extensions of their files. */
const LANGUAGES = { typescript: "ts", python: "py", go: "go", csharp: "cs", kotlin: "kt", swift: "swift" };

async function runQuicktype(name, lang) {
  const input = new JSONSchemaInput(undefined);
  await input.addSource({ name, schema: text(`${name}.json`) });
  const inputData = new InputData();
  inputData.addInput(input);
  return (await quicktype({ inputData, lang })).lines.join("\n");
}

/** Each tool's files: their names, and what makes them. */
const generated = {
  "json-schema-to-typescript": Object.fromEntries(
    // It takes the schema apart.
    Object.keys(schemas).map((name) => [`${name}.ts`, () => compile(structuredClone(schemas[name]), name)]),
  ),
  "openapi-typescript": {
    "openapi.ts": async () => astToString(await openapiTS(structuredClone(openapi))),
  },
  quicktype: Object.fromEntries(
    QUICKTYPED.flatMap((name) =>
      Object.entries(LANGUAGES).map(([lang, extension]) => [`${name}.${extension}`, () => runQuicktype(name, lang)]),
    ),
  ),
};

const read = (tool, file) => readFileSync(new URL(`${tool}/${file}`, snapshots), "utf8");

describe("snapshots", () => {
  for (const [tool, files] of Object.entries(generated)) {
    test(tool, async (t) => {
      const folder = new URL(`${tool}/`, snapshots);
      mkdirSync(folder, { recursive: true });
      for (const [file, generate] of Object.entries(files)) {
        // White space at the end of lines is not worth a snapshot.
        const now = (await generate()).replace(/[ \t]+$/gm, "").trimEnd() + "\n";
        if (process.env.UPDATE === "1") writeFileSync(new URL(file, folder), now);
        // Line by line, so that a failure shows the lines that differ.
        assert.deepEqual(
          now.split("\n"),
          read(tool, file).split("\n"),
          `${tool}/${file}: UPDATE=1 npm test writes it anew`,
        );
      }
      assert.deepEqual(readdirSync(folder).sort(), Object.keys(files).sort());
      t.diagnostic(`${tool}: ${Object.keys(files).length} files`);
    });
  }
});

test("TypeScript compiles with all that was generated, and with a user's program", (t) => {
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [tsc, "--project", here], { encoding: "utf8" });
  assert.equal(status, 0, stdout);
  t.diagnostic(`TypeScript ${ts.version}`);
});

/** A TypeScript file of this folder, as a module that runs. */
function run(file) {
  const source = readFileSync(new URL(file, import.meta.url), "utf8");
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022 };
  const { outputText } = ts.transpileModule(source, { compilerOptions });
  return import(`data:text/javascript,${encodeURIComponent(outputText)}`);
}

test("the documents of the user's program are the documented examples", async () => {
  const { create, created, page, update, info, meta, response, paged, updated, revoked, refused, ...other } = await run("users.ts");
  assert.deepEqual([other.sent], schemas["APIKeyCreateResponse.snake_case"].examples);
  assert.deepEqual([other.wrapped], schemas["CreateAPIKeyForUserAPIKeysPostResponse.snake_case"].examples);
  assert.deepEqual([create], schemas.APIKeyCreate.examples);
  assert.deepEqual([created], schemas.APIKeyCreateResponse.examples);
  assert.deepEqual([page], schemas.ListAPIKeysResponse.examples);
  assert.deepEqual([update], schemas.APIKeyUpdate.examples);
  assert.deepEqual([info], schemas.APIKeyInfo.examples);
  assert.deepEqual([meta], schemas.HTTPMetadata.examples);
  assert.deepEqual([response], schemas.CreateAPIKeyForUserAPIKeysPostResponse.examples);
  assert.deepEqual([paged], schemas.ListUserAPIKeysAPIKeysGetResponse.examples);
  assert.deepEqual([updated], schemas.UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse.examples);
  assert.deepEqual([revoked], schemas.RevokeAPIKeyAPIKeysKeyIDDeleteResponse.examples);
  assert.deepEqual([refused], schemas.HTTPValidationError.examples);
});

/** What a reader that knows dates wrote: the example, with every timestamp in another spelling of the same time. */
function assertWritten(name, written, respell) {
  const document = JSON.parse(written);
  const [example] = schemas[name].examples;
  const respelled = JSON.stringify(example).replaceAll("2024-03-20T12:00:00Z", respell);
  assert.deepEqual(document, JSON.parse(respelled));
  const ajv = addFormats(new Ajv2020());
  assert.ok(ajv.validate(schemas[name], document), ajv.errorsText());
}

for (const name of QUICKTYPED) {
  const example = JSON.stringify(schemas[name].examples[0]);

  test(`quicktype's TypeScript reads and writes a ${name}`, async () => {
    const { Convert } = await run(`snapshots/quicktype/${name}.ts`);
    const [read, write] = Object.getOwnPropertyNames(Convert).filter((member) => typeof Convert[member] === "function");
    const value = Convert[read](example);
    const written = Convert[write](value);
    assert.deepEqual(Convert[read](written), value);
    assertWritten(name, written, "2024-03-20T12:00:00.000Z");
    // An empty object is one of a type that requires nothing.
    assert.throws(() => Convert[read](schemas[name].required ? "{}" : "[]"), /Invalid value/);
  });

  test(`quicktype's Python reads and writes a ${name}`, (t) => {
    const python = (program, input) =>
      spawnSync("python3", ["-c", program, fileURLToPath(new URL(`quicktype/${name}.py`, snapshots)), name], {
        encoding: "utf8",
        input,
      });
    const compiled = python("import sys; compile(open(sys.argv[1]).read(), sys.argv[1], 'exec')");
    if (compiled.error) return t.skip("no python3");
    assert.equal(compiled.status, 0, compiled.stderr);
    if (python("import dateutil").status !== 0) return t.skip("no python-dateutil: compiled only");
    const { status, stdout, stderr } = python(
      `
import json, runpy, sys
Type = runpy.run_path(sys.argv[1])[sys.argv[2]]
value = Type.from_dict(json.load(sys.stdin))
written = value.to_dict()
assert Type.from_dict(written) == value
print(json.dumps(written))`,
      example,
    );
    assert.equal(status, 0, stderr);
    assertWritten(name, stdout, "2024-03-20T12:00:00+00:00");
  });
}

test("what prints the key is listed: TypeScript", async () => {
  const { created } = await run("users.ts");
  const { Convert } = await run("snapshots/quicktype/CreateAPIKeyForUserAPIKeysPostResponse.ts");
  const [read] = Object.getOwnPropertyNames(Convert).filter((member) => typeof Convert[member] === "function");
  const [response] = schemas.CreateAPIKeyForUserAPIKeysPostResponse.examples;
  const quicktyped = Convert[read](JSON.stringify(response)).APIKeyCreateResponse;
  // It would throw if it refused an invalid key. The other two generate no code: their values are plain objects.
  Convert[read](JSON.stringify({ ...response, APIKeyCreateResponse: invalidKey }));
  const ways = (value) => ({ "console.log": inspect(value), "${}": `${value}` });
  assert.deepEqual(
    {
      "TypeScript, json-schema-to-typescript": asListed(ways(created)),
      "TypeScript, openapi-typescript": asListed(ways(created)),
      "TypeScript, quicktype": asListed(ways(quicktyped)),
    },
    listedAsPrinted("node types"),
  );
});

test("what prints the key is listed: languages without a compiler here, by their source", () => {
  const source = (extension) => read("quicktype", `CreateAPIKeyForUserAPIKeysPostResponse.${extension}`);
  // `toString` of a data class, and `print` of a struct, show every property, unless the type says otherwise.
  const kotlin = source("kt");
  assert.match(kotlin, /\ndata class APIKeyCreateResponse \([^]*?\bval apiKey: String,/);
  assert.doesNotMatch(kotlin, /toString\(\): String/);
  const swift = source("swift");
  assert.match(swift, /\nstruct APIKeyCreateResponse: Codable \{[^}]*\blet apiKey: String\n/);
  assert.doesNotMatch(swift, /StringConvertible|CustomReflectable/);
  const key = schemas.APIKeyCreateResponse.examples[0].apiKey;
  assert.deepEqual(
    { "Kotlin, quicktype": asListed({ "toString()": key }), "Swift, quicktype": asListed({ print: key }) },
    listedAsPrinted("source"),
  );
});
