// Creates a key, and prints the metadata of the exchange as a program for Node has it: a name, a tab, and JSON.
//
// Usage: node client.mjs BASE TOKEN

import http from "node:http";

const [base, token] = process.argv.slice(2);
const url = `${base}/api-keys?page=1&access_token=${token}`;
const body = JSON.stringify({ keyName: "My API Key" });
const headers = [
  ["Authorization", `Bearer ${token}`],
  ["Content-Type", "application/json"],
  ["Cookie", `session=${token}`],
  ["X-Latin-1", "Ren\xe9"],
  ["X-Repeated", "a"],
  ["X-Repeated", "b, c"],
];

function show(name, { status, responseHeaders }, { method, url, requestHeaders }) {
  const metadata = {
    Response: { status, headers: responseHeaders },
    Request: { method, url, headers: requestHeaders },
  };
  console.log(`${name}\t${JSON.stringify(metadata)}`);
}

/** The values of each name, as arrays. */
function grouped(pairs) {
  const groups = {};
  for (const [name, value] of pairs) (groups[name] ??= []).push(value);
  return groups;
}

// `fetch`.
const request = new Request(url, { method: "POST", headers, body });
const fetched = await fetch(request);
await fetched.arrayBuffer();
show(
  "fetch",
  { status: fetched.status, responseHeaders: grouped(fetched.headers) },
  { method: request.method, url: request.url, requestHeaders: grouped(request.headers) },
);
show(
  "fetch, Object.fromEntries",
  { status: fetched.status, responseHeaders: Object.fromEntries(fetched.headers) },
  { method: request.method, url: request.url, requestHeaders: {} },
);

// `node:http`.
const sent = http.request(url, { method: "POST" });
for (const [name, [first, ...rest]] of Object.entries(grouped(headers))) {
  sent.setHeader(name, rest.length > 0 ? [first, ...rest] : first);
}
sent.setHeader("Content-Length", Buffer.byteLength(body));
const received = await new Promise((resolve, reject) => sent.on("response", resolve).on("error", reject).end(body));
received.resume();
const { method, protocol, host, path } = sent;
const absolute = `${protocol}//${sent.getHeader("host")}${path}`;
const asArrays = Object.fromEntries(
  Object.entries(sent.getHeaders()).map(([name, value]) => [name, [value].flat().map(String)]),
);
const status = received.statusCode;
const response = { status, responseHeaders: received.headersDistinct };
show("http", response, { method, url: absolute, requestHeaders: asArrays });
show("http, getHeaders()", response, { method, url: absolute, requestHeaders: sent.getHeaders() });
show("http, headers", { status, responseHeaders: received.headers }, { method, url: absolute, requestHeaders: asArrays });
show("http, path", response, { method, url: path, requestHeaders: asArrays });
