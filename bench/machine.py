"""The machine that a figure was measured on."""

import os
import platform
from contextlib import suppress
from pathlib import Path


def describe() -> str:
    """Describe the machine in one line: processor, cores, memory, load, Python. Linux only, as the benchmarks are."""
    cpu = _field(Path("/proc/cpuinfo"), "model name")
    memory = int(_field(Path("/proc/meminfo"), "MemTotal").split()[0]) / 1024**2
    return (
        f"{cpu}, {os.cpu_count()} cores, {memory:.0f} GiB, load {os.getloadavg()[0]:.1f}, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    )


def memory_mib(pid: int) -> tuple[float, float]:
    """Return the current and the peak resident memory of a process, in MiB."""
    status = Path(f"/proc/{pid}/status")
    now, highest = (int(_field(status, name).split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))
    return now, highest


def processor_seconds(pid: int) -> float:
    """Return the processor time of a single-threaded process, in seconds."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def forget_highest(pid: int) -> None:
    """Reset the peak resident memory of a process."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def proportional_memory_mib(pid: int) -> float:
    """Return the memory of a process in MiB; a page that several share counts in part for each."""
    return int(_field(Path(f"/proc/{pid}/smaps_rollup"), "Pss").split()[0]) / 1024


def total_memory_mib(pid: int) -> float:
    """Return the memory of a process and its descendants in MiB; what they share counts once."""
    total = 0.0
    for each in [pid, *descendants(pid)]:
        with suppress(ProcessLookupError, FileNotFoundError):  # it has ended meanwhile
            total += proportional_memory_mib(each)
    return total


def command(pid: int) -> str:
    """Return the command line of a process."""
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def descendants(pid: int) -> list[int]:
    """Return the children of a process, their children, and so on."""
    return [found for child in children(pid) for found in (child, *descendants(child))]


def children(pid: int) -> list[int]:
    """Return the children of a process."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def family(pid: int) -> list[int]:
    """Return a process with all its descendants; one that ends meanwhile has none."""
    try:
        return [pid, *(each for child in children(pid) for each in family(child))]
    except OSError:
        return []


def shared_memory_mib(pid: int) -> float:
    """Return the proportional set size of a process, in MiB: a page that n processes share counts for an nth."""
    return int(_field(Path(f"/proc/{pid}/smaps_rollup"), "Pss").split()[0]) / 1024


def _field(path: Path, name: str) -> str:
    for line in path.read_text().splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    raise LookupError(f"{path} has no field {name}")
