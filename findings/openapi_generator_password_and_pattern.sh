#!/usr/bin/env bash
# openapi-generator 7.26.0, generator `python` (the PyPI package openapi-generator-cli brings the program; it needs
# Java), with pydantic 2.14.4.
#
# A key is described as `type: string, format: password`, and good descriptions add a `pattern`.
#
# Expected: `format: password` makes a type that hides the key when it is printed, with or without a `pattern`; and
# what `to_json` writes is read back by `from_json` as the same model.
#
# Seen: neither. Without a pattern the field is a `SecretStr`, and `to_json` writes ten asterisks, which `from_json`
# then accepts as the key, without an error. With a pattern the field is a plain `str`: `to_json` is right, and `repr`
# shows the key.
#
#   without: SecretStr('**********'), to_json: {"key": "**********"}, read back: **********
#   with: 'flow_example', to_json: {"key": "flow_example"}, read back: flow_example
#
# Why it matters: a pattern, added for validators, switches off the protection of the secret; and its absence makes a
# stored model lose the secret. (datamodel-code-generator does a third thing: it makes a `SecretStr` and drops the
# pattern.) A description cannot have both for this generator, and its readers have to be told which of the two they
# have.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet openapi-generator-cli==7.26.0 pydantic==2.14.4 python-dateutil==2.9.0.post0 urllib3==2.8.0

cat >openapi.json <<'JSON'
{
  "openapi": "3.1.0",
  "info": { "title": "keys", "version": "1" },
  "paths": {},
  "components": {
    "schemas": {
      "NoPattern": {
        "type": "object",
        "required": ["key"],
        "properties": { "key": { "type": "string", "format": "password" } }
      },
      "Pattern": {
        "type": "object",
        "required": ["key"],
        "properties": { "key": { "type": "string", "format": "password", "pattern": "^flow_[a-z]+$" } }
      }
    }
  }
}
JSON
env/bin/openapi-generator-cli generate -g python -i openapi.json -o client >generate.log 2>&1 || { tail -20 generate.log; exit 1; }

cat >client/run.py <<'PY'
from openapi_client.models import NoPattern, Pattern

for name, model in [("without", NoPattern), ("with", Pattern)]:
    key = model(key="flow_example")
    json = key.to_json()
    again = model.from_json(json).key
    again = again if isinstance(again, str) else again.get_secret_value()
    print(f"{name}: {key.key!r}, to_json: {json}, read back: {again}")
PY

env/bin/python client/run.py >seen
diff - seen <<'EXPECTED'
without: SecretStr('**********'), to_json: {"key": "**********"}, read back: **********
with: 'flow_example', to_json: {"key": "flow_example"}, read back: flow_example
EXPECTED
