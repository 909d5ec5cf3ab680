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
    try:
        json.loads(text, object_pairs_hook=_refuse_repeated, parse_int=str, parse_float=str)
    except RecursionError as error:
        raise ValueError(f"The {name} is nested too deeply.") from error
    except _RepeatedError as error:
        raise ValueError(f"The {name} has {error} more than once in an object.") from error
    return value


class _RepeatedError(Exception):
    """An object with a name twice."""


def _refuse_repeated(pairs: list[tuple[str, Any]]) -> None:
    # orjson takes the last one without an error.
    name, times = max(Counter(name for name, _ in pairs).items(), key=lambda item: item[1], default=("", 0))
    if times > 1:
        raise _RepeatedError(f"the name {name!r}")
