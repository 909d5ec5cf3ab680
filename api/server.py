"""granian, run from here: one worker process, which holds the language model once, and several threads."""

import signal
import socket
from ipaddress import ip_address

from flask import Flask
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from api.resources import jobs
from api.security import extraction_slots

# Two more answer short requests, whatever is extracted and waited for.
THREADS = extraction_slots.MAX_SLOTS + jobs.MAX_WAITING + 2
_SHUTDOWN_TIMEOUT_S = 70  # ?wait= takes up to 60, compose.yaml allows 80
_MAX_QUEUED_REQUESTS = 1024  # for a thread; further connections are not read

# granian's own would write to the standard output; only errors are worth a line.
_LOGGING = {"loggers": {"_granian": {"propagate": True}}, "handlers": {}, "formatters": {}}


class AddressError(Exception):
    """An address that is in use, or is none of this machine."""


def serve(app: Flask, host: str, port: int) -> None:
    """Serve until SIGTERM or Ctrl-C, then end the requests that are under way."""
    Server(
        "communique",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        blocking_threads=THREADS,
        backpressure=_MAX_QUEUED_REQUESTS,
        respawn_failed_workers=True,  # one that is killed, for its memory say
        workers_kill_timeout=_SHUTDOWN_TIMEOUT_S,
        log_level=LogLevels.error,
        log_dictconfig=_LOGGING,
    ).serve(target_loader=lambda: _in_worker(app), wrap_loader=False)


def _in_worker(app: Flask) -> Flask:
    # A terminal sends Ctrl-C to every process of the group; the worker hears of it from the process that made it.
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    return app


def check_address(host: str, port: int) -> str:
    """Return the address as a URL writes it; raises AddressError."""
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    try:
        family, kind, protocol, _, target = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(target)
    except OSError as error:
        raise AddressError(f"Cannot listen on {address}: {error.strerror}.") from error
    return address


def is_loopback(host: str) -> bool:
    """Return whether only this machine reaches a server that listens there, whichever of its addresses is used."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return all(ip_address(address[0]).is_loopback for *_, address in found)
