"""A backfill: shards of articles in, a file of briefs for each, read by the workers of a Dask cluster.

The workers get records and give lines; only this process reads and writes files. The lines of a shard stand in the
order of its records, so the output is that of a single process, however many workers there are and die.
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
"""Gives the cluster, for as long as the block takes; it is not asked for when there is nothing to do."""


@dataclass(frozen=True, slots=True)
class Step:
    """What has been got through of a shard: `bytes` of its file, the rest once it is over."""

    shard: Shard
    bytes: int = 0
    done: Entry | None = None
    """Once it is over, unless it failed."""
    written: bool = False
    """Whether this run has done it; else it was done before."""
    failure: str | None = None
    again: str | None = None
    """Why a shard that was done before is done again."""


def run(connect: Connect, source: Iterable[Shard], target: Path, convert: Convert) -> Iterator[Step]:
    """Do what is missing in the target folder, step by step.

    A shard that cannot be read does not stop the others. Raises InUse, Damaged, EngineDiffers, EnvironmentDiffers
    or ClusterLost, and OSError when the disk is full; finished shards stay, and nothing else.
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
    """Why a finished shard must be done again, if it must. An output that is there is not read."""
    output = _output(target, shard)
    if entry.engine != extraction.ENGINE:
        return f"it was read by another engine, {entry.engine}"
    if not output.exists() or output.stat().st_size != entry.output_bytes:
        return f"{output.name} is not what was written"
    try:
        return "it has changed" if entry.input_sha256 != shard.sha256 else None
    except OSError:
        return "it cannot be compared"


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
    """The output of a shard, and beside it what was refused."""

    def __init__(self, target: Path, shard: Shard) -> None:
        self.shard, self.position, self.records, self.refused = shard, 0, 0, 0
        self._output = _Aside(_output(target, shard))
        self._refusals = _Aside(_output(target / REFUSED, shard))

    def write(self, batch: Batch, answers: list[Answer]) -> int:
        """Add the answers to a batch; gives how far that is in the file from the batch before."""
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
        """Put the files in their places."""
        if self.refused:
            self._refusals.finish()
        else:
            self._refusals.discard()
            self._refusals.path.unlink(missing_ok=True)  # of a run before
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
        """Leave nothing behind."""
        self._output.discard()
        self._refusals.discard()


class _Aside:
    """A file that is written beside its place and is there when it is whole."""

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
