from dataclasses import dataclass
from typing import Any, TypeVar, Callable, Type, cast


T = TypeVar("T")


def from_list(f: Callable[[Any], T], x: Any) -> list[T]:
    assert isinstance(x, list)
    return [f(y) for y in x]


def from_int(x: Any) -> int:
    assert isinstance(x, int) and not isinstance(x, bool)
    return x


def from_str(x: Any) -> str:
    assert isinstance(x, str)
    return x


def from_union(fs, x):
    for f in fs:
        try:
            return f(x)
        except:
            pass
    assert False


def to_class(c: Type[T], x: Any) -> dict:
    assert isinstance(x, c)
    return cast(Any, x).to_dict()


@dataclass
class ValidationError:
    """One reason why the API refused a request."""

    loc: list[int | str]
    """The location in the request: `body`, `query`, `path`, `header` or `cookie`, then names
    and indices down to the value.
    """
    msg: str
    """Message for humans."""

    type: str
    """Error type for programs: pydantic's, such as `missing` or `string_type`."""

    ctx: Any = None
    """Context of the error, of any type. It may contain a secret."""

    input: Any = None
    """The value that was refused, of any type. It may contain a secret."""

    url: Any = None
    """URL of pydantic's documentation for the error."""

    @staticmethod
    def from_dict(obj: Any) -> 'ValidationError':
        assert isinstance(obj, dict)
        loc = from_list(lambda x: from_union([from_int, from_str], x), obj.get("loc"))
        msg = from_str(obj.get("msg"))
        type = from_str(obj.get("type"))
        ctx = obj.get("ctx")
        input = obj.get("input")
        url = obj.get("url")
        return ValidationError(loc, msg, type, ctx, input, url)

    def to_dict(self) -> dict:
        result: dict = {}
        result["loc"] = from_list(lambda x: from_union([from_int, from_str], x), self.loc)
        result["msg"] = from_str(self.msg)
        result["type"] = from_str(self.type)
        if self.ctx is not None:
            result["ctx"] = self.ctx
        if self.input is not None:
            result["input"] = self.input
        if self.url is not None:
            result["url"] = self.url
        return result


@dataclass
class HTTPValidationError:
    """The reasons why the API refused a request: the body of a 422 response."""

    detail: list[ValidationError]
    """The errors, in the order in which the server found them."""

    @staticmethod
    def from_dict(obj: Any) -> 'HTTPValidationError':
        assert isinstance(obj, dict)
        detail = from_list(ValidationError.from_dict, obj.get("detail"))
        return HTTPValidationError(detail)

    def to_dict(self) -> dict:
        result: dict = {}
        result["detail"] = from_list(lambda x: to_class(ValidationError, x), self.detail)
        return result


def http_validation_error_from_dict(s: Any) -> HTTPValidationError:
    return HTTPValidationError.from_dict(s)


def http_validation_error_to_dict(x: HTTPValidationError) -> Any:
    return to_class(HTTPValidationError, x)
