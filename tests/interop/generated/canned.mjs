// Responses that our service does not return. As a program, this is a server that returns them, and prints its address.

import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

import { schemas } from "../node/schema.mjs";

/** A refusal of FastAPI with pydantic 2: with the values that were refused, and the context of the errors. */
export const refusal = {
  detail: [
    {
      type: "string_too_short",
      loc: ["body", "keyName"],
      msg: "String should have at least 1 character",
      input: "",
      ctx: { min_length: 1 },
      url: "https://errors.pydantic.dev/2.11/v/string_too_short",
    },
    {
      type: "model_attributes_type",
      loc: ["body", 0],
      msg: "Input should be a valid dictionary or object to extract fields from",
      input: ["My API Key", { nested: [1, 2.5, true] }],
    },
    ...[null, 5, 2.5, true].map((input) => ({
      type: "string_type",
      loc: ["body", "keyName"],
      msg: "Input should be a valid string",
      input,
    })),
  ],
};

/** The documented page. */
export const [page] = schemas.ListAPIKeysResponse.examples;

/** The page with members that the API may add one day. */
const laterPage = {
  apiKeys: page.apiKeys.map((item) => ({ ...item, expiresAt: null, scopes: ["read", { write: false }] })),
  pagination: { ...page.pagination, hasMore: false },
};

const RESPONSES = { GET: [200, laterPage], POST: [422, refusal] };

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const server = createServer((request, response) => {
    const [status, document] = RESPONSES[request.method];
    request.resume().on("end", () => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(document));
    });
  });
  server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
}
