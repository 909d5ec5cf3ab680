"""A backfill: reads the shards of an archive on a Dask cluster and writes a file of briefs for each.

The workers convert records to lines; only this process reads and writes files. The lines of a shard are in the order of
its records, so the output is that of a single process, however many workers there are and however many die.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from pathlib import Path

import orjson
from distributed import Client

import extraction
from services.backfill import manifest, shards
from services.backfill.cluster import Answer, Convert, Part, Workers, answered
from services.backfill.manifest import Entry, Manifest
from services.backfill.shards import REFUSED, Batch, Shard, ShardError

Connect = Callable[[], AbstractContextManager[Client]]
"""Connects to the cluster for the time of a block; it is not called when there is nothing to do."""


@dataclass(frozen=True, slots=True)
class Step:
    """Progress in a shard: `bytes` of its file are done; the other fields are set when the shard ends."""

    shard: Shard
    bytes: int = 0
    done: Entry | None = None
    """The entry of a shard that ended without failure."""
    written: bool = False
    """True when this run did the shard, false when an earlier run did."""
    failure: str | None = None
    again: str | None = None
    """The reason why a finished shard is done again."""


def run(connect: Connect, source: Iterable[Shard], target: Path, convert: Convert) -> Iterator[Step]:
    """Do the shards that are missing in the target folder, step by step.

    A shard that cannot be read does not stop the others. Raises InUse, DamagedManifest, EngineDiffers,
    EnvironmentDiffers or ClusterLost, and OSError when the disk is full; only finished shards are kept then.
    """
    (target / REFUSED).mkdir(parents=True, exist_ok=True)
    with manifest.opened(target) as done:
        missing = []
        for shard in source:
            entry = done.entries.get(shard.name)
            again = _again(entry, shard, target) if entry else None
            if entry and not again:
                yield Step(shard, shard.size, done=entry)
            else:
                missing.append(shard)
                yield Step(shard, again=again)
        if missing:
            with connect() as client, closing(answered(Workers(client, convert), _parts(missing))) as parts:
                yield from _write(parts, target, done)


def _again(entry: Entry, shard: Shard, target: Path) -> str | None:
    """Return the reason to do a finished shard again, or None. An existing output is not read."""
    output = _output(target, shard)
    if entry.engine != extraction.ENGINE:
        return f"it was read by another engine, {entry.engine}"
    if not output.exists() or output.stat().st_size != entry.output_bytes:
        return f"{output.name} has changed"
    try:
        return "it has changed" if entry.input_sha256 != shard.sha256 else None
    except OSError:
        return "it cannot be read for comparison"


def _write(parts: Iterable[tuple[Shard, Part, list[Answer]]], target: Path, done: Manifest) -> Iterator[Step]:
    writer: _Writer | None = None
    try:
        for shard, part, answers in parts:
            writer = writer or _Writer(target, shard)
            if isinstance(part, Batch):
                yield Step(shard, writer.write(part, answers))
                continue
            rest = shard.size - writer.position
            if part is None:
                done.add(writer.finish())
                yield Step(shard, rest, done=done.entries[shard.name], written=True)
            else:
                writer.discard()
                yield Step(shard, rest, failure=str(part))
            writer = None
    finally:
        if writer:
            writer.discard()


def _parts(source: Iterable[Shard]) -> Iterator[tuple[Shard, Part]]:
    for shard in source:
        try:
            shard.sha256  # noqa: B018 (of what is read now, or of what was there before)
            for batch in shards.batches(shard):
                yield shard, batch
        except (ShardError, OSError) as error:
            yield shard, error if isinstance(error, ShardError) else ShardError(str(error))
        else:
            yield shard, None


class _Writer:
    """The output of a shard, and the file of its refused records."""

    def __init__(self, target: Path, shard: Shard) -> None:
        self.shard, self.position, self.records, self.refused = shard, 0, 0, 0
        self._output = _UnfinishedFile(_output(target, shard))
        self._refusals = _UnfinishedFile(_output(target / REFUSED, shard))

    def write(self, batch: Batch, answers: list[Answer]) -> int:
        """Write the answers to a batch; return the bytes of the shard since the previous batch."""
        for number, answer in enumerate(answers, batch.number):
            if isinstance(answer, str):
                self.refused += 1
                refusal = {"line": number, "reason": answer}
                self._refusals.write(orjson.dumps(refusal, option=orjson.OPT_APPEND_NEWLINE))
            else:
                self._output.write(answer)
        self.records += len(answers)
        advance, self.position = batch.position - self.position, batch.position
        return advance

    def finish(self) -> Entry:
        """Move the files to their places; return the entry of the shard."""
        if self.refused:
            self._refusals.finish()
        else:
            self._refusals.discard()
            self._refusals.path.unlink(missing_ok=True)  # of an earlier run
        self._output.finish()
        return Entry(
            shard=self.shard.name,
            engine=extraction.ENGINE,
            input_sha256=self.shard.sha256,
            records=self.records,
            refused=self.refused,
            output_sha256=self._output.sha256.hexdigest(),
            output_bytes=self._output.path.stat().st_size,
        )

    def discard(self) -> None:
        """Delete the unfinished files."""
        self._output.discard()
        self._refusals.discard()


class _UnfinishedFile:
    """A file that is written under a temporary name and renamed when it is complete."""

    def __init__(self, path: Path) -> None:
        self.path, self.sha256 = path, hashlib.sha256()
        self._part = path.with_name(f".{path.name}.part")
        self._file = self._part.open("wb")

    def write(self, data: bytes) -> None:
        self._file.write(data)
        self.sha256.update(data)

    def finish(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._part.replace(self.path)

    def discard(self) -> None:
        self._file.close()
        self._part.unlink(missing_ok=True)


def _output(folder: Path, shard: Shard) -> Path:
    return folder / f"{shard.stem}.jsonl"
