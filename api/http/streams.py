"""Long answers, sent piece by piece and compressed in the same pieces: no piece waits for the next one.

flask-compress, which compresses all other answers, does not show its encoders where a piece ends, and they hold data
back: brotli some megabytes.

Between two pieces a stream waits for its client without a thread, but not without memory; so there are only so many.
"""

import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial

import brotli
from backports import zstd
from flask import Response, request

from api.middleware.request_log import request_info
from api.security.budget import STREAMS, WAITS, Places

_Pieces = Iterator[bytes]


def streamed(pieces: _Pieces, media_type: str, headers: Mapping[str, str]) -> Response:
    """Return the answer made of these pieces, in the content coding that the client prefers; raises a 503."""
    coding = request.accept_encodings.best_match((*_PACKERS, "identity"))
    if coding in _PACKERS:
        pieces, headers = _PACKERS[coding](pieces), {**headers, "Content-Encoding": coding}
    return Response(pieces if request.method == "HEAD" else _Counted(pieces), mimetype=media_type, headers=headers)


def waited(pieces: _Pieces, media_type: str, headers: Mapping[str, str]) -> Response:
    """Return an uncompressed answer that waits for changes; raises a 503 if too many requests wait."""
    return Response(_Counted(pieces, WAITS), mimetype=media_type, headers=headers)


class _Counted:
    """A stream that holds a place until it ends; raises a 503 when no place is free."""

    def __init__(self, pieces: _Pieces, places: Places = STREAMS) -> None:
        self._place = ExitStack()
        self._place.enter_context(places.place(request_info().caller))
        self._pieces = pieces

    def __iter__(self) -> _Pieces:
        yield from self._pieces
        self.close()

    def close(self) -> None:
        self._place.close()


def _zstd(pieces: _Pieces) -> _Pieces:
    coder = zstd.ZstdCompressor()
    for piece in pieces:
        yield coder.compress(piece, mode=coder.FLUSH_BLOCK)
    yield coder.flush()


def _brotli(pieces: _Pieces) -> _Pieces:
    coder = brotli.Compressor(quality=4)  # as flask-compress has it; 11, the default, takes very long
    for piece in pieces:
        yield coder.process(piece) + coder.flush()
    yield coder.finish()


def _zlib(pieces: _Pieces, *, wbits: int) -> _Pieces:
    coder = zlib.compressobj(wbits=wbits)
    for piece in pieces:
        yield coder.compress(piece) + coder.flush(zlib.Z_SYNC_FLUSH)
    yield coder.flush()


_PACKERS: dict[str, Callable[[_Pieces], _Pieces]] = {
    "zstd": _zstd,
    "br": _brotli,
    "gzip": partial(_zlib, wbits=16 + zlib.MAX_WBITS),
    "deflate": partial(_zlib, wbits=zlib.MAX_WBITS),
}
"""By content coding, the fastest first."""
