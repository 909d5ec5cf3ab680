"""Memory and descriptors of the service over time."""

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bench import machine

_EVERY_S = 1.0


@dataclass(frozen=True, slots=True)
class Sample:
    """What all processes of the service hold at a moment."""

    moment: float
    memory_mib: float
    """Proportional set size: pages that processes share are counted once."""
    descriptors: int
    processes: int


def watch(roots: Sequence[int], end: float) -> list[Sample]:
    """Look at the processes and their descendants every second until the moment `end`."""
    samples = []
    while (now := time.monotonic()) < end:
        samples.append(sample(roots, now))
        time.sleep(max(0.0, now + _EVERY_S - time.monotonic()))
    return samples


def sample(roots: Sequence[int], moment: float) -> Sample:
    """Add up what the processes and their descendants hold; one that ends meanwhile is left out."""
    memory, descriptors, processes = 0.0, 0, 0
    for root in roots:
        for pid in machine.family(root):
            with suppress(OSError, LookupError):
                memory += machine.shared_memory_mib(pid)
                descriptors += len(list(Path(f"/proc/{pid}/fd").iterdir()))
                processes += 1
    return Sample(moment, memory, descriptors, processes)
