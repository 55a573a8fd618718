// The sources that quicktype generates from each schema, and the documents that go through them, into the folder `out`.

import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

import { invalidKey, schemas, text } from "../../node/schema.mjs";
import { page, refusal } from "../canned.mjs";

const require = createRequire(new URL("../../node/package.json", import.meta.url));
const { InputData, JSONSchemaInput, quicktypeMultiFile } = require("quicktype-core");

const out = new URL("../out/", import.meta.url);

function write(path, content) {
  const url = new URL(path, out);
  mkdirSync(new URL(".", url), { recursive: true });
  writeFileSync(url, content);
}

/** Each language: the extension of its one file a schema (Java has many), and the options that keep the schemas apart. */
const LANGUAGES = {
  go: { extension: "go", options: (name) => ({ package: name.toLowerCase() }) },
  java: { options: (name) => ({ package: name.toLowerCase() }) },
  // mono's compiler stops at C# 7, and its packages have Newtonsoft.Json alone.
  csharp: {
    extension: "cs",
    options: (name) => ({ namespace: `Of${name}`, framework: "NewtonSoft", "csharp-version": "6" }),
  },
  cpp: { extension: "hpp", options: (name) => ({ namespace: `Of${name}`, "include-location": "global-include" }) },
};

/** The name of a schema that every language takes. */
const identifier = (name) => name.replace(".snake_case", "SnakeCase");

for (const [lang, { extension, options }] of Object.entries(LANGUAGES)) {
  for (const schema of Object.keys(schemas)) {
    const name = identifier(schema);
    const input = new JSONSchemaInput(undefined);
    await input.addSource({ name, schema: text(`${schema}.json`) });
    const inputData = new InputData();
    inputData.addInput(input);
    const files = await quicktypeMultiFile({ inputData, lang, rendererOptions: options(name) });
    for (const [file, { lines }] of files) {
      const own = file === "stdout" ? `${name}.${extension}` : file;
      write(`${lang}/${name.toLowerCase()}/${own}`, lines.join("\n"));
    }
  }
}

// The documents, each in a file that is named for its type first: the documented examples, and some that are not.
for (const [name, { examples }] of Object.entries(schemas)) {
  examples.forEach((example, index) => write(`documents/${identifier(name)}.example-${index + 1}.json`, JSON.stringify(example)));
}
const { lastUsedAt, ...neverUsed } = schemas.APIKeyCreateResponse.examples[0];
write("documents/APIKeyCreateResponse.never-used.json", JSON.stringify(neverUsed));
const [sent] = schemas["APIKeyCreateResponse.snake_case"].examples;
write("documents/APIKeyCreateResponseSnakeCase.never-used.json", JSON.stringify({ ...sent, last_used_at: null }));
write("documents/HTTPValidationError.pydantic-2.json", JSON.stringify(refusal));
const pagination = { totalCount: Number.MAX_SAFE_INTEGER, limit: 100, offset: 5_000_000_000 };
write("documents/ListAPIKeysResponse.many-keys.json", JSON.stringify({ ...page, pagination }));
const [info] = schemas.APIKeyInfo.examples;
const times = { created_at: "2024-03-20T12:00:00.123456789Z", updated_at: "2024-03-20T14:00:00.5+02:00" };
write("documents/APIKeyInfo.other-times.json", JSON.stringify({ ...info, ...times }));

// A new key, and one that is invalid, for what prints them.
write("key/valid.json", JSON.stringify(schemas.APIKeyCreateResponse.examples[0]));
write("key/invalid.json", JSON.stringify(invalidKey));
write("key/valid.snake_case.json", JSON.stringify(sent));
write("key/invalid.snake_case.json", JSON.stringify({ ...sent, api_key: invalidKey.apiKey }));
