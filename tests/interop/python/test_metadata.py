"""The crate reads the metadata of real exchanges with its service, as programs in other languages write them.

The programs are `metadata/client.*`: each prints the name of a document, a tab, and the document as JSON. What does not
carry over is in the documentation of `HttpMetadata` as well.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import read, serve

TOKEN = "the-token-of-the-user"
# The clients obey a proxy that the environment names.
DIRECT = os.environ | {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
# What the answers have beside the headers of every one.
ANSWER = [
    f"set-cookie: session={TOKEN}",
    "set-cookie: theme=dark",
    "x-latin-1: Ren\xe9",
    "x-utf-8: Ren\xc3\xa9",
    "x-repeated: a",
    "x-repeated: b, c",
    "x-empty: ",
    f"location: https://user:{TOKEN}@example.com/?a=1&token={TOKEN}",
]

RESPONSE = {
    "cache-control": ["no-store"],
    "content-type": ["application/json"],
    "location": ["https://REDACTED@example.com/?a=1&token=REDACTED"],
    "set-cookie": ["REDACTED", "REDACTED"],
    "x-empty": [""],
    "x-latin-1": ["Ren\xe9"],
    "x-repeated": ["a", "b, c"],
    "x-utf-8": ["Ren\xc3\xa9"],
}
REQUEST = {
    "authorization": ["Bearer REDACTED"],
    "content-type": ["application/json"],
    "cookie": ["REDACTED"],
    "x-latin-1": ["Ren\xe9"],
    "x-repeated": ["a", "b, c"],
}
# What clients and the server add on their own.
OWN = {"accept", "accept-encoding", "connection", "content-length", "date", "host", "user-agent"}

NOT_ASCII = {"x-latin-1": None, "x-utf-8": None}
JOINED = {"x-repeated": ["a, b, c"]}
NO_ARRAY = ("refused", "expected an array of at least one header value for each name")
NO_URL = ("refused", "1 violation: /Request/url (")

# Each client: by the name of a document, how its headers differ from RESPONSE and REQUEST; or the crate's verdict, and a
# piece of what it says.
CLIENTS = {
    "go run client.go": {
        "header": (NOT_ASCII, NOT_ASCII),
        "header, by bytes": ({}, {}),
        "header, not ASCII": ("refused", "no character above U+00FF"),
        "header, one name in two cases": ("listed", "duplicate member"),
        "header, nil values": NO_ARRAY,
        "header, nil": ("refused", "expected an object: header names"),
        "server's URL": NO_URL,
    },
    "node client.mjs": {
        "fetch": (JOINED, JOINED),
        "fetch, Object.fromEntries": NO_ARRAY,
        "http": ({}, {}),
        "http, getHeaders()": NO_ARRAY,
        "http, headers": NO_ARRAY,
        "http, path": NO_URL,
    },
    f"{sys.executable} client.py": {
        "httpx": ({}, {}),
        "httpx, multi_items()": ({}, {}),
        "httpx, multi_items(), UTF-8": ({"x-latin-1": None, "x-utf-8": ["Ren\xe9"]}, {}),
        "httpx, headers": NO_ARRAY,
        "requests, raw": ({}, {"x-repeated": ["a"]}),
        "requests": (JOINED | {"set-cookie": ["REDACTED"]}, {"x-repeated": ["a"]}),
        "requests, headers": NO_ARRAY,
        "aiohttp": ({}, {"x-latin-1": None, "x-utf-8": ["Ren\xc3\xa9"]}),
        "aiohttp, headers": ("listed", "surrogate escape"),
    },
}


def with_changes(headers, changes):
    return {name: values for name, values in (headers | changes).items() if values is not None}


@pytest.fixture(scope="module")
def base():
    with serve(TOKEN, *ANSWER) as base:
        yield base


@pytest.mark.parametrize("client", CLIENTS)
def test_metadata(client, base, report):
    program, *arguments = client.split()
    if not shutil.which(program) and os.environ.get("CI") != "true":
        pytest.skip(f"this machine lacks {program}")
    command = [program, *arguments, base, TOKEN]
    folder = Path(__file__).parents[1] / "metadata"
    done = subprocess.run(command, cwd=folder, env=DIRECT, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    documents = dict(line.split("\t") for line in done.stdout.splitlines())
    assert documents.keys() == CLIENTS[client].keys()

    answers = read([f"HTTPMetadata\t{document}" for document in documents.values()])
    for name, (verdict, *said) in zip(documents, answers):
        assert TOKEN in documents[name]
        assert not any(TOKEN[at : at + 8] in said[-1] for at in range(len(TOKEN) - 7)), name
        match CLIENTS[client][name]:
            case (str(expected), piece):
                assert verdict == expected and piece in said[-1], (name, verdict, said)
            case (response, request):
                assert verdict == "read", (name, said)
                metadata = json.loads(*said)
                headers = [metadata[side].pop("headers") for side in ["Response", "Request"]]
                assert metadata == {
                    "Response": {"status": 201},
                    "Request": {"method": "POST", "url": f"{base}/api-keys?page=1&access_token=REDACTED"},
                }
                assert {"content-length", "date"} <= headers[0].keys()
                found = [{name: side[name] for name in side.keys() - OWN} for side in headers]
                assert found == [with_changes(RESPONSE, response), with_changes(REQUEST, request)], name
    verdicts = [verdict for verdict, *_ in answers]
    read_ = verdicts.count("read")
    report(f"{arguments[-1]}: {len(verdicts)} documents, {read_} read, {len(verdicts) - read_} refused as listed")
