"""A FastAPI service and one of the crate's types answer the same requests alike, except for the differences listed.

An answer is its status and: of a validation error, `loc` and `type` of each error, in order; of another error, its
`detail`; of a success, the members of its body and their types.
"""

import http.client
import json
from dataclasses import dataclass
from importlib.metadata import version
from urllib.parse import urlsplit

import pytest
from conftest import SCHEMA, serve
from service import application, serving

TOKEN = "token"


@dataclass(frozen=True)
class Request:
    method: str
    path: str  # with {id} for the id of a key that exists
    body: str | bytes = b""
    content_type: str | None = "application/json"
    authorization: str | None = f"Bearer {TOKEN}"
    chunked: bool = False


# Each returns a request for each of its arguments.


def create(*bodies, **rest):
    return [Request("POST", "/api-keys", body, **rest) for body in bodies]


def list_(*queries, **rest):
    return [Request("GET", f"/api-keys{query}", **rest) for query in queries]


def limit(*values):
    return list_(*(f"?limit={value}" for value in values))


def update(*bodies, key_id="{id}", **rest):
    return [Request("PUT", f"/api-keys/{key_id}", body, **rest) for body in bodies]


def revoke(*key_ids, **rest):
    return [Request("DELETE", f"/api-keys/{key_id}", **rest) for key_id in key_ids]


def of_types(content_types, body):
    return [request for content_type in content_types for request in create(body, content_type=content_type)]


def member(name, values):
    return [f'{{"{name}":{value}}}' for value in values]


# Values by what pydantic makes of them.
NO_STRINGS = 'null 7 -1.5 true [] ["x"] {} {"x":1}'.split()
COERCED = '1 0 -0 1.0 0e0 "yes" "No" "on" "OFF" "true" "False" "t" "n" "1"'.split()
NOT_COERCED = '2 -1 2.0 9e18 9223372036854775807 "" "x" "maybe" "true." "1.0"'.split()
NO_BOOLEANS = "[] [true] {} 0.5 9223372036854775808 1e19".split()
ID = "123e4567-e89b-12d3-a456-426614174000"
NO_UUIDS = [
    *f"7 key null %00 %ff {ID}0 %20{ID} {ID}%20 {ID}+ {ID}%0A %7B{ID} URN:UUID:{ID} %D9%A1{ID[1:]}".split(),
    *(ID[:-1], ID.replace("-", "_"), ID.replace("-", "", 1), ID.replace("1", "g"), "-" * 36),
]
JSON_TYPES = ["APPLICATION/JSON", "application/json; charset=latin-1", "application/problem+json"]
OTHER_TYPES = [None, "", "json", "*/*", "text/json", "text/plain", "application/x-www-form-urlencoded"]

CREATED = "201 {api_key: str, created_at: str, id: str, key_name: str, key_prefix: str, user_id: str}"
UPDATED = (
    "200 {created_at: str, id: str, is_active: bool, key_name: str, key_prefix: str, updated_at: str, user_id: str}"
)
PAGINATION = "pagination: {limit: int, offset: int, totalCount: int}}"
PAGE = "200 {apiKeys: [{createdAt: str, id: str, keyName: str}], " + PAGINATION
EMPTY_PAGE = "200 {apiKeys: [], " + PAGINATION
UNPARSED = "400 There was an error parsing the body"
NO_OBJECT = "422 body model_attributes_type"
NO_INTEGER = "422 query.limit int_parsing"
NEGATIVE = "422 query.limit greater_than_equal"
NO_UUID = "422 path.key_id uuid_parsing"


def no_json(offset):
    return f"422 body[{offset}] json_invalid"


