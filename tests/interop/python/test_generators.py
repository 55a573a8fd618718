"""datamodel-code-generator makes types of the schemas that read and write the documented examples.

What it makes, and the documents on which its types differ from the schemas, are in the folder `snapshots`; with
UPDATE=1 in the environment they are rewritten.
"""

import asyncio
import importlib.util
import json
import os
import re
import runpy
import subprocess
import sys
from datetime import datetime
from functools import cache
from pathlib import Path

import httpx
import msgspec
import pydantic
import pytest
import service
from conftest import CREATED, DOCUMENTS, SCHEMA, TYPES, listed, refusal, shows
from fastapi import FastAPI

SNAPSHOTS = Path(__file__).parent / "snapshots"


class Pydantic:
    base = "pydantic_v2.BaseModel"
    Refusal = pydantic.ValidationError
    # A `SecretStr` writes no secret.
    written_key = "**********"

    @staticmethod
    def read(Type, text):
        return Type.model_validate_json(text)

    @staticmethod
    def write(value):
        return value.model_dump_json(by_alias=True, exclude_unset=True)


class Msgspec:
    base = "msgspec.Struct"
    # A wrong document, and one that is no Unicode text.
    Refusal = (msgspec.DecodeError, UnicodeDecodeError)
    written_key = CREATED["apiKey"]

    @staticmethod
    def read(Type, text):
        return msgspec.json.decode(text, type=Type)

    @staticmethod
    def write(value):
        return msgspec.json.encode(value)


class PydanticString(Pydantic):
    options = ["--type-mappings", "string+password=string"]


class PydanticDataclass:
    base = "pydantic_v2.dataclass"

    @staticmethod
    def read(Type, text):
        return pydantic.TypeAdapter(Type).validate_json(text)


class Dataclass:
    base = "dataclasses.dataclass"

    @staticmethod
    def read(Type, text):
        return Type(**json.loads(text))


class TypedDict(Dataclass):
    base = "typing.TypedDict"


each_library = pytest.mark.parametrize("library", [Pydantic, Msgspec], ids=lambda library: library.__name__)
def type_name(name):
    """The name of the type that a file describes: two files may have the same, each in a spelling."""
    return name.partition(".")[0]


each_schema = pytest.mark.parametrize("name", [*TYPES, "openapi"])


@pytest.fixture(scope="session")
def generate(tmp_path_factory):
    """Makes the types of a schema for a library: the file."""

    @cache
    def generate(library, name):
        output = tmp_path_factory.mktemp(library.__name__) / f"{name}.py"
        command = [sys.executable, "-m", "datamodel_code_generator", "--disable-timestamp"]
        command += ["--input", SCHEMA / f"{name}.json", "--output", output, "--formatters", "builtin"]
        command += ["--input-file-type", "openapi" if name == "openapi" else "jsonschema"]
        command += ["--output-model-type", library.base, *getattr(library, "options", [])]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return output

    return generate


@pytest.fixture(scope="session")
def types(generate):
    """Imports the types of a schema: the module."""

    @cache
    def types(library, name):
        # Both libraries look annotations up in the module that `sys.modules` holds.
        spec = importlib.util.spec_from_file_location(f"{library.__name__}_{name.replace('.', '_')}", generate(library, name))
        module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return types


