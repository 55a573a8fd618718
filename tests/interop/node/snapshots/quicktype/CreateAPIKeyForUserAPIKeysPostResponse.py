from enum import Enum
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from typing import Any, TypeVar, Type, Callable, cast
import dateutil.parser


T = TypeVar("T")
EnumT = TypeVar("EnumT", bound=Enum)


def from_str(x: Any) -> str:
    assert isinstance(x, str)
    return x


def from_datetime(x: Any) -> datetime:
    return dateutil.parser.parse(x)


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


def to_enum(c: Type[EnumT], x: Any) -> EnumT:
    assert isinstance(x, c)
    return x.value


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


class KeyPrefix(Enum):
    """Prefix of the key."""

    FLOW = "flow_"


@dataclass
class APIKeyCreateResponse:
    """A new API key, as the API returns it: the only time the plain key is shown."""

    api_key: str
    """The plain key. The API stores only a hash of it: save the key now, or create another."""

    created_at: datetime
    """Time at which the key was created."""

    id: UUID
    """ID of the key."""

    key_name: str
    """Name that the user gave the key: any string."""

    key_prefix: KeyPrefix
    """Prefix of the key."""

    user_id: UUID
    """ID of the user who owns the key."""

    last_used_at: datetime | None = None
    """Time at which the key was last used, if ever."""

    @staticmethod
    def from_dict(obj: Any) -> 'APIKeyCreateResponse':
        assert isinstance(obj, dict)
        api_key = from_str(obj.get("apiKey"))
        created_at = from_datetime(obj.get("createdAt"))
        id = UUID(obj.get("id"))
        key_name = from_str(obj.get("keyName"))
        key_prefix = KeyPrefix(obj.get("keyPrefix"))
        user_id = UUID(obj.get("userId"))
        last_used_at = from_union([from_none, from_datetime], obj.get("lastUsedAt"))
        return APIKeyCreateResponse(api_key, created_at, id, key_name, key_prefix, user_id, last_used_at)

    def to_dict(self) -> dict:
        result: dict = {}
        result["apiKey"] = from_str(self.api_key)
        result["createdAt"] = self.created_at.isoformat()
        result["id"] = str(self.id)
        result["keyName"] = from_str(self.key_name)
        result["keyPrefix"] = to_enum(KeyPrefix, self.key_prefix)
        result["userId"] = str(self.user_id)
        if self.last_used_at is not None:
            result["lastUsedAt"] = from_union([from_none, lambda x: x.isoformat()], self.last_used_at)
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
class CreateAPIKeyForUserAPIKeysPostResponse:
    """The response to a request to create an API key: its metadata, and the new key."""

    http_meta: HTTPMetadata
    """Metadata of the exchange, without credentials."""

    api_key_create_response: APIKeyCreateResponse | None = None
    """The new key; absent if there was no body."""

    @staticmethod
    def from_dict(obj: Any) -> 'CreateAPIKeyForUserAPIKeysPostResponse':
        assert isinstance(obj, dict)
        http_meta = HTTPMetadata.from_dict(obj.get("HTTPMeta"))
        api_key_create_response = from_union([APIKeyCreateResponse.from_dict, from_none], obj.get("APIKeyCreateResponse"))
        return CreateAPIKeyForUserAPIKeysPostResponse(http_meta, api_key_create_response)

    def to_dict(self) -> dict:
        result: dict = {}
        result["HTTPMeta"] = to_class(HTTPMetadata, self.http_meta)
        if self.api_key_create_response is not None:
            result["APIKeyCreateResponse"] = from_union([lambda x: to_class(APIKeyCreateResponse, x), from_none], self.api_key_create_response)
        return result


def create_api_key_for_user_api_keys_post_response_from_dict(s: Any) -> CreateAPIKeyForUserAPIKeysPostResponse:
    return CreateAPIKeyForUserAPIKeysPostResponse.from_dict(s)


def create_api_key_for_user_api_keys_post_response_to_dict(x: CreateAPIKeyForUserAPIKeysPostResponse) -> Any:
    return to_class(CreateAPIKeyForUserAPIKeysPostResponse, x)