# What both answer, and to which requests.
ALIKE = {
    # Bodies that are not JSON, with the offset of what is wrong.
    "422 body missing": create("") + update(""),
    no_json(0): create("x", "+1", ".5", "é", "\f{}", "\xa0{}", "<html>", "keyName=x", "None", "/**/{}"),
    no_json(1): create(" ", "\n", "{", "[", "01", "0x1", "{'a':1}", "{a:1}", "{1:2}", "{,}", "[}")
    + update("{")
    # It hides what is wrong with the path.
    + update("{", key_id="7"),
    no_json(2): create("\t{", "[1"),
    no_json(3): create("[1,", "[1,]", "[1 2]"),
    no_json(4): create("truex", '{"a"'),
    no_json(5): create('{"a":', '{"a":}', '{"a":nul}', '{"a":True}', '{"é":x}', '{"🔑":x}'),
    no_json(7): create('{"a":"b\n"}', '{"a":"b\0"}', '{"a":1 "b":2}', '{"a":1,', '{"a":1,}', '\n\n{"a":x}'),
    no_json(15): create(*('{"keyName":"x"}' + rest for rest in ["{}", "]", "x", "\0"])),
    # JSON that is not an object.
    NO_OBJECT: create("[]", "[{}]", '""', '"x"', "7", "1.5", "null", " null ", "true", "false")
    + update("[]", '"x"', "7", "null", "true"),
    # Members.
    "422 body.keyName missing": create("{}", " {\n} ", '{"other":1}', '{"keyname":"x"}', '{"KEY_NAME":"x"}')
    + create("{}", chunked=True)
    + of_types(JSON_TYPES, "{}"),
    "422 body.keyName string_type": create(*member("keyName", NO_STRINGS), r'{"key\u004eame":7}')
    + create('{"keyName":7}', chunked=True),
    "422 body.keyName string_too_long": create(*(f'{{"keyName":"{character * 256}"}}' for character in "x🔑")),
    "422 body.key_name string_type": create(*member("key_name", NO_STRINGS))
    + update(*member("key_name", NO_STRINGS[1:])),
    "422 body.is_active bool_parsing": update(*member("is_active", NOT_COERCED), '{"is_active":" true"}'),
    "422 body.is_active bool_type": update(*member("is_active", NO_BOOLEANS)),
    "422 body.key_name string_type, body.is_active bool_type": update(
        '{"key_name":7,"is_active":[]}', '{"is_active":[],"key_name":7}'
    ),
    # Queries.
    NO_INTEGER: limit("", *"x ten null true NaN 0x10 1e1 1.5 1. .5 - --1 -+1 %2B _1 1_ 1__0 1,000 =1 1=2".split())
    + limit("%", "%zz", "%ff", "%00", "%D9%A1", "%EF%BC%91", "%E2%88%921", "1;offset=2", "1&limit=x", "1&limit=")
    + list_("?limit", "?%6Cimit=x", "?&limit=x&", "?a=b&limit=x"),
    "422 query.offset int_parsing": list_("?offset=x", "?limit=1&offset="),
    NEGATIVE: limit("-1", "%2D1", "-007", f"-{'9' * 40}"),
    "422 query.limit int_parsing_size": limit("9" * 4301),
    "422 query.limit int_parsing, query.offset greater_than_equal": list_("?limit=x&offset=-1", "?offset=-1&limit=x"),
    # Paths.
    NO_UUID: revoke(*NO_UUIDS) + revoke("7", body="{") + update("{}", key_id="7"),
    f"{NO_UUID}, body missing": update("", key_id="7"),
    f"{NO_UUID}, body model_attributes_type": update("[]", key_id="7"),
    f"{NO_UUID}, body.key_name string_type": update('{"key_name":7}', key_id="7"),
    # Credentials, and keys that do not exist.
    "401 Not authenticated": [
        *(list_("", authorization=None) + list_("?limit=x", authorization=None)),
        *(create("", "{}", authorization=None) + update("{}", key_id="7", authorization=None)),
        *revoke("7", authorization=None),
        *(request for value in ["", "Bearer", TOKEN, f"Basic {TOKEN}"] for request in list_("", authorization=value)),
    ],
    "401 Invalid or revoked API key": list_("?limit=x", authorization="Bearer x")
    + revoke("7", authorization="Bearer x"),
    "404 API key not found": revoke(ID, ID.upper(), f"%31{ID[1:]}") + update("{}", key_id=ID),
    # Successes.
    CREATED: create(*member("keyName", ['""', '"x"', '"yes"', r'"\ud83d\udd11"', '"\x7f🔑"']))
    + create('{"key_name":"x"}', '\r\n\t {"keyName":"x"} ', r'{"keyName":"x","id":7,"other":[1,"\ud800"]}')
    + create(*(f'{{"keyName":"{character * 255}"}}' for character in "x🔑"))
    + create('{"keyName":"x"}', chunked=True)
    + of_types(JSON_TYPES, '{"keyName":"x"}'),
    UPDATED.replace("key_name: str, ", ""): update('{"key_name":null}'),
    UPDATED: update('{"key_name":"x"}', "{}", '{"other":7}', '{"Is_Active":7}')
    + update(*member("is_active", ["true", "false", "null"])),
    PAGE: limit("1", "007", "%31", "x&limit=1", "&limit=1", 2**64 - 1, f"{'0' * 4301}1")
    + list_("", "?", "?offset=0", "?offset=-0", "?limit[]=x", "?Limit=x", "?+limit=x", "?a=b")
    + list_("", body="{")
    + list_("", authorization=f"bearer {TOKEN}"),
    EMPTY_PAGE: limit("0") + list_("?offset=18446744073709551615&limit=1"),
    "204": revoke("{id}") + revoke("{id}", body="{"),
}

