"""The schemas, their documents, and what the tests report at the end of a run."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

SCHEMA = Path(__file__).resolve().parents[3] / "schema"
TYPES = [
    "APIKeyCreate",
    "APIKeyCreateResponse",
    "APIKeyInfo",
    "APIKeyUpdate",
    "CreateAPIKeyForUserAPIKeysPostResponse",
    "HTTPMetadata",
    "HTTPValidationError",
    "ListAPIKeysResponse",
    "ListUserAPIKeysAPIKeysGetResponse",
    "RevokeAPIKeyAPIKeysKeyIDDeleteResponse",
    "UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse",
]


@dataclass(frozen=True)
class Document:
    file: str
    group: str
    test: str
    type: str  # the schema's name
    text: str  # as JSON
    data: Any
    valid: bool  # the schema's verdict

    @property
    def name(self):
        return self.file, self.group, self.test


def documents():
    for path in sorted(SCHEMA.glob("tests/**/*.json")):
        for group in json.loads(path.read_text()):
            for test in group["tests"]:
                # A document that no parsed value can hold is given as text.
                text = test["text"] if "text" in test else json.dumps(test["data"])
                yield Document(
                    file=path.relative_to(SCHEMA / "tests").as_posix(),
                    group=group["description"],
                    test=test["description"],
                    type=Path(group["schema"]["$ref"]).stem,
                    text=text,
                    data=json.loads(text),
                    valid=test["valid"],
                )


DOCUMENTS = list(documents())
REPORT = pytest.StashKey[list]()


@pytest.fixture
def report(request):
    """Adds a line to the end of the run."""
    return request.config.stash.setdefault(REPORT, []).append


def pytest_terminal_summary(terminalreporter, config):
    terminalreporter.section("documents")
    for line in config.stash.get(REPORT, []):
        terminalreporter.write_line(line)
