#!/usr/bin/env bash
# jsonschema 4.26.0 and check-jsonschema 0.39.0 (PyPI), in one environment.
#
# The command line of jsonschema is deprecated, and its warning names check-jsonschema as the one to use instead, which is
# built on jsonschema.
#
# Expected: the same verdict on the same schema and the same document.
#
# Seen: a string with a newline at its end against a pattern that ends with `$`. jsonschema takes Python's `$`, which is also
# before a newline that ends the string, and accepts it, as a library as on the command line. Its successor takes JavaScript's
# syntax by default, as JSON Schema recommends, and refuses it; with `--regex-variant python` it accepts it again.
#
#   library: valid
#   python -m jsonschema: valid
#   check-jsonschema: invalid
#   check-jsonschema --regex-variant python: valid
#
# Why it matters: a document that a continuous check refuses goes through the same schema in the service that uses the
# library. A token read from a file, with its newline, is such a string.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet jsonschema==4.26.0 check-jsonschema==0.39.0

cat >schema.json <<'JSON'
{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "string", "pattern": "^[a-z]+$"}
JSON
printf '"token\\n"' >document.json
cat >library.py <<'PY'
import json
import sys

import jsonschema

schema, document = (json.load(open(f"{name}.json")) for name in ["schema", "document"])
sys.exit(not jsonschema.Draft202012Validator(schema).is_valid(document))
PY

verdict() {
    local name=$1
    shift
    if "$@" >/dev/null 2>&1; then echo "$name: valid"; else echo "$name: invalid"; fi
}
{
    verdict library env/bin/python library.py
    verdict "python -m jsonschema" env/bin/python -m jsonschema -i document.json schema.json
    verdict check-jsonschema env/bin/check-jsonschema --schemafile schema.json document.json
    verdict "check-jsonschema --regex-variant python" \
        env/bin/check-jsonschema --regex-variant python --schemafile schema.json document.json
} >seen
diff - seen <<'EXPECTED'
library: valid
python -m jsonschema: valid
check-jsonschema: invalid
check-jsonschema --regex-variant python: valid
EXPECTED
