"""Processes that work for this one, so that hostile input ends one of them and not the server.

They are forked from a process that has loaded what they need (`services.processes.forking`): the models, which this one
need not load, or a fork of this one.
"""

import io
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from threading import BoundedSemaphore, Lock
from typing import Any

from services.processes import forking
from services.processes.clients import ending

AT_ONCE = 2
"""Processes that work at a time."""

turns = BoundedSemaphore(AT_ONCE)
"""To hold while one of them works."""


class Ended(Exception):  # noqa: N818
    """The process ended before it answered: it took too long, too much memory, crashed, or its client went."""

    def __init__(self, *, too_slow: bool) -> None:
        self.too_slow = too_slow


class NotStarted(RuntimeError):  # noqa: N818
    """There is no process that could do the task."""


class Pool:
    """Processes that are kept warm, started when they are first needed; `start` starts what forks them."""

    def __init__(self, start: Callable[[], socket.socket]) -> None:
        self._lock = Lock()
        self._start = start
        self._forker: socket.socket | None = None
        self._idle: deque[_Worker] = deque()

    def run(self, task: str, *arguments: Any, seconds: float) -> Any:
        """Do a task within so many seconds of computing; raises Ended.

        An error of the task is raised as a RuntimeError with its traceback.
        """
        worker = self._take()
        result, error, stays = worker.run(task, arguments, seconds)
        if stays:
            self._idle.append(worker)
        else:
            worker.close()
        if error is not None:
            raise RuntimeError(error)
        return result

    def warm_up(self) -> None:
        """Start the first process now and wait until it is ready."""
        self._idle.append(self._take())

    def rest(self) -> None:
        """End the idle processes but keep the models, so that a fork of this process can start others."""
        while self._idle:
            self._idle.pop().close()

    def stop(self) -> None:
        """End the idle processes and forget the models; all start again when they are needed."""
        self.rest()
        with self._lock:
            if self._forker is not None:
                self._forker.close()
                self._forker = None

    def _take(self) -> "_Worker":
        while True:
            try:
                worker = self._idle.pop()
            except IndexError:
                return _Worker(self._door())
            if worker.is_alive():
                return worker
            worker.close()

    def _door(self) -> socket.socket:
        """The socket to a forker that runs."""
        with self._lock:
            if self._forker is not None and _has_ended(self._forker):
                self._forker.close()
                self._forker = None
            if self._forker is None:
                self._forker = self._start()
            return self._forker


def _has_ended(forker: socket.socket) -> bool:
    try:
        return not forker.recv(1, socket.MSG_DONTWAIT)
    except BlockingIOError:  # it never says anything
        return False
    except OSError:  # closed here
        return True


def with_models() -> socket.socket:
    """Start the process that has the models; its processes do the tasks of `services.processes.tasks`."""
    ours, theirs = socket.socketpair()
    with theirs:
        subprocess.Popen(
            [sys.executable, "-P", "-m", "services.processes.forker"],
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C must not interrupt requests
        )
    return ours


def fork(tasks: forking.Tasks) -> socket.socket:
    """Fork this process; its processes do these tasks. This must be the only thread."""
    ours, theirs = socket.socketpair()
    if os.fork() == 0:
        ours.close()
        pool.stop()  # it ends with the server, not with this process
        os.setsid()
        forking.fork_for(theirs, tasks)
    theirs.close()
    return ours


class _Worker:
    """A process that does tasks one by one."""

    def __init__(self, door: socket.socket) -> None:
        ours, theirs = socket.socketpair()
        self._wire = Connection(ours.detach())
        try:
            with theirs:
                socket.send_fds(door, [b"\n"], [theirs.fileno()])
            self._pid = int(self._wire.recv_bytes())
        except (EOFError, OSError) as error:
            self.close()
            raise NotStarted("The processes that work for this one do not start.") from error

    def run(self, task: str, arguments: tuple[Any, ...], seconds: float) -> tuple[Any, str | None, bool]:
        """Return the result, the traceback of an error, and whether the process goes on; raises Ended."""
        start = time.monotonic()
        try:
            with ending(self._kill):
                self._wire.send_bytes(pickle.dumps((task, arguments, seconds)))
                answer = self._wire.recv_bytes()
        except (EOFError, OSError) as error:  # it may have died half way through
            self.close()
            raise Ended(too_slow=time.monotonic() - start >= seconds) from error
        answered: tuple[Any, str | None, bool] = _Unpickler(io.BytesIO(answer)).load()
        return answered

    def is_alive(self) -> bool:
        """Return whether the process waits for a task; an idle one says nothing but its end."""
        return not self._wire.poll()

    def close(self) -> None:
        """Let the process end."""
        self._wire.close()

    def _kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)


class _Unpickler(pickle.Unpickler):
    """A reader of facts: an answer may be of a process that a hostile page has taken over."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "extraction.model" or module.startswith("ontology."):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no fact")


pool = Pool(with_models)
"""The processes that have the models."""
