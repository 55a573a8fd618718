#!/usr/bin/env bash
# FastAPI 0.165.0 with pydantic 2.14.4 (PyPI), and @hey-api/openapi-ts 0.99.0 with its zod plugin (npm).
#
# A server returns a new key once. Its model has a `SecretStr`, so that logs do not show it, and a serializer for JSON
# that reveals it, as pydantic's documentation shows.
#
# Expected: the answer has the key, the schema of the answer says so, and a generated client returns it.
#
# Seen: pydantic marks every `SecretStr` `writeOnly`, also in the schema of a response, and although the serializer
# declares `str`. `writeOnly` means "never in a response", so hey-api removes the member from the type of the 201; and
# as `z.object` strips members that it does not know, parsing the answer removes the key. There is no error at any step.
# (The type with the key exists: `NewKeyWritable`, which nothing refers to.) openapi-typescript 7.13.0 keeps the member.
#
#   on the wire: {"id":"k1","api_key":"flow_example"}
#   schema: {'type': 'string', 'format': 'password', 'title': 'Api Key', 'writeOnly': True}, required: True
#   client: {"id":"k1"}
#
# Why it matters: the one response that carries a secret is the one that loses it. `format: password` is fine there;
# `writeOnly` is not, and it must be taken out of the schema of a response by hand.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet fastapi==0.165.0 pydantic==2.14.4 starlette==1.10.0 httpx==0.28.1
npm install --silent --no-audit --no-fund @hey-api/openapi-ts@0.99.0 typescript@5.9.3 zod@4.6.7 >npm.log 2>&1 || { cat npm.log; exit 1; }

cat >server.py <<'PY'
import json
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, SecretStr, field_serializer


class NewKey(BaseModel):
    id: str
    api_key: SecretStr

    @field_serializer("api_key", when_used="json")
    def reveal(self, value) -> str:
        return value.get_secret_value()


app = FastAPI()


@app.post("/api-keys", status_code=201)
def create() -> NewKey:
    return NewKey(id="k1", api_key="flow_example")


answer = TestClient(app).post("/api-keys").text
open("answer.json", "w").write(answer)
json.dump(app.openapi(), open("openapi.json", "w"))
schema = app.openapi()["components"]["schemas"]["NewKey"]
print("on the wire:", answer)
print(f"schema: {schema['properties']['api_key']}, required: {'api_key' in schema['required']}")
PY
env/bin/python -W ignore server.py >seen

node_modules/.bin/openapi-ts -i openapi.json -o client -p zod >generate.log 2>&1 || { cat generate.log; exit 1; }
mv client/zod.gen.ts client.mts
node_modules/.bin/tsc --module nodenext --skipLibCheck client.mts
cat >client_run.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { zCreateApiKeysPostResponse } from './client.mjs';
console.log('client:', JSON.stringify(zCreateApiKeysPostResponse.parse(JSON.parse(readFileSync('answer.json', 'utf8')))));
JS
node client_run.mjs >>seen

diff - seen <<'EXPECTED'
on the wire: {"id":"k1","api_key":"flow_example"}
schema: {'type': 'string', 'format': 'password', 'title': 'Api Key', 'writeOnly': True}, required: True
client: {"id":"k1"}
EXPECTED
