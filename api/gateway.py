"""ASGI around the WSGI application: no thread waits for a client.

A thread works on a request once its whole body is here, and makes the next piece of a stream once the client has taken
the last one. The bodies that are here are bounded, and so is the time that each may take.
"""

import asyncio
import os
import socket
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import lru_cache, partial
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes

from api.http.bodies import MAX_BODY_BYTES
from api.http.refusals import LATE, REFUSAL, TOO_MANY
from api.http.waiting import PAUSES, POLL_INTERVAL_S, Pause
from api.settings import Settings
from services.processes.clients import Client

MAX_HELD_BYTES = 64 * 1024 * 1024
"""Of all bodies that are being read or worked on."""

_MAX_DISCARDED_BYTES = 64 * 1024 * 1024  # of a body that is not taken; most clients read no answer before its end
_SLICE_BYTES = 64 * 1024  # the server holds a few of them for each client
_SEND_BUFFER_BYTES = 128 * 1024  # the kernel doubles it; by itself it would hold megabytes for each client

_Receive = Callable[[], Awaitable[dict[str, Any]]]
_Send = Callable[[dict[str, Any]], Awaitable[None]]


class _Stream(NamedTuple):
    rest: Iterator[bytes]
    close: Callable[[], None]


class _Answer(NamedTuple):
    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes
    """All of it, or the first piece of a stream."""
    stream: _Stream | None


class _Needed(BaseException):
    """The application reads a body; no error that it handles."""


class _Unasked:
    """Input of a request whose client waits to be asked for the body."""

    def read(self, _size: int = -1) -> bytes:
        raise _Needed

    readline = readlines = read


class _Connected(Client):
    """The client of a request whose body has come; it leaves when its connection ends."""

    def __init__(self, receive: _Receive) -> None:
        super().__init__()
        self._loop, self._receive = asyncio.get_running_loop(), receive
        self._watch: asyncio.Future[None] | None = None
        self._is_over = False

    def watch(self) -> None:
        self._loop.call_soon_threadsafe(self._begin)

    def stop(self) -> None:
        """Watch no more."""
        self._is_over = True
        if self._watch is not None:
            self._watch.cancel()

    def _begin(self) -> None:
        if self._watch is None and not self._is_over:
            self._watch = asyncio.ensure_future(_disconnect(self._receive))
            self._watch.add_done_callback(lambda _: self.leave())


