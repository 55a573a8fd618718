#!/usr/bin/env bash
# requests 2.34.2 with urllib3 2.8.0 (PyPI) on CPython 3.11; httpx 0.28.1 (PyPI) beside it.
#
# A server, or a proxy in front of it, may send an interim response before the final one: 103 Early Hints with a `link`,
# or 102 Processing. HTTP says that a client must be able to parse them, even if it does not expect any.
#
# Expected: the client skips 1xx and returns the final response, as browsers and httpx do.
#
# Seen: requests returns the 103 itself, with an empty body, and `ok` is True, so that `raise_for_status()` is silent.
# The 201 behind it is never read. Only `100 Continue` is skipped.
#
#   requests: 103, ok: True, ''
#   httpx: 201, '{"apiKey":"flow_example"}'
#
# Why it matters: a POST that creates a key is answered with a success without a body, and the key, which is shown once,
# is lost. Client code must check for the status that the operation declares (201), not for `ok`; and a library that is
# handed a 1xx should say so, not "invalid JSON".
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet requests==2.34.2 urllib3==2.8.0 httpx==0.28.1

cat >run.py <<'PY'
import socket
import threading

import httpx
import requests

BODY = b'{"apiKey":"flow_example"}'
HINTS = b"HTTP/1.1 103 Early Hints\r\nlink: </style.css>; rel=preload\r\n\r\n"
CREATED = b"HTTP/1.1 201 Created\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: %d\r\n\r\n" % len(BODY)

listener = socket.create_server(("127.0.0.1", 0))
listener.settimeout(20)
url = f"http://127.0.0.1:{listener.getsockname()[1]}/api-keys"


def serve():
    for _ in range(2):
        connection, _ = listener.accept()
        with connection:
            request = b""
            while b"\r\n\r\n" not in request:
                request += connection.recv(4096)
            connection.sendall(HINTS + CREATED + BODY)


threading.Thread(target=serve, daemon=True).start()
answer = requests.post(url, timeout=10)
answer.raise_for_status()
print(f"requests: {answer.status_code}, ok: {answer.ok}, {answer.text!r}")
answer = httpx.post(url, timeout=10)
print(f"httpx: {answer.status_code}, {answer.text!r}")
PY

env/bin/python run.py >seen
diff - seen <<'EXPECTED'
requests: 103, ok: True, ''
httpx: 201, '{"apiKey":"flow_example"}'
EXPECTED
