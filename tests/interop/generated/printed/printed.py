"""Prints a new key in every way, with the type that openapi-generator generated, and reads an invalid one."""

import sys
from pathlib import Path

from openapi_client import APIKeyCreateResponse

valid, invalid = (Path(document).read_text() for document in sys.argv[2::2])
created = APIKeyCreateResponse.from_json(valid)
for way, printed in {"repr": repr(created), "str": str(created), "to_str": created.to_str()}.items():
    print(f"== openapi-generator: {way}\n{printed}")
print("== openapi-generator: invalid")
try:
    APIKeyCreateResponse.from_json(invalid)
    print("read")
except ValueError as refused:
    print(refused)
