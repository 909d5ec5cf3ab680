"""Memory that processes free goes back to the system."""

import ctypes
from contextlib import suppress

# Parameters of malloc.h: M_MMAP_THRESHOLD and M_TRIM_THRESHOLD, which would grow with what is freed, and M_ARENA_MAX.
_MALLOC = {-3: 128 * 1024, -1: 128 * 1024, -8: 2}


def bound_malloc() -> None:
    """Let this process and its forks give back what they free; by itself, glibc keeps some of it for each thread."""
    with suppress(AttributeError):  # another C library
        for parameter, value in _MALLOC.items():
            ctypes.CDLL(None).mallopt(parameter, value)
