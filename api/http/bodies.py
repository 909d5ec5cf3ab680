"""Bodies of requests: decompressed, bounded, and strict when they are JSON."""

import zlib
from typing import Any

from flask import request

from api import json
from api.http.codes import Code
from api.http.problems import ProblemError
from api.security import apart
from services.processes.pool import Ended

MAX_BODY_BYTES = 4 * 1024 * 1024
"""Of a body as it is sent and as it is decompressed: room for a text of 1 MiB in which JSON escapes many characters."""

MAX_VALUES = 1_000
"""Of a body that is an article in JSON, which has about ten."""

MAX_REVIEW_VALUES = 10_000
"""Of a body that is 500 decisions, or a fact with all its spans."""

_LARGE_BYTES = 64 * 1024  # of JSON that others are not to wait for
_SECONDS = 5.0  # of computing, for JSON

_READ = "communique.body"
_WINDOW_BITS = {"gzip": 31, "x-gzip": 31, "deflate": 15}  # zlib's codes for its two headers


def read_body(max_bytes: int = MAX_BODY_BYTES) -> bytes:
    """Return the body, decompressed when its Content-Encoding says so; raises a 400, 411, 413 or 415."""
    if _READ not in request.environ:
        request.environ[_READ] = _read_body(max_bytes)
    body: bytes = request.environ[_READ]
    return body


def _read_body(max_bytes: int) -> bytes:
    if "HTTP_TRANSFER_ENCODING" in request.environ:
        # Not every server says whether all of it has come, and lines of JSON or a text may end anywhere.
        raise ProblemError(411, "Chunked bodies are not supported; send the length in Content-Length.")
    length = request.content_length or 0
    if length > max_bytes:
        raise _too_large(max_bytes)
    body = request.get_data()
    if len(body) < length:
        raise _malformed(f"The body is cut short: {len(body)} of {length} bytes arrived.")
    coding = request.headers.get("Content-Encoding", "identity").strip().lower()
    return body if coding == "identity" else _decompressed(body, coding, max_bytes)


def read_text() -> str:
    """Return the body as text, without a byte order mark; raises a 400, 411, 413 or 415."""
    body = read_body()
    try:
        return json.decode(body, "body")
    except ValueError as error:
        raise _malformed(str(error)) from error


def read_json(max_values: int = MAX_VALUES) -> Any:
    """Return the value of a JSON body, in which no object has a name twice; raises a 400, 411, 413, 415 or 422."""
    body = read_body()
    if not body:
        raise _malformed("The body is empty; it must be a JSON object.")
    if len(body) <= _LARGE_BYTES:
        value, problem = _parse(body, max_values)
    else:
        try:
            value, problem = apart.call(_parse, body, max_values, seconds=_SECONDS)
        except Ended as ended:
            raise ProblemError(
                422, "The body cannot be read: it takes too long, or too much memory.", code=Code.UNREADABLE
            ) from ended
    if problem:
        status, detail = problem
        raise _malformed(detail) if status == 400 else ProblemError(status, detail)
    return value


def _parse(body: bytes, max_values: int) -> tuple[Any, tuple[int, str] | None]:
    """Return the value of a JSON text and no problem, or no value and the status and the detail of a problem."""
    try:
        text = json.decode(body, "body")
        if json.has_more_values(text, max_values):
            few = "; an article has few" if max_values == MAX_VALUES else ""
            return None, (413, f"The body has more than {max_values:,} values{few}.")
        return json.parse(text, "body"), None
    except ValueError as error:
        return None, (400, str(error))


def _malformed(detail: str) -> ProblemError:
    return ProblemError(400, detail, code=Code.MALFORMED_BODY)


def _too_large(max_bytes: int) -> ProblemError:
    return ProblemError(413, f"The body is larger than {max_bytes} bytes.")


def _decompressed(body: bytes, coding: str, max_bytes: int) -> bytes:
    if coding not in _WINDOW_BITS:
        detail = f"The Content-Encoding {coding} cannot be read, only gzip and deflate."
        raise ProblemError(415, detail, headers={"Accept-Encoding": "gzip, deflate"})
    decompressor = zlib.decompressobj(_WINDOW_BITS[coding])
    try:
        decompressed = decompressor.decompress(body, max_bytes + 1)
    except zlib.error as error:
        raise _malformed(f"The body is not {coding}: {error}.") from error
    if len(decompressed) > max_bytes:
        raise _too_large(max_bytes)
    if not decompressor.eof:
        raise _malformed(f"The body is not {coding}: it is cut short.")
    if decompressor.unused_data:
        raise _malformed(f"The body has data after the end of the {coding} stream.")
    return decompressed
