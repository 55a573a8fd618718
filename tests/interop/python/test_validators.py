"""Python's validators give the schemas' verdict on every document, but for the faults that are listed."""

import json
import subprocess
import sys
from importlib.metadata import version

import fastjsonschema
import jsonschema
import jsonschema_rs
import pytest
from conftest import CREATED, DOCUMENTS, INVALID_KEY, SCHEMA, TYPES, listed, refusal, shows
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator


# Each tool takes the file of a schema, documents, and a folder for its own use, and returns the verdicts.


def python_jsonschema(formats):
    checker = Draft202012Validator.FORMAT_CHECKER if formats else None

    def verdicts(schema, documents, _):
        schema = json.loads(schema.read_text())
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema, format_checker=checker)
        return [validator.is_valid(document.data) for document in documents]

    return verdicts


def rust_jsonschema(formats):
    def verdicts(schema, documents, _):
        validator = jsonschema_rs.Draft202012Validator(
            json.loads(schema.read_text()), validate_formats=formats
        )
        return [validator.is_valid(document.data) for document in documents]

    return verdicts


def fast(formats):
    def verdicts(schema, documents, _):
        # It does not know 2020-12 and reads it as 2019-09, which has every keyword of these schemas.
        validate = fastjsonschema.compile(json.loads(schema.read_text()), use_formats=formats)

        def is_valid(data):
            try:
                validate(data)
            except fastjsonschema.JsonSchemaValueException:
                return False
            return True

        return [is_valid(document.data) for document in documents]

    return verdicts


def check_jsonschema(schema, documents, folder):
    files = [folder / f"{index}.json" for index in range(len(documents))]
    for file, document in zip(files, documents):
        file.write_text(document.text)
    command = [sys.executable, "-m", "check_jsonschema", "--verbose", "--output-format", "json"]
    command += ["--schemafile", schema, *files]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    result = json.loads(done.stdout)
    valid = set(result["successes"])
    invalid = {error["filename"] for error in result["errors"]}
    assert sorted([*valid, *invalid]) == sorted(map(str, files)), "a verdict for each file"
    return [str(file) in valid for file in files]


TOOLS = {
    "jsonschema": python_jsonschema(formats=False),
    "jsonschema with formats": python_jsonschema(formats=True),
    "jsonschema_rs": rust_jsonschema(formats=False),
    "jsonschema_rs with formats": rust_jsonschema(formats=True),
    "fastjsonschema": fast(formats=False),
    "fastjsonschema with formats": fast(formats=True),
    "check-jsonschema with formats": check_jsonschema,
}

# The tools' own faults, by cause: tools, file, group, test.
PLAIN, FORMATS = ["jsonschema"], ["jsonschema with formats"]
KEY, SNAKE, META = "APIKeyCreateResponse.json", "APIKeyCreateResponse.snake_case.json", "HTTPMetadata.json"
LESS = "beyond/reads-less.json"
API_KEY = "apiKey: flow_, 8 lower-case hex digits, _, then 16 to 128 of 0-9 A-Z a-z _ -"
YEARS = "a year in UTC is 0001 to 9999, since no other can be written back"
FAULTS = {
    "Python's `$` also matches before a newline that ends the text": [
        (PLAIN + FORMATS, KEY, API_KEY, "a newline behind"),
        (PLAIN + FORMATS, KEY, "createdAt: an RFC 3339 timestamp", "a newline behind"),
        (PLAIN + FORMATS, KEY, "lastUsedAt: an RFC 3339 timestamp", "a newline behind"),
        (PLAIN, KEY, "id: a hyphenated UUID", "a newline behind"),
        (PLAIN, KEY, "userId: a hyphenated UUID", "a newline behind"),
        (PLAIN + FORMATS, SNAKE, API_KEY.replace("apiKey", "api_key"), "a newline behind"),
        (PLAIN + FORMATS, SNAKE, "created_at: an RFC 3339 timestamp", "a newline behind"),
        (PLAIN + FORMATS, SNAKE, "last_used_at: an RFC 3339 timestamp", "a newline behind"),
        (PLAIN, SNAKE, "id: a hyphenated UUID", "a newline behind"),
        (PLAIN, SNAKE, "user_id: a hyphenated UUID", "a newline behind"),
        (PLAIN + FORMATS, META, "method: an RFC 9110 token", '"A\\n"'),
        (PLAIN + FORMATS, META, "url: an absolute http or https URI", '"https://api.example.com/\\n"'),
        (PLAIN + FORMATS, META, "Response: headers", "a newline behind a name"),
        (PLAIN + FORMATS, META, "Response: headers", "a newline behind a value"),
        (PLAIN + FORMATS, META, "Request: headers", "a newline behind a name"),
        (PLAIN + FORMATS, META, "Request: headers", "a newline behind a value"),
    ],
    "Python's calendar begins with the year 1": [
        (FORMATS, LESS, YEARS, "year 0000"),
        (FORMATS, LESS, YEARS, "year 0000, which is 0001 in UTC"),
    ],
}


