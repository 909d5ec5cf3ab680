"""Stands in for `services.processes.forker`: its forks do what no task should. `python -m` of it starts one."""

import os
import signal
import time

from services.processes import forker, forking, tasks


def spin():
    """Compute for ever."""
    while True:
        pass


def hang():
    """Wait for ever."""
    while True:
        time.sleep(60)


def grow():
    """Take more memory than there may be."""
    return len(bytearray(2 * forking.MAX_GROWTH_BYTES))


def swell():
    """Take much memory, and give it back."""
    return len(bytearray(b"a") * 100 * 1024**2)


def crash():
    """End as a fault of a parser does."""
    os.kill(os.getpid(), signal.SIGSEGV)


def fail():
    """Raise."""
    raise KeyError("what was wrong")


def pid():
    """Say which process it is."""
    return os.getpid()


def parent():
    """Say which process forked it."""
    return os.getppid()


def niceness():
    """Say how far it stands back."""
    return os.nice(0)


def stranger():
    """Answer with what is no fact."""
    return time.sleep


if __name__ == "__main__":
    tasks.load = lambda: None
    misdeeds = (spin, hang, grow, swell, crash, fail, stranger)
    tasks.TASKS = {task.__name__: task for task in (*misdeeds, pid, parent, niceness)}
    forker.main()
