"""gunicorn, run from here: one worker process, which holds the language model once, and several threads."""

import signal
import socket
from contextlib import suppress
from ipaddress import ip_address
from typing import Any
from uuid import uuid4

from flask import Flask
from gunicorn import util
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger
from gunicorn.http import errors
from gunicorn.workers.gthread import ThreadWorker
from werkzeug.http import HTTP_STATUS_CODES

from api import extractions, problems
from api.headers import REQUEST_ID, security

THREADS = extractions.MOST + 2  # these two answer what takes no time, whatever is extracted


_LONGEST_URL = 8190  # bytes, the most that gunicorn bounds
_STATUS: dict[type[Exception], int] = {
    errors.ExpectationFailed: 417,
    errors.LimitRequestLine: 414,
    errors.LimitRequestHeaders: 431,
    errors.UnsupportedTransferCoding: 501,
}


class AddressError(Exception):
    """Nobody can listen there: it is taken, or it is no address of this machine."""


def serve(app: Flask, address: str) -> None:
    """Serve until SIGTERM or Ctrl-C, then end the requests that are under way; a second Ctrl-C drops them."""
    _Server(app, address).run()


def check_address(host: str, port: int) -> str:
    """The address as a URL writes it; raises AddressError at once, where gunicorn would try for five seconds."""
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    try:
        family, kind, protocol, _, target = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(target)
    except OSError as error:
        raise AddressError(f"{address} cannot be listened on: {error.strerror}.") from error
    return address


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a server that listens there, whichever of its addresses is taken."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return all(ip_address(address[0]).is_loopback for *_, address in found)


class _Logger(Logger):
    """gunicorn's messages go the way of all others."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True

    def exception(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        # Among the arguments is the URL; its query may hold what somebody looks for.
        super().exception(msg, *(str(value).partition("?")[0] for value in args), **kwargs)


class _Arbiter(Arbiter):
    handle_int = Arbiter.handle_term  # Ctrl-C lets requests end, too


class Worker(ThreadWorker):
    """gunicorn's, which tells what cannot be read as a request in a problem, like all other errors."""

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        if not isinstance(exc, errors.ParseException) or isinstance(exc, errors.InvalidResponseHeader):
            super().handle_error(req, client, addr, exc)
            return
        with suppress(OSError):  # it has gone
            util.write_nonblock(client, _refusal(_STATUS.get(type(exc), 400), str(exc)))


def _refusal(status: int, detail: str) -> bytes:
    request_id = str(uuid4())
    body = problems.document(status, detail, request_id)
    headers = [("Content-Type", problems.MEDIA_TYPE), ("Content-Length", str(len(body))), ("Connection", "close")]
    headers += [(REQUEST_ID, request_id), *security(headers)]
    lines = [f"HTTP/1.1 {status} {HTTP_STATUS_CODES[status]}", *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join([*lines, "", ""]).encode() + body


class _Server(BaseApplication):
    def __init__(self, app: Flask, bind: str) -> None:
        self.app, self.bind = app, bind
        super().__init__()

    def load_config(self) -> None:
        settings = {
            "bind": self.bind,
            "workers": 1,
            "worker_class": Worker,
            "limit_request_line": _LONGEST_URL,
            "threads": THREADS,
            "logger_class": _Logger,
            "loglevel": "error",  # a warning quotes requests that are no HTTP
            "control_socket_disable": True,
            "post_worker_init": _leave_ctrl_c_to_the_arbiter,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.app

    def run(self) -> None:
        _Arbiter(self).run()


def _leave_ctrl_c_to_the_arbiter(_worker: Any) -> None:
    # A terminal sends it to every process of the group.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