@pytest.mark.parametrize("tool", TOOLS)
def test_verdicts(tool, tmp_path, report):
    faults = set()
    for name in TYPES:
        documents = [document for document in DOCUMENTS if document.type == name]
        verdicts = TOOLS[tool](SCHEMA / f"{name}.json", documents, tmp_path)
        faults |= {
            document.name
            for document, valid in zip(documents, verdicts, strict=True)
            if valid != document.valid
        }
    listed = {tuple(name) for rows in FAULTS.values() for tools, *name in rows if tool in tools}
    assert faults - listed == set(), "faults that FAULTS does not list"
    assert listed - faults == set(), "faults in FAULTS that do not happen"
    package, *_ = tool.split()
    report(f"{tool} ({version(package)}): {len(DOCUMENTS)} documents, {len(faults)} listed faults")


@pytest.mark.parametrize(("variant", "accepts"), [("default", False), ("python", True)])
def test_check_jsonschema_accepts_a_newline_behind_a_key_with_pythons_regular_expressions(variant, accepts, tmp_path):
    file = tmp_path / "newline.json"
    file.write_text(json.dumps(CREATED | {"apiKey": CREATED["apiKey"] + "\n"}))
    command = [sys.executable, "-m", "check_jsonschema", "--regex-variant", variant]
    done = subprocess.run([*command, "--schemafile", SCHEMA / "APIKeyCreateResponse.json", file], capture_output=True)
    assert done.returncode == (0 if accepts else 1)


def test_whether_an_error_quotes_the_key_is_listed(tmp_path):
    path = SCHEMA / "APIKeyCreateResponse.json"
    schema = json.loads(path.read_text())
    file = tmp_path / "invalid.json"
    file.write_text(json.dumps(INVALID_KEY))
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", path, file]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    found = {
        "jsonschema": refusal(lambda key: jsonschema.validate(key, schema), jsonschema.ValidationError),
        "jsonschema_rs": refusal(lambda key: jsonschema_rs.validate(schema, key), jsonschema_rs.ValidationError),
        "check-jsonschema": "quoted" if shows(done.stdout) else "refused",
        "fastjsonschema": refusal(fastjsonschema.compile(schema), fastjsonschema.JsonSchemaValueException),
    }
    assert {tool: {"invalid": invalid} for tool, invalid in found.items()} == listed("python")


def test_there_is_something_to_test():
    assert len(DOCUMENTS) >= 1183
    assert len({document.name for document in DOCUMENTS}) == len(DOCUMENTS), "a name for each document"
    assert {document.type for document in DOCUMENTS} == set(TYPES)
    assert {path.stem for path in SCHEMA.glob("*.json")} == {*TYPES, "openapi", "openapi-3.0"}
    # jsonschema skips a format silently where the package that checks it is missing.
    assert {"date-time", "uuid", "uri"} <= set(Draft202012Validator.FORMAT_CHECKER.checkers)


@pytest.mark.parametrize(
    ("file", "validator"), [("openapi.json", OpenAPIV31SpecValidator), ("openapi-3.0.json", OpenAPIV30SpecValidator)]
)
def test_openapi(file, validator):
    description = json.loads((SCHEMA / file).read_text())
    assert [error.message for error in validator(description).iter_errors()] == []
