"""Clients of the API, which know nothing of each other, call two services and a mock server, step by step.

A new key must arrive letter by letter: each service has a hash of the key that it made, and knows no other as a credential.
Prism has no state: it accepts each request, and the client decodes the example that it answers with.
Each step works, or is in FAULTS with what somebody else's code makes of it.
"""

import asyncio
import importlib
import json
import os
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager, nullcontext
from functools import cache
from importlib.metadata import files, version
from pathlib import Path

import flowai_sdk
import httpx
import pydantic
import pytest
from conftest import CREATED, SCHEMA, example, serve
from service import serving

TOKEN = "the-token-of-the-user"
REVOKED = "Invalid or revoked API key"
TOO_LONG = [(["body", "keyName"], "string_too_long")]
STEPS = "create|list|rename|remove the name|list, nameless|deactivate|revoke|422|401".split("|")
STATELESS = [step for step in STEPS if step != "list, nameless"]
BOTH = ["the crate", "FastAPI"]
SENT = json.loads((SCHEMA / "APIKeyCreateResponse.snake_case.json").read_text())["examples"][0]
NODE = SCHEMA.parent / "tests/interop/node/node_modules"

# Why a step does not work: the clients, the services, the step, and how its outcome starts.
FAULTS = {
    "flowai-sdk requires the name of a listed key to be a string, and this service writes null for none": [
        (["flowai-sdk", "flowai-sdk, async"], ["FastAPI"], "list, nameless", "ValidationError: 1 validation error"),
    ],
    "progenitor's types do not tell null from absent: it sends neither": [
        (["progenitor"], [*BOTH, "Prism"], "remove the name", "not done"),
    ],
}


class Refused(Exception):
    """The service's refusal, as the client tells it: the status, and FastAPI's text, or the `loc` and `type` of each error."""


# Each client is made for a base URL and a token; `prefer` is a header for a mock server. Its methods return: a key's ID, the key,
# and when it was last used; IDs and names of a page's keys, when each was last used, and how many keys there are; the ID, the name,
# and whether it is active.


def prefer_header(prefer):
    return {"prefer": prefer} if prefer else {}


class FlowAI:
    """The vendor's SDK."""

    packages = ["flowai-sdk", "httpx"]
    suffix = ""

    def __init__(self, base, token, prefer=None):
        headers = {"authorization": f"Bearer {token}"} | prefer_header(prefer)
        options = {"headers": headers, "trust_env": False, "timeout": 10}
        clients = {"client": httpx.Client(**options), "async_client": httpx.AsyncClient(**options)}
        self.sdk = flowai_sdk.FlowAI(server_url=base, **clients)

    def call(self, method, **arguments):
        try:
            return self.finish(getattr(self.sdk.api_keys, method + self.suffix)(**arguments))
        except flowai_sdk.errors.HTTPValidationError as error:
            raise Refused(422, [(item.loc, item.type) for item in error.data.detail]) from None
        except flowai_sdk.errors.APIError as error:
            raise Refused(error.status_code, httpx.Response(200, text=error.body).json()["detail"]) from None

    def finish(self, result):
        return result

    def create(self, name):
        created = self.call("create", key_name=name)
        assert created.key_name == name
        return created.id, created.api_key, created.last_used_at

    def list(self, limit=10, offset=0):
        page = self.call("list", limit=limit, offset=offset)
        keys = [(key.id, key.key_name, key.last_used_at) for key in page.api_keys]
        return keys, page.pagination.total_count

    def update(self, id, **changes):
        info = self.call("update", key_id=id, **changes)
        return info.id, info.key_name, info.is_active

    def revoke(self, id):
        assert self.call("revoke", key_id=id) is None


class FlowAIAsync(FlowAI):
    suffix = "_async"
    loop = asyncio.new_event_loop()

    def finish(self, result):
        return self.loop.run_until_complete(result)


@contextmanager
def importable(folder):
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))


