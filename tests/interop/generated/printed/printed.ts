// Prints a new key in every way, with the type that openapi-generator generated, and reads an invalid one.

import { APIKeyCreateResponseFromJSON } from "../out/typescript";

declare const process: { argv: string[] };
declare function require(module: "node:fs"): { readFileSync(path: string, encoding: "utf8"): string };

const [valid, invalid] = [process.argv[3], process.argv[5]].map((path) => JSON.parse(require("node:fs").readFileSync(path, "utf8")));
const created = APIKeyCreateResponseFromJSON(valid);
console.log("== openapi-generator: console.log");
console.log(created);
console.log(`== openapi-generator: \${}\n${created}`);
console.log("== openapi-generator: invalid");
try {
  APIKeyCreateResponseFromJSON(invalid);
  console.log("read");
} catch (refused) {
  console.log(refused);
}
