"""The schemas, their documents, programs of the crate, and what the tests report at the end of a run."""

import json
import os
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

SCHEMA = Path(__file__).resolve().parents[3] / "schema"
TYPES = [
    "APIKeyCreate",
    "APIKeyCreateResponse",
    "APIKeyCreateResponse.snake_case",
    "APIKeyInfo",
    "APIKeyUpdate",
    "CreateAPIKeyForUserAPIKeysPostResponse",
    "CreateAPIKeyForUserAPIKeysPostResponse.snake_case",
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

# The example of a new key, and one with a key that is invalid at its end.
CREATED = json.loads((SCHEMA / "APIKeyCreateResponse.json").read_text())["examples"][0]
INVALID_KEY = CREATED | {"apiKey": CREATED["apiKey"] + "+"}
LISTED = json.loads((SCHEMA / "tool/printed.json").read_text())


def listed(folder):
    """What `schema/tool/printed.json` says of the tools that these tests run."""
    return {
        row["tool"]: {name: row[name] for name in ["prints", "hides", "invalid"] if name in row}
        for row in LISTED
        if row["by"] == folder
    }


def shows(printed):
    """Whether something printed contains the secret part of the key, valid or not."""
    return CREATED["apiKey"].rsplit("_")[-1] in printed


def refusal(read, refusals):
    """What is done with an invalid key, in the form of the list."""
    try:
        read(INVALID_KEY)
    except refusals as error:
        return "quoted" if shows(str(error)) else "refused"
    return "read"


def example(package, name):
    """The path of an example of a package."""
    command = ["cargo", "build", "--locked", "--quiet", "--example", name, "--message-format", "json"]
    folder = SCHEMA.parent / package
    built = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, text=True, check=True)
    messages = map(json.loads, built.stdout.splitlines())
    [program] = [message["executable"] for message in messages if message.get("target", {}).get("name") == name]
    return program


@contextmanager
def serve(token, *headers):
    """The base URL of the crate's service, which adds headers to its answers."""
    command, environment = [example("tests/interop/rust", "serve"), *headers], os.environ | {"FLOWAI_TOKEN": token}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            base = process.stdout.readline().strip()
            assert base, "the service did not start"
            yield base
        finally:
            process.terminate()


def read(lines):
    """What the crate says of each line: the name of a schema, a tab, and a document."""
    text = "".join(f"{line}\n" for line in lines)
    done = subprocess.run(
        [example("schema/tool", "read")], input=text, stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    answers = [tuple(line.split("\t")) for line in done.stdout.split("\n")[:-1]]
    assert len(answers) == len(lines)
    return answers


REPORT = pytest.StashKey[list]()


@pytest.fixture
def report(request):
    """Adds a line to the end of the run."""
    return request.config.stash.setdefault(REPORT, []).append


def pytest_terminal_summary(terminalreporter, config):
    terminalreporter.section("documents")
    for line in config.stash.get(REPORT, []):
        terminalreporter.write_line(line)
