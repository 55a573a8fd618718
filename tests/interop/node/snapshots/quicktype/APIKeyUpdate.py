from dataclasses import dataclass
from typing import Any, TypeVar, Type, cast


T = TypeVar("T")


def from_none(x: Any) -> Any:
    assert x is None
    return x


def from_bool(x: Any) -> bool:
    assert isinstance(x, bool)
    return x


def from_union(fs, x):
    for f in fs:
        try:
            return f(x)
        except:
            pass
    assert False


def from_str(x: Any) -> str:
    assert isinstance(x, str)
    return x


def to_class(c: Type[T], x: Any) -> dict:
    assert isinstance(x, c)
    return cast(Any, x).to_dict()


@dataclass
class APIKeyUpdate:
    """The changes to an API key: absent members stay unchanged, and a null name is removed."""

    is_active: bool | None = None
    """Whether the key can be used from now on."""

    key_name: str | None = None
    """The new name of the key: any string, or null to remove the name."""

    @staticmethod
    def from_dict(obj: Any) -> 'APIKeyUpdate':
        assert isinstance(obj, dict)
        is_active = from_union([from_none, from_bool], obj.get("is_active"))
        key_name = from_union([from_none, from_str], obj.get("key_name"))
        return APIKeyUpdate(is_active, key_name)

    def to_dict(self) -> dict:
        result: dict = {}
        if self.is_active is not None:
            result["is_active"] = from_union([from_none, from_bool], self.is_active)
        if self.key_name is not None:
            result["key_name"] = from_union([from_none, from_str], self.key_name)
        return result


def api_key_update_from_dict(s: Any) -> APIKeyUpdate:
    return APIKeyUpdate.from_dict(s)


def api_key_update_to_dict(x: APIKeyUpdate) -> Any:
    return to_class(APIKeyUpdate, x)
