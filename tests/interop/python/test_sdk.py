"""Clients of the API, which know nothing of each other, call two services, step by step.

A new key must arrive letter by letter: each service has a hash of the key that it made, and knows no other as a credential.
Each step works, or is in FAULTS with what somebody else's code makes of it.
"""

import asyncio
import importlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from functools import cache
from importlib.metadata import files, version
from pathlib import Path

import flowai_sdk
import httpx
import pytest
from conftest import SCHEMA, example, serve
from service import serving

TOKEN = "the-token-of-the-user"
REVOKED = "Invalid or revoked API key"
TOO_LONG = [(["body", "keyName"], "string_too_long")]
STEPS = "create|list|rename|remove the name|list, nameless|deactivate|revoke|422|401".split("|")
BOTH = ["the crate", "FastAPI"]

# Why a step does not work: the clients, the services, the step, and how its outcome starts.
FAULTS = {
    "flowai-sdk requires the name of a listed key to be a string, and this service writes null for none": [
        (["flowai-sdk", "flowai-sdk, async"], ["FastAPI"], "list, nameless", "ValidationError: 1 validation error"),
    ],
    "progenitor's types do not tell null from absent: it sends neither": [
        (["progenitor"], BOTH, "remove the name", "not done"),
    ],
}


class Refused(Exception):
    """The service's refusal, as the client tells it: the status, and FastAPI's text, or the `loc` and `type` of each error."""


# Each client's methods return: a key's ID, the key, and when it was last used; IDs and names of a page's keys, when each was last
# used, and how many keys there are; the ID, the name, and whether it is active.


class FlowAI:
    """The vendor's SDK."""

    packages = ["flowai-sdk", "httpx"]
    suffix = ""

    def __init__(self, base, token):
        options = {"headers": {"authorization": f"Bearer {token}"}, "trust_env": False, "timeout": 10}
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

    def __init__(self, base, token, folder):
        client, self.models, self.calls = self.generate(folder)
        options = {"httpx_args": {"trust_env": False}, "timeout": httpx.Timeout(10)}
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


class OpenAPIGenerator:
    """The client that openapi-generator makes of the operations, in a folder."""

    packages = ["openapi-generator-cli", "urllib3"]

    @staticmethod
    @cache
    def generate(folder):
        [jar] = [file.locate() for file in files("openapi-generator-cli") if file.suffix == ".jar"]
        command = ["java", "-jar", jar, "generate", "--generator-name", "python", "--output", folder]
        command += ["--input-spec", SCHEMA / "openapi.json", "--additional-properties", "packageName=generated_openapi"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stdout + done.stderr
        with importable(folder):
            return importlib.import_module("generated_openapi")

    def __init__(self, base, token, folder):
        self.client = self.generate(folder)
        configuration = self.client.Configuration(host=base, access_token=token)
        configuration.proxy = None
        self.keys = self.client.APIKeysApi(self.client.ApiClient(configuration))

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

    found = {}
    steps = [create, list_, rename, remove_the_name, list_nameless, deactivate, revoke, too_long, lambda: refused("x")]
    for name, step in zip(STEPS, steps, strict=True):
        try:
            step()
            found[name] = "works"
        except Exception as error:
            found[name] = f"{type(error).__name__}: {error}"
    return found


def in_rust(client, base):
    """What comes of each step, with a client of the program `matrix`."""
    command = [example("tests/interop/rust", "matrix"), client, base]
    done = subprocess.run(
        command, env=os.environ | {"FLOWAI_TOKEN": TOKEN}, stdout=subprocess.PIPE, text=True, timeout=120
    )
    assert done.returncode == 0
    steps = done.stdout.splitlines()
    assert set(steps) <= set(STEPS)
    return {step: "works" if step in steps else "not done" for step in STEPS}


SERVICES = {"the crate": serve, "FastAPI": serving}
IN_PYTHON = {
    "flowai-sdk": FlowAI,
    "flowai-sdk, async": FlowAIAsync,
    "openapi-python-client": OpenAPIPythonClient,
    "openapi-generator for Python": OpenAPIGenerator,
}
IN_RUST = ["reqwest", "ureq", "progenitor"]
GENERATED = [OpenAPIPythonClient, OpenAPIGenerator]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("clients")


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("client", [*IN_PYTHON, *IN_RUST])
def test_steps(client, service, folder, report):
    packages = []
    with SERVICES[service](TOKEN) as base:
        if client in IN_RUST:
            found = in_rust(client, base)
        else:
            kind = IN_PYTHON[client]
            packages = kind.packages
            if kind is OpenAPIGenerator and not shutil.which("java") and os.environ.get("CI") != "true":
                pytest.skip("this machine lacks java")
            more = [folder] if kind in GENERATED else []
            found = in_python(lambda token: kind(base, token, *more))
    expected = dict.fromkeys(STEPS, "works")
    for rows in FAULTS.values():
        for clients, services, step, outcome in rows:
            if client in clients and service in services:
                assert not outcome.startswith("works")
                expected[step] = outcome
    found = {step: outcome if not outcome.startswith(expected[step]) else expected[step] for step, outcome in found.items()}
    assert found == expected, "what came of each step, and what FAULTS says"
    works = list(expected.values()).count("works")
    name = ", ".join([client, *(f"{package} {version(package)}" for package in packages)])
    report(f"{name}, and {service}: {works} of {len(STEPS)} steps work, {len(STEPS) - works} listed faults")


def test_the_faults_are_of_clients_that_run():
    rows = [row for rows in FAULTS.values() for row in rows]
    assert {client for clients, *_ in rows for client in clients} <= {*IN_PYTHON, *IN_RUST}
    assert all(set(services) <= set(SERVICES) and step in STEPS for _, services, step, _ in rows)
