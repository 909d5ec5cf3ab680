"""A backfill: shards of articles in, a file of briefs for each, read by the workers of a Dask cluster.

The workers get records and give lines; only this process reads and writes files. The lines of a shard stand in the
order of its records, so the output is that of a single process, however many workers there are and die.
"""

import hashlib
import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from pathlib import Path

import orjson
from distributed import Client, Future, KilledWorker
from distributed.client import FutureCancelledError
from distributed.comm.core import CommClosedError

import extraction
from services import manifest, shards
from services.errors import ServiceError
from services.manifest import Entry, Manifest
from services.shards import MAX_RECORD, Batch, Shard, ShardError

Connect = Callable[[], AbstractContextManager[Client]]
"""Gives the cluster, for as long as the block takes; it is not asked for when there is nothing to do."""

Convert = Callable[[bytes], bytes]
"""From a record to a line; raises ServiceError when it refuses the record. The workers import it by its name."""

REFUSED = "refused"
"""The folder, in that of the output, of what has no line: a file for each shard that has such records."""

# Batches handed out for each thread: enough that none waits while the first one in order is a slow one.
_AHEAD = 4

_Answer = bytes | str  # a line, or why there is none
_Answered = tuple[Shard, Batch | ShardError | None, list[_Answer]]


class EngineDiffers(ServiceError):  # noqa: N818
    """A worker has another version of the engine than this process."""


class ClusterLost(ServiceError):  # noqa: N818
    """The scheduler has ended, or the way to it."""

    def __init__(self) -> None:
        super().__init__("The scheduler cannot be reached any more. What is finished stays; run it again for the rest.")


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

    A shard that cannot be read does not stop the others. Raises InUse, Damaged, EngineDiffers or ClusterLost, and
    OSError when the disk is full; finished shards stay, and nothing else.
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
            try:
                with connect() as client, closing(_answered(client, convert, missing)) as answered:
                    yield from _write(answered, target, done)
            except (CommClosedError, FutureCancelledError) as error:
                raise ClusterLost from error


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


def _write(answered: Iterable[_Answered], target: Path, done: Manifest) -> Iterator[Step]:
    writer: _Writer | None = None
    try:
        for shard, batch, answers in answered:
            writer = writer or _Writer(target, shard)
            if isinstance(batch, Batch):
                yield Step(shard, writer.write(batch, answers))
                continue
            rest = shard.size - writer.position
            if batch is None:
                done.add(writer.finish())
                yield Step(shard, rest, done=done.entries[shard.name], written=True)
            else:
                writer.discard()
                yield Step(shard, rest, failure=str(batch))
            writer = None
    finally:
        if writer:
            writer.discard()


def _answered(client: Client, convert: Convert, source: Iterable[Shard]) -> Generator[_Answered]:
    """The batches of all shards with their answers, in order; behind those of a shard what ended it."""
    sent: deque[_Sent] = deque()
    for shard, batch in _batches(source):
        sent.append(_Sent(client, convert, shard, batch))
        while len(sent) > _AHEAD * sum(client.nthreads().values()):
            yield _first(sent)
    while sent:
        yield _first(sent)


def _batches(source: Iterable[Shard]) -> Iterator[tuple[Shard, Batch | ShardError | None]]:
    for shard in source:
        try:
            shard.sha256  # noqa: B018 (of what is read now, or of what was there before)
            for batch in shards.batches(shard):
                yield shard, batch
        except (ShardError, OSError) as error:
            yield shard, error if isinstance(error, ShardError) else ShardError(str(error))
        else:
            yield shard, None


class _Sent:
    """A batch under way, or what ended its shard."""

    def __init__(self, client: Client, convert: Convert, shard: Shard, batch: Batch | ShardError | None) -> None:
        self.client, self.convert, self.shard, self.batch = client, convert, shard, batch
        self.records = batch.records if isinstance(batch, Batch) else []
        self.answers: list[_Answer] | None = []
        self._future = self._submit(self.records) if self.records else None

    def settle(self) -> None:
        """Wait for the answers. They stay None when workers have died under the batch, or beside it."""
        if self._future:
            try:
                self.answers = self._future.result()
            except KilledWorker:
                self.answers = None
            self._future = None  # the workers may forget it

    def alone(self) -> list[_Answer]:
        """The answers, record by record: whoever dies now, dies of the record."""
        answers: list[_Answer] = []
        for record in self.records:
            try:
                answers += self._submit([record]).result()
            except KilledWorker as error:
                answers.append(f"It ended each of the {error.allowed_failures + 1} processes that read it.")
        return answers

    def _submit(self, records: list[bytes]) -> "Future[list[_Answer]]":
        return self.client.submit(_read, self.convert, records, extraction.ENGINE, pure=False)


def _first(sent: deque[_Sent]) -> _Answered:
    first = sent.popleft()
    first.settle()
    if first.answers is not None:
        return first.shard, first.batch, first.answers
    for other in sent:  # else Dask would hold deaths against them, too
        other.settle()
    return first.shard, first.batch, first.alone()


def _read(convert: Convert, records: list[bytes], engine: str) -> list[_Answer]:
    """On a worker: the answer to each record. The first text loads the model, which stays in the process."""
    if engine != extraction.ENGINE:
        raise EngineDiffers(f"A worker has the engine {extraction.ENGINE}; here it is {engine}.")
    return [_answer(convert, record) for record in records]


def _answer(convert: Convert, record: bytes) -> _Answer:
    if len(record) > MAX_RECORD:
        return f"It has more than {MAX_RECORD} bytes."
    try:
        return convert(record)
    except ServiceError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 (whatever the rules stumble over, the other records go on)
        return f"{type(error).__name__}: {error}"


class _Writer:
    """The output of a shard, and beside it what was refused."""

    def __init__(self, target: Path, shard: Shard) -> None:
        self.shard, self.position, self.records, self.refused = shard, 0, 0, 0
        self._output = _Aside(_output(target, shard))
        self._refusals = _Aside(_output(target / REFUSED, shard))

    def write(self, batch: Batch, answers: list[_Answer]) -> int:
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
