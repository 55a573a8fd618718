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

test("Redocly's recommended rules", () => {
  const redocly = [resolve("@redocly/cli/bin/cli.js"), "lint", "--extends=recommended-strict", description];
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  // Strict: warnings are errors.
  const { status, stdout, stderr } = spawnSync(process.execPath, redocly, { encoding: "utf8", env });
  assert.equal(status, 0, stdout + stderr);
});

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
      url += "/api-keys";
    },
    { timeout: 60_000 },
  );

  after(() => prism.kill());

  /** Calls as a client that is not ours, and gives the status and the document, if there is one. */
  async function call(method, target, body, headers = { authorization: "Bearer token" }) {
    const json = body && { "content-type": "application/json" };
    const answer = await fetch(url + target, { method, headers: { ...headers, ...json }, body: body && JSON.stringify(body) });
    const text = await answer.text();
    return [answer.status, text === "" ? undefined : JSON.parse(text)];
  }

  const post = (query, body = { keyName: "My API Key" }) => call("POST", query, body);

  /** The way to a key, and a request for each operation with its success. */
  const key = "/123e4567-e89b-12d3-a456-426614174000";
  const [update] = schemas.APIKeyUpdate.examples;
  const operations = [
    { method: "GET", target: "", status: 200, name: "ListAPIKeysResponse" },
    { method: "POST", target: "", body: { keyName: "My API Key" }, status: 201, name: "APIKeyCreateResponse" },
    { method: "PUT", target: key, body: update, status: 200, name: "APIKeyInfo" },
    { method: "DELETE", target: key, status: 204 },
  ];

  /** Runs the Rust client, and gives its exit status and the lines that it prints. */
  function create(query, token = "token") {
    const manifest = fileURLToPath(new URL("../rust/Cargo.toml", import.meta.url));
    const args = ["run", "--quiet", "--locked", "--manifest-path", manifest, "--example", "create", "--", url + query];
    const env = { ...process.env, FLOWAI_TOKEN: token, NO_PROXY: "127.0.0.1" };
    const { error, status, stdout, stderr } = spawnSync("cargo", args, { encoding: "utf8", env, timeout: 240_000 });
    assert.ifError(error);
    assert.ok(status === 0 || status === 1, stderr);
    return [status, ...stdout.trimEnd().split("\n")];
  }

  test("answers with the example, which the crate decodes", async () => {
    const [status, document] = await post("");
    assert.equal(status, 201);
    assert.ok(ajv.validate(schemas.APIKeyCreateResponse, document), ajv.errorsText());
    assert.deepEqual([document], schemas.APIKeyCreateResponse.examples);
    const [exit, ...lines] = create("");
    assert.equal(exit, 0, lines.join("\n"));
    assert.deepEqual(lines.slice(0, 2), ["status: 201 Created", "short token: ada2ad2a"]);
    assert.match(lines[2], /^APIKeyCreateResponse \{ api_key: ApiKey\(flow_ada2ad2a_REDACTED\), .*key_name: "My API Key"/);
  });

  test("answers each operation with its example", async () => {
    for (const { method, target, body, status, name } of operations) {
      const [answered, document] = await call(method, target, body);
      assert.equal(answered, status, method);
      assert.deepEqual(document, name && schemas[name].examples[0]);
    }
    assert.equal((await call("GET", "?limit=10&offset=20"))[0], 200);
    assert.equal((await call("PUT", key, {}))[0], 200);
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
    assert.deepEqual(create("?__code=422"), [
      1,
      "status: 422 Unprocessable Entity",
      "kind: Validation",
      "422 Unprocessable Entity: the API refused the request with 1 validation error",
      'HTTPValidationError { detail: [ValidationError { loc: [Name("body"), Name("keyName")], ' +
        'msg: "Field required", type_: "missing" }] }',
    ]);
  });

  test("refuses a request without a token", () => {
    assert.deepEqual(create("", ""), [
      1,
      "status: 401 Unauthorized",
      "kind: Status",
      "401 Unauthorized: the API returned an error status",
    ]);
  });

  test("makes up answers of the other operations from the schemas", async (t) => {
    for (const { method, target, body, status, name } of operations.filter(({ name }) => name)) {
      const made = new Set();
      for (let seed = 100; seed < 200; seed++) {
        const [answered, document] = await call(method, `${target}?__dynamic=true&__code=${status}&__seed=${seed}`, body);
        assert.equal(answered, status);
        assert.ok(ajv.validate(schemas[name], document), `${ajv.errorsText()}: ${JSON.stringify(document)}`);
        made.add(JSON.stringify(document));
      }
      t.diagnostic(`${name}: ${made.size} documents for Ajv`);
    }
  });

  test("makes up answers from the schemas, which the crate decodes", async (t) => {
    const answers = { 201: ["APIKeyCreateResponse", 0], 422: ["HTTPValidationError", 1] };
    for (const [code, [name, exit]] of Object.entries(answers)) {
      // The same seed makes the same document on every run.
      const query = (seed) => `?__dynamic=true&__code=${code}&__seed=${seed}`;
      const made = new Map();
      for (let seed = 100; seed < 200; seed++) {
        const [status, document] = await post(query(seed));
        assert.equal(status, Number(code));
        assert.ok(ajv.validate(schemas[name], document), `${ajv.errorsText()}: ${JSON.stringify(document)}`);
        const text = JSON.stringify(document);
        // Years that only the type refuses (schema/tests/beyond) are not for it.
        if (!/"(0000-|0001-01-01|9999-12-31)/.test(text)) {
          made.set(text, seed);
        }
      }
      const seeds = [...made.values()].slice(0, 10);
      for (const seed of seeds) {
        const [status, ...lines] = create(query(seed));
        assert.equal(status, exit, lines.join("\n"));
        assert.match(lines.at(-1), new RegExp(`^${name} {`));
      }
      t.diagnostic(`${name}: ${made.size} documents for Ajv, ${seeds.length} for the crate`);
    }
  });
});
