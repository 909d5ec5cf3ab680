"""granian, run from here: one worker process, which starts those that extract, and several threads."""

import gc
import resource
import signal
import socket
import sys
from ipaddress import ip_address

from flask import Flask
from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from api.gateway import Gateway
from api.http.objects import entries
from api.resources import jobs
from api.security import apart, budget
from api.settings import Settings
from services.jobs import queue
from services.processes.memory import bound_malloc
from services.processes.pool import pool
from services.webhooks.courier import Courier
from services.webhooks.deliver import deliver

# Two more answer short requests, whatever is extracted and waited for.
THREADS = budget.THREADS + jobs.MAX_WAITING + 2
_SHUTDOWN_TIMEOUT_S = 70  # ?wait= takes up to 60, compose.yaml allows 80
_MAX_CONNECTIONS = 4096  # more wait until one of them ends, at the latest when it has been idle for too long
_MAX_FILES = 2 * _MAX_CONNECTIONS
# Reading a row gives up the lock of the interpreter; during a long computation, a list waits this long for each row.
_SWITCH_INTERVAL_S = 0.0005

# granian's own would write to the standard output; only errors are worth a line.
_LOGGING = {"loggers": {"_granian": {"propagate": True}}, "handlers": {}, "formatters": {}}


class AddressError(Exception):
    """An address that is in use, or is none of this machine."""


def serve(app: Flask, host: str, port: int, settings: Settings) -> None:
    """Serve until SIGTERM or Ctrl-C, then end the requests that are under way."""
    _allow_files()
    bound_malloc()
    pool.rest()
    gc.collect()
    gc.freeze()  # a collection in the worker, which is forked, would copy the pages that it visits
    apart.start(app)
    Server(
        "communique",
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        loop=Loops.auto,  # uvloop, which takes less time for each request
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=settings.idle_timeout * 1000),
        websockets=False,
        backpressure=_MAX_CONNECTIONS,
        respawn_failed_workers=True,  # one that is killed, for its memory say
        workers_kill_timeout=_SHUTDOWN_TIMEOUT_S,
        log_level=LogLevels.error,
        log_dictconfig=_LOGGING,
    ).serve(target_loader=lambda: _in_worker(app, settings), wrap_loader=False)


def _in_worker(app: Flask, settings: Settings) -> Gateway:
    pool.warm_up()
    sys.setswitchinterval(_SWITCH_INTERVAL_S)
    # A terminal sends Ctrl-C to every process of the group; the worker hears of it from the process that made it.
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    _start_webhooks(app)
    return Gateway(app, settings, THREADS)


def _start_webhooks(app: Flask) -> None:
    """Deliver webhooks from this process if the database has no queue, whose workers do it."""
    sessions, metrics = app.extensions["sessions"], app.extensions["metrics"]
    with sessions() as session:
        has_queue = queue.exists(session)
    if not has_queue:
        Courier(sessions, lambda webhook_id: deliver(sessions, webhook_id, entries, metrics.delivery)).start()


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


def _allow_files() -> None:
    """Raise the limit of open files, which the worker inherits, so that each connection can have one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MAX_FILES if hard == resource.RLIM_INFINITY else min(_MAX_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
