"""Bodies of requests: decompressed, bounded, and strict when they are JSON."""

import zlib
from typing import Any

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from api import json
from api.http.problems import ProblemError

MAX_BODY_BYTES = 4 * 1024 * 1024
"""Of a body as it is sent and as it is decompressed: room for a text of 1 MiB in which JSON escapes many characters."""

READ_BYTES = MAX_BODY_BYTES + 1
"""Flask reads so many bytes at most: it cuts off a body in chunks without an error, so one more is needed to tell."""

_WINDOW_BITS = {"gzip": 31, "x-gzip": 31, "deflate": 15}  # zlib's codes for its two headers


def read_body() -> bytes:
    """Return the body, decompressed when its Content-Encoding says so; raises a 400, 413 or 415."""
    try:
        body = request.get_data()
    except RequestEntityTooLarge as error:
        raise _too_large() from error
    if len(body) > MAX_BODY_BYTES:
        raise _too_large()
    if request.content_length is not None and len(body) < request.content_length:
        raise ProblemError(400, f"The body is cut short: {len(body)} of {request.content_length} bytes have come.")
    coding = request.headers.get("Content-Encoding", "identity").strip().lower()
    return body if coding == "identity" else _decompressed(body, coding)


def read_text() -> str:
    """Return the body as text, without a byte order mark; raises a 400, 413 or 415."""
    body = read_body()
    try:
        return json.decode(body, "body")
    except ValueError as error:
        raise ProblemError(400, str(error)) from error


def read_json() -> Any:
    """Return the value of a JSON body, in which no object has a name twice; raises a 400, 413 or 415."""
    text = read_text()
    if not text:
        raise ProblemError(400, "The body is empty; it must be a JSON object.")
    try:
        return json.parse(text, "body")
    except ValueError as error:
        raise ProblemError(400, str(error)) from error


def _too_large() -> ProblemError:
    return ProblemError(413, f"The body is larger than {MAX_BODY_BYTES} bytes.")


def _decompressed(body: bytes, coding: str) -> bytes:
    if coding not in _WINDOW_BITS:
        detail = f"The Content-Encoding {coding} cannot be read, only gzip and deflate."
        raise ProblemError(415, detail, headers={"Accept-Encoding": "gzip, deflate"})
    decompressor = zlib.decompressobj(_WINDOW_BITS[coding])
    try:
        decompressed = decompressor.decompress(body, READ_BYTES)
    except zlib.error as error:
        raise ProblemError(400, f"The body is not {coding}: {error}.") from error
    if len(decompressed) > MAX_BODY_BYTES:
        raise _too_large()
    if not decompressor.eof:
        raise ProblemError(400, f"The body is not {coding}: it is cut short.")
    if decompressor.unused_data:
        raise ProblemError(400, f"The body has data after the end of the {coding} stream.")
    return decompressed