def assert_snapshot(path, text):
    path = SNAPSHOTS / path
    if os.environ.get("UPDATE"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    assert path.exists(), "no such snapshot: run with UPDATE=1"
    assert text.splitlines() == path.read_text().splitlines(), f"{path.name} differs: accept it with UPDATE=1"


def examples(schema):
    """The documented examples of a schema's objects, each with the name of its type."""
    definitions = schema.get("$defs") or schema.get("components", {}).get("schemas", {})
    for definition in [schema, *definitions.values()]:
        for example in definition.get("examples", []):
            yield definition["title"], example


@each_library
@each_schema
def test_source(library, name, generate):
    assert_snapshot(f"{library.__name__.lower()}/{name}.py", generate(library, name).read_text())


@each_library
@each_schema
def test_examples(library, name, types):
    module = types(library, name)
    found = list(examples(json.loads((SCHEMA / f"{name}.json").read_text())))
    assert found
    for title, example in found:
        value = library.read(getattr(module, title), json.dumps(example))
        written = json.dumps(example).replace(CREATED["apiKey"], library.written_key)
        assert json.loads(library.write(value)) == json.loads(written)


@each_library
def test_documents(library, types, report):
    def is_read(document):
        try:
            library.read(getattr(types(library, document.type), type_name(document.type)), document.text)
        except library.Refusal:
            return False
        return True

    read = {document.name: is_read(document) for document in DOCUMENTS}
    differences = [document for document in DOCUMENTS if read[document.name] != document.valid]
    lines = [
        f"{'refuses a valid' if document.valid else 'reads an invalid'} document: {': '.join(document.name)}"
        for document in differences
    ]
    assert_snapshot(f"{library.__name__.lower()}/differences.txt", "".join(f"{line}\n" for line in lines))

    def count(valid):
        return sum(document.valid == valid for document in DOCUMENTS)

    def differ(valid):
        return sum(document.valid == valid for document in differences)

    report(
        f"datamodel-code-generator for {library.__name__.lower()}: "
        f"refuses {count(False) - differ(False)} of {count(False)} invalid documents, "
        f"reads {count(True) - differ(True)} of {count(True)} valid ones"
    )


def test_readme(tmp_path):
    """The README's command for pydantic makes a model that reads what FastAPI writes, also for a time without an offset."""
    readme = (SCHEMA.parent / "README.md").read_text()
    [command] = re.findall(r"^datamodel-codegen ((?:.*\\\n)*.*) --output model.py$", readme, re.MULTILINE)
    arguments = command.replace("\\\n", " ").split()
    output = tmp_path / "model.py"
    command = [sys.executable, "-m", "datamodel_code_generator", *arguments, "--formatters", "builtin", "--output", output]
    done = subprocess.run(command, cwd=SCHEMA.parent, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    Type = runpy.run_path(output)["APIKeyCreateResponse"]

    [example] = json.loads((SCHEMA / "APIKeyCreateResponse.snake_case.json").read_text())["examples"]
    app = FastAPI()
    # A time of no time zone is what `datetime.utcnow()` and a database without time zones give.
    naive = datetime(2024, 3, 20, 12)
    for used in [naive, None]:
        members = example | {"created_at": naive, "last_used_at": used}
        app.post(f"/{used}")(lambda members=members: service.APIKeyCreateResponse(**members))
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1")
        text = asyncio.run(client.post(f"/{used}")).text
        assert '"created_at":"2024-03-20T12:00:00"' in text
        created = Type.model_validate_json(text)
        assert (created.created_at, created.last_used_at) == (naive, used)
        assert created.api_key.get_secret_value() == CREATED["apiKey"]
    with pytest.raises(pydantic.ValidationError):
        Type.model_validate_json(json.dumps(CREATED))


def printed(value):
    ways = {"repr": repr(value), "str": str(value)}
    if isinstance(value, pydantic.BaseModel):
        ways |= {"model_dump": repr(value.model_dump()), "model_dump_json": value.model_dump_json()}
    return {
        name: [way for way, text in ways.items() if shows(text) == shown]
        for name, shown in [("prints", True), ("hides", False)]
    }


def test_what_prints_the_key_is_listed(types):
    found = {}
    libraries = {
        "pydantic": Pydantic,
        "pydantic (string)": PydanticString,
        "pydantic dataclass": PydanticDataclass,
        "msgspec": Msgspec,
        "dataclass": Dataclass,
        "TypedDict": TypedDict,
    }
    name = "APIKeyCreateResponse"
    for kind, library in libraries.items():
        Type = getattr(types(library, name), name)

        def read(document):
            return library.read(Type, json.dumps(document))

        invalid = refusal(read, getattr(library, "Refusal", ()))
        found[kind] = printed(read(CREATED)) | {"invalid": invalid}

    quicktyped = SCHEMA.parent / "tests/interop/node/snapshots/quicktype/CreateAPIKeyForUserAPIKeysPostResponse.py"
    Type = runpy.run_path(quicktyped)["APIKeyCreateResponse"]
    found["quicktype"] = printed(Type.from_dict(CREATED)) | {"invalid": refusal(Type.from_dict, AssertionError)}
    assert found == listed("python types")
