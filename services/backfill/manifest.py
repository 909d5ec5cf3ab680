"""The manifest of a backfill: a line for each finished shard; the last line of a shard counts."""

import dataclasses
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import orjson

from services.backfill.shards import MANIFEST
from services.errors import ServiceError


class InUse(ServiceError):  # noqa: N818
    """Another backfill is writing to the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"Another backfill is writing to {folder}; wait until it ends or choose another folder.")


class DamagedManifest(ServiceError):  # noqa: N818
    """A line of the manifest was not written by this version."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"Line {number} of {MANIFEST} is not an entry of this version. "
            "Repair it, or delete it to have its shard read again."
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """A finished shard; `refused` is the number of its records without a line in the output."""

    shard: str
    engine: str
    input_sha256: str
    records: int
    refused: int
    output_sha256: str
    output_bytes: int


class Manifest:
    """The entries of finished shards, by name; raises DamagedManifest."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        file.seek(0)
        whole = file.read()
        if not whole.endswith(b"\n"):  # the half line of a crash
            whole = whole[: whole.rfind(b"\n") + 1]
            file.truncate(len(whole))
        self.entries: dict[str, Entry] = {}
        for number, line in enumerate(whole.splitlines(), 1):
            try:
                entry = Entry(**orjson.loads(line))
            except (ValueError, TypeError) as error:
                raise DamagedManifest(number) from error
            self.entries[entry.shard] = entry

    def add(self, entry: Entry) -> None:
        """Add an entry and flush it to the disk."""
        self._file.write(orjson.dumps(dataclasses.asdict(entry), option=orjson.OPT_APPEND_NEWLINE))
        self._file.flush()
        os.fsync(self._file.fileno())
        self.entries[entry.shard] = entry


@contextmanager
def opened(folder: Path) -> Iterator[Manifest]:
    """Open the manifest of a folder, for one process at a time; raises InUse."""
    with (folder / MANIFEST).open("a+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InUse(folder) from error
        yield Manifest(file)
