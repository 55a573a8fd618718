#!/usr/bin/env bash
# express-rate-limit 8.7.5 with express 5.3.0, and @fastify/rate-limit 11.2.0 with fastify 5.12.8 (npm).
#
# `standardHeaders: 'draft-6'` asks for the IETF fields `RateLimit-Limit`, `RateLimit-Remaining` and `RateLimit-Reset`.
# The older `X-RateLimit-*` family is sent beside it unless it is switched off.
#
# Expected: two families of names for the same numbers, so that a client may read either, or strip `X-`.
#
# Seen: limit and remaining agree, but the two resets in one response have different units. `RateLimit-Reset` is the
# seconds that are left, and `X-RateLimit-Reset` the Unix time at which the window ends.
#
#   limit: 10 10
#   remaining: 9 9
#   reset: 60, and 60 s from now as a Unix time
#   fastify, x-ratelimit-reset: 60
#
# Why it matters: a client that reads the second as seconds waits for more than fifty years, and one that reads the
# first as a Unix time does not wait. @fastify/rate-limit sends seconds under the very name `X-RateLimit-Reset`, so the
# name does not tell the unit, only the size of the number does. A reader must take all fields from one family, and tell
# a delay from an instant.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund \
    express@5.3.0 express-rate-limit@8.7.5 fastify@5.12.8 @fastify/rate-limit@11.2.0 >npm.log 2>&1 || { cat npm.log; exit 1; }

cat >run.mjs <<'JS'
import express from 'express';
import { rateLimit } from 'express-rate-limit';
import fastifyRateLimit from '@fastify/rate-limit';
import Fastify from 'fastify';

const app = express();
app.use(rateLimit({ windowMs: 60_000, limit: 10, standardHeaders: 'draft-6' }));
app.get('/api-keys', (request, response) => response.json([]));
const server = app.listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));

const { headers } = await fetch(`http://127.0.0.1:${server.address().port}/api-keys`);
server.close();
server.closeAllConnections();
for (const name of ['limit', 'remaining']) {
  console.log(`${name}:`, headers.get(`ratelimit-${name}`), headers.get(`x-ratelimit-${name}`));
}
const left = Number(headers.get('x-ratelimit-reset')) - Date.now() / 1000;
const unix = left > 50 && left < 70 ? '60 s from now as a Unix time' : headers.get('x-ratelimit-reset');
console.log(`reset: ${headers.get('ratelimit-reset')}, and ${unix}`);

const other = Fastify();
await other.register(fastifyRateLimit, { timeWindow: 60_000, max: 10 });
other.get('/api-keys', async () => []);
const answer = await other.inject('/api-keys');
console.log('fastify, x-ratelimit-reset:', answer.headers['x-ratelimit-reset']);
JS

node run.mjs >seen
diff - seen <<'EXPECTED'
limit: 10 10
remaining: 9 9
reset: 60, and 60 s from now as a Unix time
fastify, x-ratelimit-reset: 60
EXPECTED
