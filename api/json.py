"""JSON by orjson: fast, UTF-8, and strict about what it reads."""

import json
from collections import Counter
from typing import Any

import orjson
from flask import Response
from flask.json.provider import JSONProvider


class OrjsonProvider(JSONProvider):
    """Flask's JSON, by orjson. A body ends with a newline, as a terminal expects."""

    def dumps(self, obj: Any, **_kwargs: Any) -> str:
        return orjson.dumps(obj).decode()

    def loads(self, s: str | bytes, **_kwargs: Any) -> Any:
        return orjson.loads(s)

    def response(self, *args: Any, **kwargs: Any) -> Response:
        body = orjson.dumps(self._prepare_response_obj(args, kwargs), option=orjson.OPT_APPEND_NEWLINE)
        return Response(body, mimetype="application/json")


def decode(data: bytes, name: str) -> str:
    """Return bytes in UTF-8 as text, without a byte order mark; raises ValueError.

    `name` says in the error what the bytes are, such as "body".
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = f"byte 0x{error.object[error.start]:02x} at offset {error.start}"
        raise ValueError(f"The {name} is not UTF-8: {byte}.") from error


def parse(text: str, name: str) -> Any:
    """Return the value of a JSON text in which no object has a name twice; raises ValueError."""
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise ValueError(f"The {name} is not JSON: {error}.") from error
    if _outside_strings(text).count(":") != _count_names(value):
        raise ValueError(f"The {name} has {_repeated(text)} more than once in an object.")
    return value


def has_more_values(text: str, most: int) -> bool:
    """Return whether a JSON text has more values than that, without making them; some are counted twice."""
    if text.count("[") + text.count("{") + text.count(",") < most:
        return False
    # Who sends many sends little else, so that the beginning has them.
    return _has_more_values(text[: 20 * most], most) or _has_more_values(text, most)


def _has_more_values(text: str, most: int) -> bool:
    bare = _without_escapes(text)
    if bare.count('"') > 4 * most:  # names are strings, too
        return True
    bare = _outside_strings(bare)
    return bare.count("[") + bare.count("{") + bare.count(",") >= most


def _without_escapes(text: str) -> str:
    return text.replace("\\\\", "").replace('\\"', "") if "\\" in text else text


def _outside_strings(text: str) -> str:
    return "".join(_without_escapes(text).split('"')[::2])


def _count_names(value: Any) -> int:
    """Count the names of all objects in a value; a loop, as values may be nested more deeply than calls."""
    count, left = 0, [value]
    while left:
        match left.pop():
            case dict() as each:
                count += len(each)
                left += each.values()
            case list() as each:
                left += each
    return count


def _repeated(text: str) -> str:
    """Return the first name that an object has twice."""
    try:
        json.loads(text, object_pairs_hook=_refuse_repeated, parse_int=str, parse_float=str)
    except _RepeatedError as error:
        return str(error)
    except RecursionError:
        pass
    return "a name"


class _RepeatedError(Exception):
    """An object with a name twice."""


def _refuse_repeated(pairs: list[tuple[str, Any]]) -> None:
    # orjson takes the last one without an error.
    name, times = max(Counter(name for name, _ in pairs).items(), key=lambda item: item[1], default=("", 0))
    if times > 1:
        raise _RepeatedError(f"the name {name!r}")
