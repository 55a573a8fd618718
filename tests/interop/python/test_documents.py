"""What hypothesis makes from a schema alone, the crate reads, or refuses for a difference that `schema/tool` lists.

FLOWAI_TYPES_DOCUMENTS is how many it makes from each schema; from one with metadata a tenth, since those take longer.
"""

import json
import os
from collections import Counter
from importlib.metadata import version

from conftest import SCHEMA, TYPES, read
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis_jsonschema import from_schema

COUNT = int(os.environ.get("FLOWAI_TYPES_DOCUMENTS", 300))


def documents(name):
    """Documents of a type, which are the same in each run."""
    schema = json.loads((SCHEMA / f"{name}.json").read_text())
    found = []

    @settings(
        max_examples=COUNT // 10 if "RequestMetadata" in schema.get("$defs", {}) else COUNT,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(from_schema(schema))
    def make(document):
        found.append(f"{name}\t{json.dumps(document)}")

    make()
    return found


def test_documents(report):
    lines = [line for name in TYPES for line in documents(name)]
    answers = read(lines)
    made = Counter(line.split("\t")[0] for line, (verdict, *_) in zip(lines, answers) if verdict == "read")
    assert all(made[name] >= 10 for name in TYPES), made
    refused = [(line, said) for line, (verdict, *said) in zip(lines, answers) if verdict == "refused"]
    assert refused == [], "documents that hypothesis made, and their schema refuses"
    listed = Counter(differences for verdict, differences, *_ in answers if verdict == "listed")
    versions = ", ".join(f"{package} {version(package)}" for package in ["hypothesis", "hypothesis-jsonschema"])
    read_ = len(lines) - listed.total()
    report(f"{versions}: {len(lines)} documents, {read_} read, refused for listed differences: {dict(listed)}")
