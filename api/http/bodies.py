"""Bodies of requests: unpacked, bounded, and JSON that is read as strictly as a query."""

import json
import zlib
from collections import Counter
from typing import Any

import orjson
from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge

from api.http.problems import ProblemError

MAX_BODY = 4 * 1024 * 1024
"""Bytes, packed and unpacked: room for a text of 1 MiB in which JSON escapes many characters."""

_WINDOW_BITS = {"gzip": 31, "x-gzip": 31, "deflate": 15}  # as zlib tells its two headers apart


class _RepeatedError(Exception):
    """An object with a name twice."""


def read_body(req: Request) -> bytes:
    """The body, unpacked when its Content-Encoding says it is packed."""
    body = req.get_data()
    if len(body) >= MAX_BODY:  # a body sent in chunks is cut off there without a word
        raise RequestEntityTooLarge
    if req.content_length is not None and len(body) < req.content_length:
        raise ProblemError(400, f"The body is cut short: {len(body)} of {req.content_length} bytes have come.")
    coding = req.headers.get("Content-Encoding", "identity").strip().lower()
    return body if coding == "identity" else _unpacked(body, coding)


def decode(data: bytes, what: str, encoding: str = "utf-8") -> str:
    """What must be UTF-8, as text; `what` it is goes into the problem."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        byte = f"byte 0x{error.object[error.start]:02x} at offset {error.start}"
        raise ProblemError(400, f"The {what} is not UTF-8: {byte}.") from error


def read_text(req: Request) -> str:
    """The body as text; a byte order mark is no part of it."""
    return decode(read_body(req), "body", "utf-8-sig")


def read_json(req: Request) -> Any:
    """The body as JSON; no name may be in an object twice."""
    body = read_text(req)
    if not body:
        raise ProblemError(400, "The body is empty; it must be a JSON object.")
    return parse(body, "body")


def parse(text: str, what: str) -> Any:
    """What must be JSON; `what` it is goes into the problem. No name may be in an object twice."""
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise ProblemError(400, f"The {what} is not JSON: {error}.") from error
    try:
        json.loads(text, object_pairs_hook=_refuse_repeated, parse_int=str, parse_float=str)
    except RecursionError as error:
        raise ProblemError(400, f"The {what} is nested too deeply.") from error
    except _RepeatedError as error:
        raise ProblemError(400, f"The {what} has {error} more than once in an object.") from error
    return value


def _unpacked(body: bytes, coding: str) -> bytes:
    if coding not in _WINDOW_BITS:
        detail = f"The Content-Encoding {coding} cannot be read, only gzip and deflate."
        raise ProblemError(415, detail, headers={"Accept-Encoding": "gzip, deflate"})
    unpacker = zlib.decompressobj(_WINDOW_BITS[coding])
    try:
        unpacked = unpacker.decompress(body, MAX_BODY)
    except zlib.error as error:
        raise ProblemError(400, f"The body is not {coding}: {error}.") from error
    if len(unpacked) >= MAX_BODY:
        raise RequestEntityTooLarge
    if not unpacker.eof:
        raise ProblemError(400, f"The body is not {coding}: it is cut short.")
    if unpacker.unused_data:
        raise ProblemError(400, f"The body is not {coding}: it goes on behind its end.")
    return unpacked


def _refuse_repeated(pairs: list[tuple[str, Any]]) -> None:
    # orjson takes the last one without a word.
    name, times = max(Counter(name for name, _ in pairs).items(), key=lambda item: item[1], default=("", 0))
    if times > 1:
        raise _RepeatedError(f"the name {name!r}")
