#!/usr/bin/env bash
# FastAPI 0.165.0 (PyPI), and openapi-python-client 0.29.1 (PyPI) on FastAPI's own openapi.json.
#
# FastAPI describes every 422 as HTTPValidationError: `detail` is an array of objects. A handler refuses a request that
# is well-formed but cannot be carried out with `raise HTTPException(422, "The name is taken.")`, FastAPI's own way to
# do so.
#
# Expected: the generated client returns the status and the body, at worst without a parsed error.
#
# Seen: FastAPI writes `{"detail":"The name is taken."}`, which its own schema does not allow, and the client raises a
# ValueError that names neither the status nor the sentence: it reads the string as a list of one-letter objects. Even
# `sync_detailed`, which exists to return the status and the bytes, returns nothing.
#
#   422 from validation: 422 list
#   422 from the handler: {"detail":"The name is taken."}
#   client: ValueError: dictionary update sequence element #0 has length 1; 2 is required
#
# Why it matters: `detail` of a 422 has two types on the wire and one in the description. A description that clients are
# generated from should say `anyOf` an array and a string, and a reader should accept both.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet fastapi==0.165.0 pydantic==2.14.4 starlette==1.10.0 httpx==0.28.1 openapi-python-client==0.29.1 ruff==0.14.5

cat >server.py <<'PY'
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel


class KeyCreate(BaseModel):
    key_name: str


app = FastAPI()


@app.post("/api-keys", status_code=201)
def create(body: KeyCreate) -> KeyCreate:
    if body.key_name == "taken":
        raise HTTPException(422, "The name is taken.")
    return body
PY
env/bin/python -c 'import json, server; json.dump(server.app.openapi(), open("openapi.json", "w"))'
PATH="$work/env/bin:$PATH" openapi-python-client generate --path openapi.json --meta none --output-path client >generate.log 2>&1 ||
    { cat generate.log; exit 1; }

cat >run.py <<'PY'
from fastapi.testclient import TestClient
from client import Client
from client.api.default import create_api_keys_post
from client.models import KeyCreate
from server import app

http = TestClient(app)
client = Client(base_url="http://testserver").set_httpx_client(http)

refused = create_api_keys_post.sync_detailed(client=client, body=KeyCreate(key_name=5))
print("422 from validation:", int(refused.status_code), type(refused.parsed.detail).__name__)
print("422 from the handler:", http.post("/api-keys", json={"key_name": "taken"}).text)
try:
    create_api_keys_post.sync_detailed(client=client, body=KeyCreate(key_name="taken"))
except ValueError as error:
    print("client: ValueError:", error)
PY

env/bin/python -W ignore run.py >seen
diff - seen <<'EXPECTED'
422 from validation: 422 list
422 from the handler: {"detail":"The name is taken."}
client: ValueError: dictionary update sequence element #0 has length 1; 2 is required
EXPECTED
