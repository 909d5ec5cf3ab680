"""Process that forks others which work for the server.

A fork is warm at once and shares the memory of what is loaded. The kernel ends it at its deadline or when it wants too
much memory, whatever its code is at. All of them end with the server, even when the server is killed.
"""

import gc
import os
import pickle
import resource
import signal
import socket
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NoReturn

Tasks = Mapping[str, Callable[..., Any]]

MAX_GROWTH_BYTES = 640 * 1024**2
"""Address space that a process may take beyond what it shares: a text of 1 MiB takes about 450 MiB."""

_MAX_KEPT_KIB = 64 * 1024
"""A process whose memory has grown by more ends after its task: what it has freed does not go back to the system."""

_NICENESS = 5  # lists and everything else that is short go first
_PATIENCE = 10  # wall time for a second of computing, on a busy machine


def fork_for(door: socket.socket, tasks: Tasks) -> NoReturn:
    """Fork a process that does the tasks for each socket that comes in over the door, until that is closed.

    Then the session of this process, which must be its own, is ended with all who are in it.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the forks
    gc.collect()
    gc.freeze()  # a collection in a fork would copy the pages that it visits
    while descriptors := socket.recv_fds(door, 1, 1)[1]:
        with Connection(descriptors[0]) as wire:
            if os.fork() == 0:
                door.close()
                _serve(wire, tasks)
                os._exit(0)
    os.killpg(0, signal.SIGKILL)
    os._exit(0)


def _serve(wire: Connection, tasks: Tasks) -> None:
    """Report readiness with the number of the process, then answer tasks until there are no more."""
    os.nice(_NICENESS)
    _limit_memory()
    at_start = _peak_kib()
    stays = True
    with suppress(EOFError, OSError):
        wire.send_bytes(str(os.getpid()).encode())
        while stays:
            name, arguments, seconds = pickle.loads(wire.recv_bytes())  # noqa: S301 the server is no stranger
            _set_deadline(seconds)
            answer = _answer(tasks[name], arguments)
            _set_deadline(0)
            stays = _peak_kib() - at_start < _MAX_KEPT_KIB
            wire.send_bytes(pickle.dumps((*answer, stays)))


def _answer(task: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[Any, str | None]:
    """Return the result and no error, or no result and the traceback; memory that runs out ends the process."""
    try:
        return task(*arguments), None
    except MemoryError:
        os._exit(1)
    except Exception:  # noqa: BLE001 the server raises it
        return None, traceback.format_exc()


def _set_deadline(seconds: float) -> None:
    # The default action of both signals ends the process.
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * _PATIENCE)


def _limit_memory() -> None:
    statm = Path("/proc/self/statm")
    if statm.exists():  # Linux
        limit = int(statm.read_text().split()[0]) * resource.getpagesize() + MAX_GROWTH_BYTES
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _peak_kib() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
