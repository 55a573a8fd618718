// The crate's schemas, and the documents that any implementation of them can run.

import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The path of something in the folder `schema/`. */
export const path = (name) => fileURLToPath(new URL(`../../../schema/${name}`, import.meta.url));

export const text = (name) => readFileSync(path(name), "utf8");

const parse = (name) => JSON.parse(text(name));

const jsonFiles = (folder) => readdirSync(path(folder)).filter((name) => name.endsWith(".json"));

export const openapi = parse("openapi.json");

/** The schemas by the name of their type. */
export const schemas = Object.fromEntries(
  jsonFiles("")
    .filter((file) => !file.startsWith("openapi"))
    .map((file) => [file.replace(".json", ""), parse(file)]),
);

/** Every document of `schema/tests/`, with the name of its schema, and with the schema's verdict in `valid`. */
export const documents = ["tests", "tests/beyond"].flatMap((folder) =>
  jsonFiles(folder).flatMap((file) =>
    parse(`${folder}/${file}`).flatMap((group) => {
      const [schema] = Object.entries(schemas).find(([, { $id }]) => $id === group.schema.$ref);
      return group.tests.map((test) => ({
        schema,
        name: { file, group: group.description, test: test.description },
        data: "text" in test ? JSON.parse(test.text) : test.data,
        valid: test.valid,
      }));
    }),
  ),
);
