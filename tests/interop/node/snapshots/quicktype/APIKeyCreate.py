from dataclasses import dataclass
from typing import Any, TypeVar, Type, cast


T = TypeVar("T")


def from_str(x: Any) -> str:
    assert isinstance(x, str)
    return x


def to_class(c: Type[T], x: Any) -> dict:
    assert isinstance(x, c)
    return cast(Any, x).to_dict()


@dataclass
class APIKeyCreate:
    """The request to create an API key: `POST /api-keys`."""

    key_name: str
    """Name of the new key: any string."""

    @staticmethod
    def from_dict(obj: Any) -> 'APIKeyCreate':
        assert isinstance(obj, dict)
        key_name = from_str(obj.get("keyName"))
        return APIKeyCreate(key_name)

    def to_dict(self) -> dict:
        result: dict = {}
        result["keyName"] = from_str(self.key_name)
        return result


def api_key_create_from_dict(s: Any) -> APIKeyCreate:
    return APIKeyCreate.from_dict(s)


def api_key_create_to_dict(x: APIKeyCreate) -> Any:
    return to_class(APIKeyCreate, x)
