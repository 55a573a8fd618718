#!/usr/bin/env bash
# flowai-sdk 0.1.8 (PyPI), the vendor's own client.
#
# The vendor's documentation shows a new key with camelCase members: apiKey, keyName, createdAt and so on.
#
# Expected: the vendor's client deserializes the vendor's example.
#
# Seen: `create` raises pydantic.ValidationError on a 201 with the documented body, because the model declares no alias.
# Five members are "missing". In snake_case the same body is accepted, and a missing `last_used_at` is then neither None
# nor a datetime: it is an `Unset` object, for which `is None` is False, and which is falsy.
#
#   camelCase: ValidationError, missing key_name key_prefix api_key user_id created_at
#   snake_case: flow_example
#   last_used_at: Unset, is None: False, bool: False
#
# Why it matters: a new key is shown once. The server has stored it, the client has thrown it away, and a retry creates
# another. A reader of this API has to accept both spellings, and a server that wants to serve this client has to write
# snake_case.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet flowai-sdk==0.1.8 pydantic==2.14.4 httpx==0.28.1

cat >run.py <<'PY'
import httpx
import pydantic
from flowai_sdk import FlowAI

ID = "123e4567-e89b-12d3-a456-426614174000"
CAMEL = {
    "apiKey": "flow_example",
    "createdAt": "2024-03-20T12:00:00Z",
    "id": ID,
    "keyName": "My API Key",
    "keyPrefix": "flow_",
    "userId": ID,
}
SNAKE = {
    "api_key": "flow_example",
    "created_at": "2024-03-20T12:00:00Z",
    "id": ID,
    "key_name": "My API Key",
    "key_prefix": "flow_",
    "user_id": ID,
}


def create(body):
    """What the SDK returns for a server that answers 201 with this body."""
    transport = httpx.MockTransport(lambda request: httpx.Response(201, json=body))
    sdk = FlowAI(server_url="http://127.0.0.1", client=httpx.Client(transport=transport))
    return sdk.api_keys.create(key_name="My API Key")


try:
    create(CAMEL)
except pydantic.ValidationError as error:
    print("camelCase: ValidationError,", *[e["type"] for e in error.errors()][:1], *[e["loc"][-1] for e in error.errors()])
key = create(SNAKE)
print("snake_case:", key.api_key)
print(f"last_used_at: {type(key.last_used_at).__name__}, is None: {key.last_used_at is None}, bool: {bool(key.last_used_at)}")
PY

env/bin/python run.py >seen
diff - seen <<'EXPECTED'
camelCase: ValidationError, missing key_name key_prefix api_key user_id created_at
snake_case: flow_example
last_used_at: Unset, is None: False, bool: False
EXPECTED