class OpenAPIPythonClient:
    """The client that openapi-python-client makes of the operations, in a folder."""

    packages = ["openapi-python-client"]

    @staticmethod
    @cache
    def generate(folder):
        command = [sys.executable, "-m", "openapi_python_client", "generate", "--path", SCHEMA / "openapi.json"]
        command += ["--meta", "none", "--output-path", folder / "generated_client"]
        # It formats with ruff.
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(command, env=os.environ | {"PATH": path}, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr
        with importable(folder):
            names = ["create_api_key_for_user_api_keys_post", "list_user_api_keys_api_keys_get"]
            names += ["update_api_key_details_api_keys_key_id_put", "revoke_api_key_api_keys_key_id_delete"]
            calls = [importlib.import_module(f"generated_client.api.api_keys.{name}").sync_detailed for name in names]
            return importlib.import_module("generated_client"), importlib.import_module("generated_client.models"), calls

    def __init__(self, base, token, prefer=None, *, folder):
        client, self.models, self.calls = self.generate(folder)
        options = {"httpx_args": {"trust_env": False}, "timeout": httpx.Timeout(10), "headers": prefer_header(prefer)}
        self.client = client.AuthenticatedClient(base_url=base, token=token, **options)

    def call(self, call, *arguments, **options):
        response = call(*arguments, client=self.client, **options)
        if isinstance(response.parsed, self.models.HTTPValidationError):
            raise Refused(response.status_code, [(error.loc, error.type_) for error in response.parsed.detail])
        if isinstance(response.parsed, self.models.Error):
            raise Refused(response.status_code, response.parsed.detail)
        return response.parsed

    def create(self, name):
        created = self.call(self.calls[0], body=self.models.APIKeyCreate(key_name=name))
        assert created.key_name == name
        return created.id, created.api_key, created.last_used_at

    def list(self, limit=10, offset=0):
        page = self.call(self.calls[1], limit=limit, offset=offset)
        keys = [(key.id, key.key_name, key.last_used_at) for key in page.api_keys]
        return keys, page.pagination.total_count

    def update(self, id, **changes):
        info = self.call(self.calls[2], id, body=self.models.APIKeyUpdate(**changes))
        return info.id, info.key_name, info.is_active

    def revoke(self, id):
        assert self.call(self.calls[3], id) is None


@cache
def openapi_generator(folder):
    """The clients that openapi-generator makes of the operations: Python's package, and the program of TypeScript's."""
    [jar] = [file.locate() for file in files("openapi-generator-cli") if file.suffix == ".jar"]
    options = {"python": {"packageName": "generated_openapi"}, "typescript-fetch": {}}
    configurations = []
    for name, properties in options.items():
        configurations.append(folder / f"{name}.json")
        output = folder / name.removesuffix("-fetch")
        options = {"generatorName": name, "inputSpec": SCHEMA / "openapi.json", "outputDir": output}
        configurations[-1].write_text(json.dumps(options | {"additionalProperties": properties}, default=str))
    run("java", "-jar", jar, "batch", "--fail-fast", *configurations)
    return folder


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


class OpenAPIGenerator:
    """The client that openapi-generator makes of the operations for Python, in a folder."""

    packages = ["openapi-generator-cli", "urllib3"]

    @staticmethod
    @cache
    def generate(folder):
        with importable(openapi_generator(folder) / "python"):
            return importlib.import_module("generated_openapi")

    def __init__(self, base, token, prefer=None, *, folder):
        self.client = self.generate(folder)
        configuration = self.client.Configuration(host=base, access_token=token)
        configuration.proxy = None
        client = self.client.ApiClient(configuration)
        client.default_headers |= prefer_header(prefer)
        self.keys = self.client.APIKeysApi(client)

    def call(self, operation, *arguments, **options):
        try:
            return getattr(self.keys, operation)(*arguments, _request_timeout=10, **options)
        except self.client.ApiException as error:
            detail = error.data.detail
            if not isinstance(detail, str):
                detail = [([step.actual_instance for step in item.loc], item.type) for item in detail]
            raise Refused(error.status, detail) from None

    def create(self, name):
        body = self.client.APIKeyCreate(key_name=name)
        created = self.call("create_api_key_for_user_api_keys_post", body)
        assert created.key_name == name
        return created.id, created.api_key, created.last_used_at

    def list(self, limit=10, offset=0):
        page = self.call("list_user_api_keys_api_keys_get", limit=limit, offset=offset)
        keys = [(key.id, key.key_name, key.last_used_at) for key in page.api_keys]
        return keys, page.pagination.total_count

    def update(self, id, **changes):
        body = self.client.APIKeyUpdate(**changes)
        info = self.call("update_api_key_details_api_keys_key_id_put", id, body)
        return info.id, info.key_name, info.is_active

    def revoke(self, id):
        assert self.call("revoke_api_key_api_keys_key_id_delete", id) is None


class OpenAPIGeneratorTypeScript:
    """The client that openapi-generator makes of the operations for TypeScript, in a folder, compiled and run by Node.js."""

    packages = ["openapi-generator-cli"]

    @staticmethod
    @cache
    def generate(folder):
        program = openapi_generator(folder) / "client.ts"
        shutil.copy(Path(__file__).parent / "client.ts", program)
        options = "--strict --target es2022 --module commonjs --lib es2022,dom,dom.iterable".split()
        run("node", NODE / "typescript/bin/tsc", *options, "--outDir", folder / "javascript", program)
        return folder / "javascript/client.js"

    def __init__(self, base, token, prefer=None, *, folder):
        self.command = ["node", self.generate(folder), base, token, prefer or ""]

    def call(self, call, **asked):
        outcome = json.loads(run(*self.command, call, json.dumps(asked)))
        if "refused" in outcome:
            status, detail = outcome["refused"]
            raise Refused(status, [tuple(error) for error in detail] if status == 422 else detail)
        # What TypeScript has not is not written.
        return outcome.get("done")

    def create(self, name):
        created = self.call("create", keyName=name)
        assert created["keyName"] == name
        return created["id"], created["apiKey"], created["lastUsedAt"]

    def list(self, limit=10, offset=0):
        page = self.call("list", limit=limit, offset=offset)
        return page["keys"], page["total"]

    def update(self, id, **changes):
        names = {"key_name": "keyName", "is_active": "isActive"}
        changes = {names[name]: value for name, value in changes.items()}
        return tuple(self.call("update", keyId=id, aPIKeyUpdate=changes))

    def revoke(self, id):
        assert self.call("revoke", keyId=id) is None


def outcomes(steps):
    """What comes of each step."""
    found = {}
    for name, step in steps.items():
        try:
            step()
            found[name] = "works"
        except Exception as error:
            found[name] = f"{type(error).__name__}: {error}"
    return found


def in_python(client):
    """What comes of each step, with a client for a token."""
    keys, created = client(TOKEN), []

    def refused(token):
        with pytest.raises(Refused) as error:
            client(token).list()
        assert error.value.args == (401, REVOKED)

    def listed():
        """All keys and their names, which are on two pages."""
        pages = [keys.list(limit=2, offset=offset) for offset in [0, 2]]
        assert [(len(page), total) for page, total in pages] == [(2, 3), (1, 3)]
        return [(id, name) for page, _ in pages for id, name, _ in page]

    def names(second):
        return [(id, name) for (id, *_), name in zip(created, ["first", second, "third"], strict=True)]

    def create():
        for name in ["first", "second", "third"]:
            id, key, used = keys.create(name)
            assert used is None
            created.append((id, key))
        page, total = client(created[0][1]).list()
        assert total == 3 and [used is not None for *_, used in page] == [True, False, False]
        assert [used for *_, used in page[1:]] == [None, None]

    def list_():
        assert listed() == names("second")

    def rename():
        assert keys.update(created[1][0], key_name="another") == (created[1][0], "another", True)
        assert listed() == names("another")

    def remove_the_name():
        assert keys.update(created[1][0], key_name=None) == (created[1][0], None, True)

    def list_nameless():
        found = listed()
        assert (found[1][1] or "") == ""
        assert [found[0], found[2]] == names("")[::2]

    def deactivate():
        assert keys.update(created[0][0], is_active=False) == (created[0][0], "first", False)
        refused(created[0][1])

    def revoke():
        keys.revoke(created[2][0])
        refused(created[2][1])

    def too_long():
        with pytest.raises(Refused) as error:
            keys.create("x" * 256)
        assert error.value.args == (422, TOO_LONG)

    steps = [create, list_, rename, remove_the_name, list_nameless, deactivate, revoke, too_long, lambda: refused("x")]
    return outcomes(dict(zip(STEPS, steps, strict=True)))


def stateless(client):
    """What comes of each step with a mock server, which answers with the example whatever the names are."""
    keys, name = client(TOKEN), CREATED["keyName"]

    def created():
        id, key, used = keys.create(name)
        assert (str(id), key) == (CREATED["id"], CREATED["apiKey"])
        return id

    def listed():
        [(id, _, used)], total = keys.list(limit=2, offset=0)
        assert (str(id), total) == (CREATED["id"], 1) and used is not None

    def updates(**changes):
        def step():
            id, *rest = keys.update(created(), **changes)
            assert (str(id), *rest) == (CREATED["id"], name, True)

        return step

    def refuses(status, detail, call, *arguments):
        def step():
            with pytest.raises(Refused) as error:
                getattr(client(TOKEN, f"code={status}"), call)(*arguments)
            assert error.value.args == (status, detail)

        return step

    steps = [created, listed, updates(key_name="another"), updates(key_name=None), updates(is_active=False)]
    steps += [lambda: keys.revoke(created())]
    steps += [refuses(422, [(["body", "keyName"], "missing")], "create", ""), refuses(401, "string", "list")]
    return outcomes(dict(zip(STATELESS, steps, strict=True)))


def in_rust(client, base, is_stateless):
    """What comes of each step, with a client of the program `matrix`."""
    command = [example("tests/interop/rust", "matrix"), client, base, *(["stateless"] if is_stateless else [])]
    done = subprocess.run(
        command, env=os.environ | {"FLOWAI_TOKEN": TOKEN}, stdout=subprocess.PIPE, text=True, timeout=120
    )
    assert done.returncode == 0
    steps, expected = done.stdout.splitlines(), STATELESS if is_stateless else STEPS
    assert set(steps) <= set(expected)
    return {step: "works" if step in steps else "not done" for step in expected}


SERVICES = {"the crate": serve, "FastAPI": serving}
IN_PYTHON = {
    "flowai-sdk": FlowAI,
    "flowai-sdk, async": FlowAIAsync,
    "openapi-python-client": OpenAPIPythonClient,
    "openapi-generator for Python": OpenAPIGenerator,
    "openapi-generator for TypeScript": OpenAPIGeneratorTypeScript,
}
IN_RUST = ["reqwest", "ureq", "progenitor"]
# What a client that is made of the operations needs besides.
GENERATED = {OpenAPIPythonClient: [], OpenAPIGenerator: ["java"], OpenAPIGeneratorTypeScript: ["java", "node", NODE]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("clients")


def need(*what):
    lacking = [str(one) for one in what if not (one.exists() if isinstance(one, Path) else shutil.which(one))]
    if lacking and os.environ.get("CI") != "true":
        pytest.skip(f"this machine lacks {', '.join(lacking)}")


@pytest.fixture(scope="module")
def prism():
    """The base URL of Prism's mock server."""
    need("node", NODE)
    command = ["node", NODE / "@stoplight/prism-cli/dist/index.js", "mock", "--host=127.0.0.1", "--port=0"]
    with subprocess.Popen([*command, SCHEMA / "openapi.json"], stdout=subprocess.PIPE, text=True) as process:
        try:
            lines = (line.partition("listening on ")[2].split() for line in process.stdout)
            base, *_ = next(found for found in lines if found)
            threading.Thread(target=process.stdout.read, daemon=True).start()
            yield base
        finally:
            process.terminate()


@pytest.mark.parametrize("service", [*SERVICES, "Prism"])
@pytest.mark.parametrize("client", [*IN_PYTHON, *IN_RUST])
def test_steps(client, service, folder, report, request):
    is_stateless = service == "Prism"
    packages = []
    with nullcontext(request.getfixturevalue("prism")) if is_stateless else SERVICES[service](TOKEN) as base:
        if client in IN_RUST:
            found = in_rust(client, base, is_stateless)
        else:
            kind, options = IN_PYTHON[client], {}
            packages = kind.packages
            if kind in GENERATED:
                need(*GENERATED[kind])
                options = {"folder": folder}
            found = (stateless if is_stateless else in_python)(lambda *arguments: kind(base, *arguments, **options))
    expected = dict.fromkeys(STATELESS if is_stateless else STEPS, "works")
    for rows in FAULTS.values():
        for clients, services, step, outcome in rows:
            if client in clients and service in services:
                assert not outcome.startswith("works")
                expected[step] = outcome
    found = {step: outcome if not outcome.startswith(expected[step]) else expected[step] for step, outcome in found.items()}
    assert found == expected, "what came of each step, and what FAULTS says"
    works = list(expected.values()).count("works")
    name = ", ".join([client, *(f"{package} {version(package)}" for package in packages)])
    report(f"{name}, and {service}: {works} of {len(expected)} steps work, {len(expected) - works} listed faults")


@pytest.mark.parametrize("client", ["sync", "async"])
@pytest.mark.parametrize(
    ("status", "created", "outcome"),
    [
        (201, SENT, CREATED["apiKey"]),
        (200, SENT, "APIError"),
        (201, CREATED, "ValidationError"),
    ],
)
def test_the_sdk_reads_a_new_key_in_snake_case_with_201_alone(client, status, created, outcome):
    transport = httpx.MockTransport(lambda _: httpx.Response(status, json=created))
    clients = {"client": httpx.Client(transport=transport), "async_client": httpx.AsyncClient(transport=transport)}
    # A temporary one would send nothing.
    sdk = flowai_sdk.FlowAI(server_url="http://127.0.0.1", **clients)
    try:
        if client == "sync":
            found = sdk.api_keys.create(key_name="My API Key")
        else:
            found = asyncio.run(sdk.api_keys.create_async(key_name="My API Key"))
        assert found.api_key == outcome
    except (flowai_sdk.errors.APIError, pydantic.ValidationError) as error:
        assert type(error).__name__ == outcome


def test_the_faults_are_of_clients_that_run():
    rows = [row for rows in FAULTS.values() for row in rows]
    assert {client for clients, *_ in rows for client in clients} <= {*IN_PYTHON, *IN_RUST}
    assert all(set(services) <= {*SERVICES, "Prism"} and step in STEPS for _, services, step, _ in rows)
