"""Lines of JSON, of imports, batches and archives: each read as strictly as a body that is posted."""

from collections.abc import Iterable, Iterator
from typing import IO, Any

from marshmallow import Schema, ValidationError

from api import json
from schemas.imports import LineIn
from schemas.problems import flat
from services.bulk.imports import Line

MAX_LINE_BYTES = 64 * 1024 * 1024
"""A brief of the longest text, 1 MiB, has about ten times as many bytes as the text."""

_MAX_REASON_CHARS = 1000
_IMPORT = LineIn()


class LineError(ValueError):
    """A line that cannot be read; str() of it is the reason, in one line."""


def lines(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of a file; of one that is too long, one byte more than a line may have."""
    while line := file.readline(MAX_LINE_BYTES + 1):
        rest = line
        while len(rest) > MAX_LINE_BYTES and not rest.endswith(b"\n"):
            rest = file.readline(MAX_LINE_BYTES + 1)
        yield line


def load_line(line: bytes, schema: Schema) -> dict[str, Any]:
    """Return the object in a line of JSON, as the schema loads it; raises LineError."""
    if len(line) > MAX_LINE_BYTES:
        raise LineError(f"The line is longer than {MAX_LINE_BYTES} bytes.")
    try:
        loaded: dict[str, Any] = schema.load(json.parse(json.decode(line, "line"), "line"))
    except ValidationError as error:
        wrong = (f"{'.'.join(map(str, path)) or 'line'}: {detail}" for path, detail in flat(error.messages))
        raise _line_error("; ".join(wrong)) from error
    except ValueError as error:
        raise _line_error(str(error)) from error
    return loaded


def read_lines(numbered: Iterable[tuple[int, bytes]]) -> Iterator[Line]:
    """Yield the articles of an import in the lines that are not blank, or why a line is refused."""
    for number, line in numbered:
        if line.strip():
            try:
                yield Line(number, **load_line(line, _IMPORT))
            except LineError as error:
                yield Line(number, {}, refusal=str(error))


def _line_error(reason: str) -> LineError:
    # It quotes names, which have any length.
    return LineError(reason if len(reason) <= _MAX_REASON_CHARS else f"{reason[:_MAX_REASON_CHARS]}…")
