// The OpenAPI description: no linter complains of it, and a mock server that is made from it alone speaks to the real
// Rust client.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import test, { after, before, describe } from "node:test";
import { fileURLToPath } from "node:url";

import addFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";

import { path, schemas } from "./schema.mjs";

const { resolve } = createRequire(import.meta.url);
const description = path("openapi.json");

const rules = {
  "OpenAPI 3.1": [description],
  // It names a licence by an address alone, and a choice of two has none.
  "OpenAPI 3.0": [path("openapi-3.0.json"), "--skip-rule=info-license-strict"],
};
for (const [version, options] of Object.entries(rules)) {
  test(`Redocly's recommended rules, ${version}`, () => {
    const redocly = [resolve("@redocly/cli/bin/cli.js"), "lint", "--extends=recommended-strict", ...options];
    const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
    // Strict: warnings are errors.
    const { status, stdout, stderr } = spawnSync(process.execPath, redocly, { encoding: "utf8", env });
    assert.equal(status, 0, stdout + stderr);
  });
}

const ajv = addFormats(new Ajv2020({ strict: true }));

describe("Prism's mock server", () => {
  let prism;
  let url;

  before(
    async () => {
      const args = [resolve("@stoplight/prism-cli"), "mock", "--host=127.0.0.1", "--port=0", description];
      prism = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"], timeout: 300_000 });
      for await (const line of createInterface(prism.stdout)) {
        url ??= line.match(/listening on (http:\S+)/)?.[1];
        if (url) break;
      }
      assert.ok(url, "Prism did not start");
      prism.stdout.resume();
    },
    { timeout: 60_000 },
  );

  after(() => prism.kill());

  /** Calls as a client that is not ours, and gives the status and the document, if there is one. */
  async function call(method, target, body, headers = { authorization: "Bearer token" }) {
    const json = body && { "content-type": "application/json" };
    // Prism closes what idles while the Rust client runs, and fetch would use it once more.
    const once = { connection: "close" };
    const answer = await fetch(`${url}/api-keys${target}`, { method, headers: { ...headers, ...json, ...once }, body: body && JSON.stringify(body) });
    const text = await answer.text();
    return [answer.status, text === "" ? undefined : JSON.parse(text)];
  }

  const post = (query, body = { keyName: "My API Key" }) => call("POST", query, body);

  /** The way to a key, and a request for each operation with its success. */
  const id = "123e4567-e89b-12d3-a456-426614174000";
  const key = `/${id}`;
  const [update] = schemas.APIKeyUpdate.examples;
  const operations = [
    { method: "GET", target: "", status: 200, name: "ListAPIKeysResponse", rust: ["list"], says: "200 OK" },
    {
      method: "POST",
      target: "",
      body: { keyName: "My API Key" },
      status: 201,
      name: "APIKeyCreateResponse",
      schema: schemas["APIKeyCreateResponse.snake_case"],
      rust: ["create", "My API Key"],
      says: "201 Created",
    },
    { method: "PUT", target: key, body: update, status: 200, name: "APIKeyInfo", rust: ["rename", id, "Another name"], says: "200 OK" },
    { method: "DELETE", target: key, status: 204, rust: ["revoke", id], says: "204 No Content" },
  ];

  /** What an answer goes over the wire as. */
  const schemaOf = ({ name, schema = schemas[name] }) => schema;

  /** Runs the Rust client, and gives its exit status and the lines that it prints. Prism answers as `prefer` says. */
  function callInRust(args, prefer = "", token = "token") {
    const manifest = fileURLToPath(new URL("../rust/Cargo.toml", import.meta.url));
    const cargo = ["run", "--quiet", "--locked", "--manifest-path", manifest, "--example", "call", "--", url, ...args];
    const env = { ...process.env, FLOWAI_TOKEN: token, NO_PROXY: "127.0.0.1", ...(prefer && { PREFER: prefer }) };
    const { error, status, stdout, stderr } = spawnSync("cargo", cargo, { encoding: "utf8", env, timeout: 240_000 });
    assert.ifError(error);
    assert.ok(status === 0 || status === 1, stderr);
    return [status, ...stdout.trimEnd().split("\n")];
  }

  test("answers with the example", async () => {
    const [status, document] = await post("");
    assert.equal(status, 201);
    const schema = schemas["APIKeyCreateResponse.snake_case"];
    assert.ok(ajv.validate(schema, document), ajv.errorsText());
    assert.deepEqual([document], schema.examples);
  });

  test("answers each operation with its example", async () => {
    for (const { method, target, body, status, ...operation } of operations) {
      const [answered, document] = await call(method, target, body);
      assert.equal(answered, status, method);
      assert.deepEqual(document, schemaOf(operation)?.examples[0]);
    }
    assert.equal((await call("GET", "?limit=10&offset=20"))[0], 200);
    assert.equal((await call("PUT", key, {}))[0], 200);
  });

  test("answers the Rust client, which decodes every success", () => {
    for (const { rust, says, name } of operations) {
      const [exit, status, body] = callInRust(rust);
      assert.deepEqual([exit, status], [0, `status: ${says}`]);
      assert.match(body, name ? new RegExp(`^${name} {`) : /^\(\)$/);
    }
    const created = callInRust(["create", "My API Key"])[2];
    assert.match(created, /api_key: ApiKey\(flow_ada2ad2a_REDACTED\), .*key_name: "My API Key"/);
  });

  test("refuses what breaks the rules of a request", async () => {
    const requests = [
      ["GET", "?limit=-1"],
      ["GET", "?offset=x"],
      ["GET", "?limit=1.5"],
      ["PUT", key, { is_active: "yes" }],
      ["PUT", key, { key_name: 5 }],
      ["PUT", "/x", update],
      ["DELETE", "/x"],
    ];
    for (const [method, target, body] of requests) {
      const [status, document] = await call(method, target, body);
      assert.equal(status, 422, `${method} ${target} ${JSON.stringify(document)}`);
      assert.ok(ajv.validate(schemas.HTTPValidationError, document), ajv.errorsText());
    }
  });

  test("refuses each operation without a token, with FastAPI's error", async () => {
    for (const { method, target, body } of operations) {
      const [status, document] = await call(method, target, body, {});
      assert.equal(status, 401, method);
      assert.equal(typeof document.detail, "string");
    }
  });

  test("refuses a request without a name, which the crate decodes", async () => {
    const [status, document] = await post("", {});
    assert.equal(status, 422);
    assert.deepEqual([document], schemas.HTTPValidationError.examples);
    // Our client cannot leave the name out, so it asks for the same answer.
    assert.deepEqual(callInRust(["create", "My API Key"], "code=422"), [
      1,
      "status: 422 Unprocessable Entity",
      "kind: Validation",
      "422 Unprocessable Entity: the API refused the request with 1 validation error: body.keyName (missing)",
      'HTTPValidationError { detail: [ValidationError { loc: [Name("body"), Name("keyName")], ' +
        'msg: "Field required", type_: "missing" }] }',
    ]);
  });

  test("refuses each operation of the Rust client: its own refusal, and any other error", () => {
    const refused = { list: "query", create: "body", rename: "path", revoke: "path" };
    for (const { rust } of operations) {
      const [exit, status, kind, , error] = callInRust(rust, "code=422");
      assert.deepEqual([exit, status, kind], [1, "status: 422 Unprocessable Entity", "kind: Validation"]);
      assert.match(error, new RegExp(`loc: \\[Name\\("${refused[rust[0]]}"\\)`));
      assert.deepEqual(callInRust(rust, "code=401"), [
        1,
        "status: 401 Unauthorized",
        "kind: Status",
        "401 Unauthorized: the API returned an error status",
      ]);
    }
  });

  test("makes up answers of the other operations from the schemas", async (t) => {
    for (const { method, target, body, status, name, schema } of operations.filter(({ name }) => name)) {
      const made = new Set();
      for (let seed = 100; seed < 200; seed++) {
        const [answered, document] = await call(method, `${target}?__dynamic=true&__code=${status}&__seed=${seed}`, body);
        assert.equal(answered, status);
        assert.ok(ajv.validate(schemaOf({ name, schema }), document), `${ajv.errorsText()}: ${JSON.stringify(document)}`);
        made.add(JSON.stringify(document));
      }
      t.diagnostic(`${name}: ${made.size} documents for Ajv`);
    }
  });

  test("makes up answers from the schemas, which the Rust client decodes", async (t) => {
    const answers = operations.filter(({ name }) => name).map(({ rust, status, name }) => [rust, status, name, 0]);
    answers.push([["create", "n"], 422, "HTTPValidationError", 1]);
    for (const [rust, code, name, exit] of answers) {
      let decoded = 0;
      // The same seed makes the same document on every run.
      for (let seed = 100; decoded < 8; seed++) {
        const [status, ...lines] = callInRust(rust, `code=${code}, dynamic=true, seed=${seed}`);
        if (status === 0 || exit === 1) assert.match(lines.at(-1), new RegExp(`^${name} {`));
        // Years that only the type refuses (schema/tests/beyond) are not for it.
        if (status !== exit) assert.match(lines[2], /expected an RFC 3339 timestamp/);
        decoded += status === exit;
        assert.ok(seed < 120, lines.join("\n"));
      }
      t.diagnostic(`${name}: ${decoded} documents`);
    }
  });
});
