"""What the workers of a test do; a module of its own, as each of them imports it."""

import os
import signal


def line(record: bytes) -> bytes:
    """A line like the record, but for one that ends the process that reads it."""
    if b"poison" in record:
        os.kill(os.getpid(), signal.SIGKILL)
    return record.upper()