# Why they differ: FastAPI's answer, the crate's, and the requests.
DIFFERENT = {
    "Python's parser accepts NaN and infinity, a byte order mark, UTF-16 and UTF-32": [
        (CREATED, no_json(19), create('{"keyName":"x","a":NaN}', '{"keyName":"x","a":Infinity}')),
        (
            CREATED,
            no_json(0),
            create(*('{"keyName":"x"}'.encode(code) for code in ["utf-8-sig", "utf-16", "utf-32"])),
        ),
        (no_json(1), no_json(0), create(b"\xef\xbb\xbf{")),
    ],
    "FastAPI has an error of its own for what is not UTF-8, and for what exceeds Python's limits": [
        (UNPARSED, no_json(12), create(b'{"keyName":"\xff"}')),
        (UNPARSED, no_json(20), create(b'{"keyName":"x","a":"\xff"}')),
        (UNPARSED, "422 body.keyName string_type", create(f'{{"keyName":{"9" * 5000}}}')),
        (
            UNPARSED,
            CREATED,
            create(*(f'{{"keyName":"x","a":{a}}}' for a in ["9" * 5000, "[" * 99_999 + "]" * 99_999])),
        ),
    ],
    "The name of a member is a Unicode string": [
        (CREATED, "422 body string_unicode", create(r'{"keyName":"x","\ud800":1}')),
    ],
    "Inside of a string, a literal or a number, each parser names a place of its own": [
        (no_json(1), no_json(2), create("[-]", "1.", "1e")),
        (no_json(1), no_json(3), create('{"a')),
        (no_json(2), no_json(4), create("[1e+]")),
        (no_json(5), no_json(7), create('{"a":"b')),
        (no_json(5), no_json(8), create('{"a":fal')),
        (no_json(7), no_json(8), create(r'{"a":"b\x"}')),
        (no_json(7), no_json(10), create(r'{"a":"\u12"}')),
    ],
    "A member occurs once, under one spelling": [
        (
            CREATED,
            "422 body.keyName duplicate_member",
            create('{"keyName":"a","keyName":"a"}', '{"key_name":"a","keyName":"a"}'),
        ),
        (CREATED, "422 body.key_name duplicate_member", create('{"keyName":"a","key_name":7}')),
        (
            "422 body.keyName string_type",
            "422 body.keyName string_type, body.key_name duplicate_member",
            create('{"keyName":7,"key_name":8}'),
        ),
        (UPDATED, "422 body.is_active duplicate_member", update('{"is_active":true,"is_active":false}')),
        (UPDATED, "422 body.keyName duplicate_member", update('{"key_name":"a","keyName":"b"}')),
    ],
    "Each member is read in both spellings": [
        (UPDATED, "422 body.keyName string_type", update('{"keyName":7}')),
        (UPDATED, "422 body.isActive bool_type", update('{"isActive":[]}')),
    ],
    "A Boolean is true or false": [
        (UPDATED, "422 body.is_active bool_parsing", update(*member("is_active", COERCED))),
    ],
    "An integer in a query is digits, with at most a minus before them": [
        (PAGE, NO_INTEGER, limit("+1", "%2B1", "%201", "1+", "1%0A", "1%C2%A0", "1.0", "1.00", "1_0")),
        (EMPTY_PAGE, NO_INTEGER, limit("0_0", "-0.0")),
        (NEGATIVE, NO_INTEGER, limit("-1.0", "-1_0", "+-1", "%20-1")),
    ],
    "A count has at most 64 bits": [
        (PAGE, "422 query.limit int_parsing_size", limit(2**64, "9" * 40, "9" * 4300)),
    ],
    "A UUID has hyphens, and neither braces nor a prefix": [
        ("404 API key not found", NO_UUID, revoke(ID.replace("-", ""), f"%7B{ID}%7D", f"urn:uuid:{ID}")),
    ],
    "A body is JSON, whatever the content type says": [
        (NO_OBJECT, CREATED, of_types(OTHER_TYPES, '{"keyName":"x"}')),
        (NO_OBJECT, "422 body.keyName missing", of_types(OTHER_TYPES, "{}")),
        (NO_OBJECT, no_json(1), of_types(OTHER_TYPES, "{")),
    ],
    "The crate's service checks credentials first, and routes a path before it decodes it": [
        (no_json(1), "401 Not authenticated", create("{", authorization=None)),
        ("404 Not Found", NO_UUID, revoke("a%2Fb")),
        ("307", "404", revoke("")),
    ],
    # The last, since the service has such a name from then on.
    "FastAPI fails where its answer would repeat half a surrogate pair, NaN or infinity": [
        ("500", "422 body.keyName string_unicode", create(r'{"keyName":"\ud800"}', r'{"keyName":"\udc00\ud800"}')),
        ("500", "422 body.key_name string_unicode", update(r'{"key_name":"\udfff"}')),
        ("500", "422 body.is_active bool_parsing", update(r'{"is_active":"\ud800"}')),
        ("500", "422 body.is_active bool_type", update('{"is_active":1e400}')),
        ("500", "422 body.keyName string_type", create('{"keyName":1e400}')),
        ("500", no_json(12), create(b'{"keyName":"\xed\xa0\x80"}')),
        ("500", no_json(0), create("NaN", "Infinity")),
    ],
}


