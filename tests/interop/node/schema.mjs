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

/** The example of a new key, with a key that is invalid at its end. */
const [created] = schemas.APIKeyCreateResponse.examples;
export const invalidKey = { ...created, apiKey: `${created.apiKey}+` };

const LISTED = JSON.parse(readFileSync(new URL("../../../schema/tool/printed.json", import.meta.url), "utf8"));

/** What `schema/tool/printed.json` says of the tools that a folder of tests runs, by language and tool. */
export const listedAsPrinted = (folder, language) =>
  Object.fromEntries(
    LISTED.filter((row) => row.by === folder && (language ?? row.language) === row.language).map(
      ({ language, tool, by, ...says }) => [`${language}, ${tool}`, says],
    ),
  );

/** Whether something printed contains the secret part of the key, valid or not. */
const shows = (printed) => printed.includes(created.apiKey.split("_").at(-1));

/** What a tool does with the key, in the form of the list: what each way to print it shows, and the error of an invalid one. */
export function asListed(ways, error) {
  const names = (shown) => Object.keys(ways).filter((way) => shows(ways[way]) === shown);
  const invalid = error === undefined ? "read" : shows(error) ? "quoted" : "refused";
  return Object.keys(ways).length === 0 ? { invalid } : { prints: names(true), hides: names(false), invalid };
}
