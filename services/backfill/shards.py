"""The shards of an archive: files in one folder with one record for each article, as JSON lines or Parquet."""

import gzip
import hashlib
import os
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import orjson

from services.errors import ServiceError
from services.submission import MAX_BYTES

SUFFIXES = (".jsonl", ".jsonl.gz", ".parquet")
REFUSED, MANIFEST = "refused", "manifest.jsonl"
"""The names beside the outputs of shards: the folder with the refused records of each, and the manifest."""
MAX_RECORD_BYTES = 4 * MAX_BYTES
"""The size of a record as JSON, as for a POST. Of a longer record, one more byte is read, to recognise it."""

_BATCH_SIZE = 16  # at 50 texts a batch, spaCy alone needs 1 GiB
_BATCH_BYTES = MAX_BYTES


class ShardError(ServiceError):
    """A shard that cannot be read to its end, or a folder in which two shards have the same output."""


@dataclass(frozen=True)
class Shard:
    """A file of records."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def stem(self) -> str:
        """The name without the suffix of its format."""
        return next(self.name.removesuffix(suffix) for suffix in SUFFIXES if self.name.endswith(suffix))

    @cached_property
    def size(self) -> int:
        return self.path.stat().st_size

    @cached_property
    def sha256(self) -> str:
        """The hash of the file before its records are read: a file that changes meanwhile is done again next time."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Batch:
    """Consecutive records, each as JSON."""

    number: int
    """The number of its first record, from 1: the line, or the row of Parquet."""
    records: list[bytes]
    position: int
    """Their end in the file, in bytes; approximate for Parquet."""


def find(folder: Path) -> tuple[list[Shard], list[str]]:
    """Return the shards of a folder, sorted by name, and the names of its other files; raises ShardError."""
    shards: dict[str, Shard] = {}
    others = []
    for path in sorted(folder.iterdir()):
        if not path.name.endswith(SUFFIXES) or not path.is_file():
            others.append(path.name)
            continue
        shard = Shard(path)
        if f"{shard.stem}.jsonl" == MANIFEST:
            raise ShardError(f"The output of {shard.name} would overwrite the manifest; rename it.")
        try:
            shard.name.encode()
        except UnicodeEncodeError as error:
            raise ShardError(f"{os.fsencode(shard.name)!r} is not a name in UTF-8; rename it.") from error
        twin = shards.setdefault(shard.stem, shard)
        if twin is not shard:
            raise ShardError(f"{twin.name} and {shard.name} have the same output, {shard.stem}.jsonl; rename one.")
    return list(shards.values()), others


def batches(shard: Shard) -> Iterator[Batch]:
    """Yield all records of a shard, in batches of bounded size; raises ShardError."""
    number, size = 1, 0
    batch: list[bytes] = []
    position = 0
    try:
        with closing(_rows(shard) if shard.name.endswith(".parquet") else _lines(shard)) as records:
            for record, position in records:
                batch.append(record)
                size += len(record)
                if len(batch) == _BATCH_SIZE or size >= _BATCH_BYTES:
                    yield Batch(number, batch, position)
                    number, size, batch = number + len(batch), 0, []
    except Exception as error:  # each format has its own errors, and none may stop the other shards
        where = number + len(batch)
        raise ShardError(f"It cannot be read from record {where} on: {error or type(error).__name__}.") from error
    if batch:
        yield Batch(number, batch, position)


def _lines(shard: Shard) -> Generator[tuple[bytes, int]]:
    most = MAX_RECORD_BYTES + 1
    with shard.path.open("rb") as file, gzip.open(file) if shard.name.endswith(".gz") else file as lines:
        while line := lines.readline(most):
            yield line, file.tell()
            while len(line) == most and not line.endswith(b"\n"):  # the rest of a record that is too long
                line = lines.readline(most)


def _rows(shard: Shard) -> Generator[tuple[bytes, int]]:
    """Yield the rows of a Parquet file as JSON; null fields are left out, dates become text."""
    import pyarrow.parquet  # only when it is needed: the workers save its 60 MiB

    with pyarrow.parquet.ParquetFile(shard.path) as file:
        count = file.metadata.num_rows
        number = 0
        for rows in file.iter_batches(batch_size=_BATCH_SIZE, use_threads=False):
            for row in rows.to_pylist():
                number += 1
                given = {name: value for name, value in row.items() if value is not None}
                yield orjson.dumps(given, option=orjson.OPT_UTC_Z), shard.size * number // count