@pytest.fixture(scope="module")
def fastapi():
    with serving(TOKEN) as base:
        yield Service(base)


@pytest.fixture(scope="module")
def crate():
    with serve(TOKEN) as base:
        yield Service(base)


class Service:
    def __init__(self, base):
        base = urlsplit(base)
        self.address = base.hostname, base.port
        self.send(*create('{"keyName":"My API Key"}'))
        _, page = self.send(*list_(""))
        self.id = json.loads(page)["apiKeys"][0]["id"]

    def send(self, request):
        """The status and the body of the answer."""
        body = request.body.encode() if isinstance(request.body, str) else request.body
        connection = http.client.HTTPConnection(*self.address, timeout=60)
        connection.putrequest(request.method, request.path.replace("{id}", getattr(self, "id", "")))
        if request.authorization is not None:
            connection.putheader("authorization", request.authorization)
        if body and request.content_type is not None:
            connection.putheader("content-type", request.content_type)
        if request.chunked:
            connection.putheader("transfer-encoding", "chunked")
            connection.endheaders([body[:1], body[1:]], encode_chunked=True)
        else:
            connection.putheader("content-length", str(len(body)))
            connection.endheaders(body)
        response = connection.getresponse()
        with response:
            return response.status, response.read()


def shape(value):
    match value:
        case dict():
            members = (f"{name}: {shape(value)}" for name, value in sorted(value.items()) if value is not None)
            return f"{{{', '.join(members)}}}"
        case list():
            return f"[{', '.join(sorted(set(map(shape, value))))}]"
        case _:
            return type(value).__name__


def place(loc):
    root, *steps = loc
    return root + "".join(f".{step}" if isinstance(step, str) else f"[{step}]" for step in steps)


def read(status, body):
    """An answer as a line, and the messages of its errors by their type."""
    try:
        body = json.loads(body)
    except ValueError:
        return str(status), set()
    match body:
        case {"detail": str(detail)}:
            return f"{status} {detail}", set()
        case {"detail": [*errors]}:
            line = ", ".join(f"{place(error['loc'])} {error['type']}" for error in errors)
            return f"{status} {line}", {(error["type"], error["msg"]) for error in errors}
        case _:
            return f"{status} {shape(body)}", set()


def test_answers(fastapi, crate, report):
    rows = [(answer, answer, requests) for answer, requests in ALIKE.items()]
    listed = [row for reason in DIFFERENT.values() for row in reason]
    expected = {request: (theirs, ours) for theirs, ours, requests in rows + listed for request in requests}
    assert len(expected) == sum(len(requests) for *_, requests in rows + listed), "a request twice"

    messages = {fastapi: set(), crate: set()}

    def answer(service, request):
        line, found = read(*service.send(request))
        messages[service] |= found
        return line

    found = {request: (answer(fastapi, request), answer(crate, request)) for request in expected}
    wrong = [(request, found[request], answers) for request, answers in expected.items() if found[request] != answers]
    assert wrong == [], "a request, the answers of FastAPI and of the crate, and those that are listed"

    # Of each type, FastAPI's messages; of a UUID, pydantic adds the character that it found.
    theirs, ours = (dict(messages[service]) for service in [fastapi, crate])
    for type in theirs.keys() & ours.keys():
        assert theirs[type] == ours[type] or (type == "uuid_parsing" and theirs[type].startswith(ours[type]))

    different = sum(theirs != ours for theirs, ours in found.values())
    assert different == sum(len(requests) for *_, requests in listed), "a listed difference that does not happen"
    versions = ", ".join(f"{package} {version(package)}" for package in ["fastapi", "pydantic", "uvicorn"])
    report(
        f"{versions}: {len(found)} requests, {len(found) - different} answered alike, {different} listed differences"
    )


def test_operations():
    """The two services have the operations of the crate's description."""

    def operations(description):
        return {
            (path, method, operation["operationId"], *sorted(operation["responses"])[:1])
            for path, methods in description["paths"].items()
            for method, operation in methods.items()
        }

    ours = json.loads((SCHEMA / "openapi.json").read_text())
    assert operations(application(TOKEN).openapi()) == operations(ours)
