"""Creates a key with three clients, and prints the metadata of each exchange as a program in Python has it: a name, a
tab, and JSON.

Usage: python client.py BASE TOKEN
"""

import asyncio
import json
import sys

import aiohttp
import httpx
import requests

_, BASE, TOKEN = sys.argv
URL = f"{BASE}/api-keys?page=1&access_token={TOKEN}"
BODY = b'{"keyName":"My API Key"}'
HEADERS = [
    ("Authorization", f"Bearer {TOKEN}"),
    ("Content-Type", "application/json"),
    ("Cookie", f"session={TOKEN}"),
]
REPEATED = [("X-Repeated", "a"), ("X-Repeated", "b, c")]


def grouped(pairs):
    """The values of each name, of bytes as ISO 8859-1."""
    groups = {}
    for pair in pairs:
        name, value = (part.decode("latin-1") if isinstance(part, bytes) else part for part in pair)
        groups.setdefault(name, []).append(value)
    return groups


def show(name, status, received, method, url, sent):
    metadata = {
        "Response": {"status": status, "headers": received},
        "Request": {"method": method, "url": str(url), "headers": sent},
    }
    print(f"{name}\t{json.dumps(metadata)}")


def with_httpx():
    sent = [(name.encode(), value.encode()) for name, value in HEADERS + REPEATED] + [(b"X-Latin-1", b"Ren\xe9")]
    response = httpx.post(URL, headers=sent, content=BODY)
    request = response.request
    exchange = request.method, request.url
    show("httpx", response.status_code, grouped(response.headers.raw), *exchange, grouped(request.headers.raw))
    items = grouped(response.headers.multi_items())
    show("httpx, multi_items()", response.status_code, items, *exchange, grouped(request.headers.multi_items()))
    # All values of a response are decoded alike: as UTF-8, if each of them is that.
    utf8 = httpx.Headers([(name, value) for name, value in response.headers.raw if name != b"x-latin-1"])
    items = grouped(utf8.multi_items())
    show("httpx, multi_items(), UTF-8", response.status_code, items, *exchange, grouped(request.headers.raw))
    show("httpx, headers", response.status_code, dict(response.headers), *exchange, {})


def with_requests():
    # A dictionary: a name once.
    headers = dict(HEADERS) | {"X-Latin-1": "Ren\xe9", "X-Repeated": "a"}
    response = requests.post(URL, headers=headers, data=BODY)
    request = response.request
    exchange = request.method, request.url, grouped(request.headers.items())
    show("requests, raw", response.status_code, grouped(response.raw.headers.iteritems()), *exchange)
    show("requests", response.status_code, grouped(response.headers.items()), *exchange)
    show("requests, headers", response.status_code, dict(response.headers), *exchange)


async def with_aiohttp():
    headers = [*HEADERS, *REPEATED, ("X-Utf-8", "Ren\xe9")]
    async with aiohttp.ClientSession() as session, session.post(URL, headers=headers, data=BODY) as response:
        request = response.request_info
        sent = [(name, value.encode()) for name, value in request.headers.items()]
        exchange = request.method, request.url, grouped(sent)
        show("aiohttp", response.status, grouped(response.raw_headers), *exchange)
        show("aiohttp, headers", response.status, grouped(response.headers.items()), *exchange)


with_httpx()
with_requests()
asyncio.run(with_aiohttp())
