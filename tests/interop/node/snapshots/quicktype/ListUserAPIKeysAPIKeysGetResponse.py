from dataclasses import dataclass
from typing import Any, TypeVar, Callable, Type, cast
from datetime import datetime
from uuid import UUID
import dateutil.parser


T = TypeVar("T")


def from_dict(f: Callable[[Any], T], x: Any) -> dict[str, T]:
    assert isinstance(x, dict)
    return { k: f(v) for (k, v) in x.items() }


def from_list(f: Callable[[Any], T], x: Any) -> list[T]:
    assert isinstance(x, list)
    return [f(y) for y in x]


def from_str(x: Any) -> str:
    assert isinstance(x, str)
    return x


def from_int(x: Any) -> int:
    assert isinstance(x, int) and not isinstance(x, bool)
    return x


def to_class(c: Type[T], x: Any) -> dict:
    assert isinstance(x, c)
    return cast(Any, x).to_dict()


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
class ListAPIKeyItem:
    """An API key in a list, without its secret."""

    created_at: datetime
    """Time at which the key was created."""

    id: UUID
    """ID of the key."""

    key_name: str | None = None
    """Name that the user gave the key: any string, empty if it has none."""

    last_used_at: datetime | None = None
    """Time at which the key was last used, if ever."""

    @staticmethod
    def from_dict(obj: Any) -> 'ListAPIKeyItem':
        assert isinstance(obj, dict)
        created_at = from_datetime(obj.get("createdAt"))
        id = UUID(obj.get("id"))
        key_name = from_union([from_none, from_str], obj.get("keyName"))
        last_used_at = from_union([from_none, from_datetime], obj.get("lastUsedAt"))
        return ListAPIKeyItem(created_at, id, key_name, last_used_at)

    def to_dict(self) -> dict:
        result: dict = {}
        result["createdAt"] = self.created_at.isoformat()
        result["id"] = str(self.id)
        if self.key_name is not None:
            result["keyName"] = from_union([from_none, from_str], self.key_name)
        if self.last_used_at is not None:
            result["lastUsedAt"] = from_union([from_none, lambda x: x.isoformat()], self.last_used_at)
        return result


@dataclass
class PaginationInfo:
    """Position of the page in the list of all keys.

    The position of a page in the list of all keys.
    """
    limit: int
    """Maximum number of keys on a page."""

    offset: int
    """Number of keys before the page."""

    total_count: int
    """Total number of keys."""

    @staticmethod
    def from_dict(obj: Any) -> 'PaginationInfo':
        assert isinstance(obj, dict)
        limit = from_int(obj.get("limit"))
        offset = from_int(obj.get("offset"))
        total_count = from_int(obj.get("totalCount"))
        return PaginationInfo(limit, offset, total_count)

    def to_dict(self) -> dict:
        result: dict = {}
        result["limit"] = from_int(self.limit)
        result["offset"] = from_int(self.offset)
        result["totalCount"] = from_int(self.total_count)
        return result


@dataclass
class ListAPIKeysResponse:
    """A page of the user's API keys. It contains no secret."""

    api_keys: list[ListAPIKeyItem]
    """The keys of the page."""

    pagination: PaginationInfo
    """Position of the page in the list of all keys."""

    @staticmethod
    def from_dict(obj: Any) -> 'ListAPIKeysResponse':
        assert isinstance(obj, dict)
        api_keys = from_list(ListAPIKeyItem.from_dict, obj.get("apiKeys"))
        pagination = PaginationInfo.from_dict(obj.get("pagination"))
        return ListAPIKeysResponse(api_keys, pagination)

    def to_dict(self) -> dict:
        result: dict = {}
        result["apiKeys"] = from_list(lambda x: to_class(ListAPIKeyItem, x), self.api_keys)
        result["pagination"] = to_class(PaginationInfo, self.pagination)
        return result


@dataclass
class ListUserAPIKeysAPIKeysGetResponse:
    """The response to a request for a page of API keys: its metadata, and the page."""

    http_meta: HTTPMetadata
    """Metadata of the exchange, without credentials."""

    list_api_keys_response: ListAPIKeysResponse | None = None
    """The page; absent if there was no body."""

    @staticmethod
    def from_dict(obj: Any) -> 'ListUserAPIKeysAPIKeysGetResponse':
        assert isinstance(obj, dict)
        http_meta = HTTPMetadata.from_dict(obj.get("HTTPMeta"))
        list_api_keys_response = from_union([ListAPIKeysResponse.from_dict, from_none], obj.get("ListAPIKeysResponse"))
        return ListUserAPIKeysAPIKeysGetResponse(http_meta, list_api_keys_response)

    def to_dict(self) -> dict:
        result: dict = {}
        result["HTTPMeta"] = to_class(HTTPMetadata, self.http_meta)
        if self.list_api_keys_response is not None:
            result["ListAPIKeysResponse"] = from_union([lambda x: to_class(ListAPIKeysResponse, x), from_none], self.list_api_keys_response)
        return result


def list_user_api_keys_api_keys_get_response_from_dict(s: Any) -> ListUserAPIKeysAPIKeysGetResponse:
    return ListUserAPIKeysAPIKeysGetResponse.from_dict(s)


def list_user_api_keys_api_keys_get_response_to_dict(x: ListUserAPIKeysAPIKeysGetResponse) -> Any:
    return to_class(ListUserAPIKeysAPIKeysGetResponse, x)
