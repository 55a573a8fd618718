#!/usr/bin/env bash
# quicktype 26.0.0, language `typescript-zod`, with zod 4.6.7 (both npm).
#
# `lastUsedAt` of a key that was never used is null: `{"type": ["string", "null"], "format": "date-time"}`.
#
# Expected: null stays null. The generated schema says `z.union([z.coerce.date(), z.null()])`, which reads as "a date or
# null".
#
# Seen: null becomes 1 January 1970. A union returns the first member that succeeds, and `z.coerce.date()` succeeds on
# null, since `new Date(null)` is the epoch; `z.null()` can never be reached.
#
#   lastUsedAt: z.union([z.coerce.date(), z.null()])
#   null -> 1970-01-01T00:00:00.000Z
#
# Why it matters: no error, no warning, and a key that was never used looks like one that has not been used for decades,
# which is what a clean-up job looks for. A coercing schema must have null in front of it, or use `.nullable()`.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund quicktype@26.0.0 zod@4.6.7 typescript@5.9.3 >npm.log 2>&1 || { cat npm.log; exit 1; }

cat >key.schema.json <<'JSON'
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Key",
  "type": "object",
  "properties": { "lastUsedAt": { "type": ["string", "null"], "format": "date-time" } },
  "required": ["lastUsedAt"]
}
JSON
node_modules/.bin/quicktype --src-lang schema --lang typescript-zod --top-level Key key.schema.json --out key.mts
node_modules/.bin/tsc --module nodenext --skipLibCheck key.mts

cat >run.mjs <<'JS'
import { KeySchema } from './key.mjs';
const { lastUsedAt } = KeySchema.parse({ lastUsedAt: null });
console.log('null ->', lastUsedAt === null ? null : lastUsedAt.toISOString());
JS

{ grep -o 'lastUsedAt.*)' key.mts | tr -d '"'; node run.mjs; } >seen
diff - seen <<'EXPECTED'
lastUsedAt: z.union([z.coerce.date(), z.null()])
null -> 1970-01-01T00:00:00.000Z
EXPECTED