class Gateway:
    """ASGI application: run a WSGI application in `threads` threads, and in one more for the pieces of streams."""

    def __init__(self, app: Callable[..., Iterable[bytes]], settings: Settings, threads: int) -> None:
        self._app, self._settings = app, settings
        self._held_bytes = 0
        self._has_begun = False
        self._workers = ThreadPoolExecutor(threads, "worker")
        # One thread: lists share the lock of the interpreter with one export, however many are read.
        self._streams = ThreadPoolExecutor(1, "stream")

    async def __call__(self, scope: dict[str, Any], receive: _Receive, send: _Send) -> None:
        if not self._has_begun:  # before, there is no socket
            self._has_begun = True
            _bound_connections(self._settings.idle_timeout)
        environ = _environ(scope)
        body = bytearray()
        try:
            run = partial(asyncio.get_running_loop().run_in_executor, self._workers)
            answer = await run(self._answer_unasked, dict(environ)) if "HTTP_EXPECT" in environ else None
            if answer is None:
                if "CONTENT_LENGTH" in environ or "HTTP_TRANSFER_ENCODING" in environ:
                    environ[REFUSAL] = await self._read(body, environ, receive)
                environ["wsgi.input"] = BytesIO(body)
                client = _Connected(receive)
                try:
                    answer = await run(self._answer_to, client, environ)
                finally:
                    client.stop()
        finally:
            self._held_bytes -= len(body)
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        if answer.stream is None:
            await send(_part(answer.body, more=False))
        else:
            await self._send_stream(answer.body, answer.stream, receive, send)

    async def _read(self, body: bytearray, environ: dict[str, Any], receive: _Receive) -> str | None:
        """Read a body, and keep it if the application will take it; return why it is refused, if it is."""
        length = int(environ.get("CONTENT_LENGTH", 0))
        is_taken = length <= MAX_BODY_BYTES and "HTTP_TRANSFER_ENCODING" not in environ
        clock = asyncio.get_running_loop().time
        deadline = clock() + self._settings.body_timeout
        came, more = 0, True
        try:
            async with asyncio.timeout_at(deadline) as limit:
                while more and came < _MAX_DISCARDED_BYTES:
                    limit.reschedule(min(deadline, clock() + self._settings.idle_timeout))
                    message = await receive()
                    chunk, more = message.get("body", b""), message.get("more_body", False)
                    came += len(chunk)
                    if not is_taken:
                        continue
                    if self._held_bytes + len(chunk) > MAX_HELD_BYTES:
                        return TOO_MANY
                    self._held_bytes += len(chunk)
                    body += chunk
        except TimeoutError:
            return LATE
        return None

    def _answer_unasked(self, environ: dict[str, Any]) -> _Answer | None:
        """Answer without the body, which its client sends when it is asked to; return nothing when it is needed."""
        try:
            return self._answer(environ | {REFUSAL: None, "wsgi.input": _Unasked()})
        except _Needed:
            return None

    def _answer_to(self, client: Client, environ: dict[str, Any]) -> _Answer:
        with client:
            return self._answer(environ)

    def _answer(self, environ: dict[str, Any]) -> _Answer:
        status, headers = 0, []

        def start(line: str, given: list[tuple[str, str]], *_exc_info: Any) -> None:
            nonlocal status, headers
            status, headers = int(line[:3]), [(name.lower().encode(), value.encode("latin-1")) for name, value in given]

        parts = self._app(environ, start)
        if isinstance(parts, list):
            return _Answer(status, headers, b"".join(parts), None)
        stream = _Stream(iter(parts), getattr(parts, "close", _nothing))
        first = next(stream.rest, None)
        if first is None:
            stream.close()
            return _Answer(status, headers, b"", None)
        return _Answer(status, headers, first, stream)

    async def _send_stream(self, first: bytes, stream: _Stream, receive: _Receive, send: _Send) -> None:
        run = asyncio.get_running_loop().run_in_executor
        gone = asyncio.ensure_future(_disconnect(receive))
        piece: bytes | None = first
        try:
            while piece is not None and not gone.done():
                for start in range(0, len(piece), _SLICE_BYTES):
                    await send(_part(piece[start : start + _SLICE_BYTES], more=True))  # waits for the client
                if isinstance(piece, Pause):
                    await _pause(piece, gone)
                piece = await run(self._streams, next, stream.rest, None)
            if piece is None:
                await send(_part(b"", more=False))
        finally:
            gone.cancel()
            await run(self._streams, stream.close)


async def _pause(pause: Pause, gone: asyncio.Future[None]) -> None:
    """Wait as long as the stream asks, or until the client disconnects."""
    clock = asyncio.get_running_loop().time
    deadline = clock() + pause.seconds
    while not gone.done() and not pause.ends() and (left := deadline - clock()) > 0:
        await asyncio.wait([gone], timeout=min(POLL_INTERVAL_S, left))


async def _disconnect(receive: _Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _part(body: bytes, *, more: bool) -> dict[str, Any]:
    return {"type": "http.response.body", "body": body, "more_body": more}


def _nothing() -> None:
    pass


def _bound_connections(idle_timeout: int) -> None:
    """Let the kernel hold little of an answer, and end a connection whose client takes nothing for so many seconds."""
    for name in os.listdir("/dev/fd"):
        with suppress(OSError), socket.socket(fileno=int(name)) as found:
            try:
                if found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):  # what it accepts inherits the options
                    found.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER_BYTES)
                    if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux
                        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, idle_timeout * 1000)
            finally:
                found.detach()


def _environ(scope: dict[str, Any]) -> dict[str, Any]:
    """The environment of a request (PEP 3333), without its body."""
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": scope["server"][0],
        "SERVER_PORT": str(scope["server"][1]),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": scope["client"][0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.errors": sys.stderr,
        "wsgi.input_terminated": True,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        PAUSES: True,
    }
    for name, value in scope["headers"]:
        key = _key(name)
        if key is None:
            continue
        text = value.decode("latin-1")
        if key in environ and key != "CONTENT_LENGTH":  # of which the server takes two only when they are the same
            text = environ[key] + ("; " if key == "HTTP_COOKIE" else ",") + text
        environ[key] = text
    return environ


@lru_cache(maxsize=256)  # few names come again and again
def _key(name: bytes) -> str | None:
    """The key of a header; none for one that could be taken for another, as X_Forwarded_For for X-Forwarded-For."""
    if b"_" in name:
        return None
    key = name.decode("latin-1").upper().replace("-", "_")
    return key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
