from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from typing import Any, TypeVar, Callable, Type, cast
import dateutil.parser


T = TypeVar("T")


def from_datetime(x: Any) -> datetime:
    return dateutil.parser.parse(x)


def from_bool(x: Any) -> bool:
    assert isinstance(x, bool)
    return x


def from_str(x: Any) -> str:
    assert isinstance(x, str)
    return x


def from_none(x: Any) -> Any:
    assert x is None
    return x


def from_union(fs, x):
    for f in fs:
        try:
            return f(x)
        except:
            pass
    assert False


def from_dict(f: Callable[[Any], T], x: Any) -> dict[str, T]:
    assert isinstance(x, dict)
    return { k: f(v) for (k, v) in x.items() }


def from_list(f: Callable[[Any], T], x: Any) -> list[T]:
    assert isinstance(x, list)
    return [f(y) for y in x]


def from_int(x: Any) -> int:
    assert isinstance(x, int) and not isinstance(x, bool)
    return x


def to_class(c: Type[T], x: Any) -> dict:
    assert isinstance(x, c)
    return cast(Any, x).to_dict()


@dataclass
class APIKeyInfo:
    """Everything the API knows about an API key, except the secret."""

    created_at: datetime
    """Time at which the key was created."""

    id: UUID
    """ID of the key."""

    is_active: bool
    """Whether the key can be used."""

    key_prefix: str
    """Prefix of the key: any string, since only a new key's prefix is documented."""

    updated_at: datetime
    """Time at which the key was last updated."""

    user_id: UUID
    """ID of the user who owns the key."""

    key_name: str | None = None
    """Name that the user gave the key: any string."""

    last_used_at: datetime | None = None
    """Time at which the key was last used, if ever."""

    @staticmethod
    def from_dict(obj: Any) -> 'APIKeyInfo':
        assert isinstance(obj, dict)
        created_at = from_datetime(obj.get("created_at"))
        id = UUID(obj.get("id"))
        is_active = from_bool(obj.get("is_active"))
        key_prefix = from_str(obj.get("key_prefix"))
        updated_at = from_datetime(obj.get("updated_at"))
        user_id = UUID(obj.get("user_id"))
        key_name = from_union([from_none, from_str], obj.get("key_name"))
        last_used_at = from_union([from_none, from_datetime], obj.get("last_used_at"))
        return APIKeyInfo(created_at, id, is_active, key_prefix, updated_at, user_id, key_name, last_used_at)

    def to_dict(self) -> dict:
        result: dict = {}
        result["created_at"] = self.created_at.isoformat()
        result["id"] = str(self.id)
        result["is_active"] = from_bool(self.is_active)
        result["key_prefix"] = from_str(self.key_prefix)
        result["updated_at"] = self.updated_at.isoformat()
        result["user_id"] = str(self.user_id)
        if self.key_name is not None:
            result["key_name"] = from_union([from_none, from_str], self.key_name)
        if self.last_used_at is not None:
            result["last_used_at"] = from_union([from_none, lambda x: x.isoformat()], self.last_used_at)
        return result


@dataclass
class RequestMetadata:
    """The request.

    The request of an exchange: its method, and its URL and headers without credentials.
    """
    headers: dict[str, list[str]]
    """The headers: each lower-case name with its values in the order received, without
    credentials.
    """
    method: str
    """The method: an RFC 9110 token."""

    url: str
    """The URL: an absolute `http` or `https` URI, without credentials."""

    @staticmethod
    def from_dict(obj: Any) -> 'RequestMetadata':
        assert isinstance(obj, dict)
        headers = from_dict(lambda x: from_list(from_str, x), obj.get("headers"))
        method = from_str(obj.get("method"))
        url = from_str(obj.get("url"))
        return RequestMetadata(headers, method, url)

    def to_dict(self) -> dict:
        result: dict = {}
        result["headers"] = from_dict(lambda x: from_list(from_str, x), self.headers)
        result["method"] = from_str(self.method)
        result["url"] = from_str(self.url)
        return result


@dataclass
class ResponseMetadata:
    """The response.

    The response of an exchange: its status, and its headers without credentials.
    """
    headers: dict[str, list[str]]
    """The headers: each lower-case name with its values in the order received, without
    credentials.
    """
    status: int
    """The status code, 100 to 999."""

    @staticmethod
    def from_dict(obj: Any) -> 'ResponseMetadata':
        assert isinstance(obj, dict)
        headers = from_dict(lambda x: from_list(from_str, x), obj.get("headers"))
        status = from_int(obj.get("status"))
        return ResponseMetadata(headers, status)

    def to_dict(self) -> dict:
        result: dict = {}
        result["headers"] = from_dict(lambda x: from_list(from_str, x), self.headers)
        result["status"] = from_int(self.status)
        return result


@dataclass
class HTTPMetadata:
    """Metadata of the exchange, without credentials.

    The metadata of an HTTP exchange, fit to log and store: status, method, URL and headers.
    """
    request: RequestMetadata
    """The request."""

    response: ResponseMetadata
    """The response."""

    @staticmethod
    def from_dict(obj: Any) -> 'HTTPMetadata':
        assert isinstance(obj, dict)
        request = RequestMetadata.from_dict(obj.get("Request"))
        response = ResponseMetadata.from_dict(obj.get("Response"))
        return HTTPMetadata(request, response)

    def to_dict(self) -> dict:
        result: dict = {}
        result["Request"] = to_class(RequestMetadata, self.request)
        result["Response"] = to_class(ResponseMetadata, self.response)
        return result


@dataclass
class UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse:
    """The response to a request to update an API key: its metadata, and the updated key."""

    http_meta: HTTPMetadata
    """Metadata of the exchange, without credentials."""

    api_key_info: APIKeyInfo | None = None
    """The updated key; absent if there was no body."""

    @staticmethod
    def from_dict(obj: Any) -> 'UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse':
        assert isinstance(obj, dict)
        http_meta = HTTPMetadata.from_dict(obj.get("HTTPMeta"))
        api_key_info = from_union([APIKeyInfo.from_dict, from_none], obj.get("APIKeyInfo"))
        return UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse(http_meta, api_key_info)

    def to_dict(self) -> dict:
        result: dict = {}
        result["HTTPMeta"] = to_class(HTTPMetadata, self.http_meta)
        if self.api_key_info is not None:
            result["APIKeyInfo"] = from_union([lambda x: to_class(APIKeyInfo, x), from_none], self.api_key_info)
        return result


def update_api_key_details_api_keys_key_id_put_response_from_dict(s: Any) -> UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse:
    return UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse.from_dict(s)


def update_api_key_details_api_keys_key_id_put_response_to_dict(x: UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse) -> Any:
    return to_class(UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse, x)
