"""The verdict of Python's `re` on each line, as `run` says; a search, as jsonschema does it."""

import re
import sys

for line in sys.stdin:
    kind, text = line[0], bytes.fromhex(line[1:]).decode()
    if kind == "p":
        pattern = re.compile(text)
    elif kind == "s":
        print(int(bool(pattern.search(text))))
    else:
        matches = (match for match in pattern.finditer(text) if not match[0].startswith("-"))
        print(*(match[1].encode().hex() for match in matches))
