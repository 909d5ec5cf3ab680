"""Batches on a Dask cluster: handed out, waited for, read. No wait is without an end."""

import pickle
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from typing import Any

from distributed import Client, Future, KilledWorker
from distributed.client import FutureCancelledError
from distributed.comm.core import CommClosedError
from distributed.scheduler import NoWorkerError

import extraction
from services.backfill.shards import MAX_RECORD, Batch, Shard, ShardError
from services.errors import ServiceError

Convert = Callable[[bytes], bytes]
"""From a record to a line; raises ServiceError when it refuses the record. The workers import it by its name."""

Answer = bytes | str  # a line, or why there is none

Part = Batch | ShardError | None
"""Of a shard: some of its records, or what ended it."""

# Seconds that a cluster may be without workers: a local one takes 15 to give one up and a few to start another.
_PATIENCE = 60.0
_LOOK = 1.0

# Batches handed out for each thread: enough that none waits while the first one in order is a slow one.
_AHEAD = 4


class EngineDiffers(ServiceError):  # noqa: N818
    """A worker has another version of the engine than this process."""


class EnvironmentDiffers(ServiceError):  # noqa: N818
    """A worker cannot import what it is to run."""

    def __init__(self, reason: Exception) -> None:
        super().__init__(f"Each worker needs communique[backfill], in the version that is here; one says: {reason}.")


class ClusterLost(ServiceError):  # noqa: N818
    """The scheduler has ended, or the way to it, or all its workers have."""

    def __init__(self, reason: str = "The scheduler cannot be reached any more.") -> None:
        super().__init__(f"{reason} What is finished stays; run it again for the rest.")


class Workers:
    """Those of a scheduler, who read records."""

    def __init__(self, client: Client, convert: Convert) -> None:
        self._client, self._convert = client, convert

    def threads(self) -> int:
        """How many records are read at a time; raises ClusterLost."""
        try:
            return sum(self._client.nthreads(callback_timeout=_PATIENCE).values())
        except OSError as error:
            raise ClusterLost from error

    def submit(self, records: list[bytes]) -> "Future[list[Answer]]":
        """Hand out records."""
        # By the name of a function, a worker without the program would die of each batch, as if of its records.
        task = pickle.dumps(_Task(self._convert, records))
        return self._client.submit(pickle.loads, task, pure=False)

    def wait(self, future: "Future[list[Answer]]") -> list[Answer]:
        """The answers to records; raises KilledWorker, EngineDiffers, EnvironmentDiffers or ClusterLost."""
        seen = time.monotonic()
        try:
            while True:
                try:
                    return future.result(timeout=_LOOK)
                except TimeoutError as error:
                    if self._are_there():
                        seen = time.monotonic()
                    elif time.monotonic() - seen > _PATIENCE:
                        raise ClusterLost(f"No worker has been running for {_PATIENCE:g} seconds.") from error
        except (CommClosedError, FutureCancelledError) as error:
            raise ClusterLost from error
        except NoWorkerError as error:  # where the scheduler is configured to be less patient
            raise ClusterLost("No worker is running.") from error
        except (ImportError, AttributeError) as error:  # of the task itself: see `_answer`
            raise EnvironmentDiffers(error) from error

    def _are_there(self) -> bool:
        """Whether one takes work; of a silent scheduler, none does."""
        scheduler: Any = self._client.scheduler  # None only before it is connected
        try:
            told = self._client.sync(scheduler.identity, callback_timeout=_LOOK)
        except OSError:
            return False
        return any(worker["status"] == "running" for worker in told["workers"].values())


def answered(workers: Workers, parts: Iterable[tuple[Shard, Part]]) -> Generator[tuple[Shard, Part, list[Answer]]]:
    """The parts of shards with the answers to their records, in order; raises as Workers do."""
    sent: deque[_Sent] = deque()
    for shard, part in parts:
        sent.append(_Sent(workers, shard, part))
        while len(sent) > _AHEAD * workers.threads():
            yield _first(sent)
    while sent:
        yield _first(sent)


class _Sent:
    """A part under way."""

    def __init__(self, workers: Workers, shard: Shard, part: Part) -> None:
        self.workers, self.shard, self.part = workers, shard, part
        self.records = part.records if isinstance(part, Batch) else []
        self.answers: list[Answer] | None = []
        self._future = workers.submit(self.records) if self.records else None

    def settle(self) -> None:
        """Wait for the answers. They stay None when workers have died under the batch, or beside it."""
        if self._future:
            try:
                self.answers = self.workers.wait(self._future)
            except KilledWorker:
                self.answers = None
            self._future = None  # the workers may forget it

    def alone(self) -> list[Answer]:
        """The answers, record by record: whoever dies now, dies of the record."""
        answers: list[Answer] = []
        for record in self.records:
            try:
                answers += self.workers.wait(self.workers.submit([record]))
            except KilledWorker as error:
                answers.append(f"It ended every process that read it ({error.allowed_failures + 1}).")
        return answers


def _first(sent: deque[_Sent]) -> tuple[Shard, Part, list[Answer]]:
    first = sent.popleft()
    first.settle()
    if first.answers is not None:
        return first.shard, first.part, first.answers
    for other in sent:  # else Dask would hold deaths against them, too
        other.settle()
    return first.shard, first.part, first.alone()


@dataclass(frozen=True)
class _Task:
    """Is read back as the answers to the records."""

    convert: Convert
    records: list[bytes]

    def __reduce__(self) -> tuple[Callable[..., list[Answer]], tuple[object, ...]]:
        return _read, (self.convert, self.records, extraction.ENGINE)


def _read(convert: Convert, records: list[bytes], engine: str) -> list[Answer]:
    """On a worker: the answer to each record. The first text loads the model, which stays in the process."""
    if engine != extraction.ENGINE:
        raise EngineDiffers(f"A worker has the engine {extraction.ENGINE}; here it is {engine}.")
    return [_answer(convert, record) for record in records]


def _answer(convert: Convert, record: bytes) -> Answer:
    if len(record) > MAX_RECORD:
        return f"It has more than {MAX_RECORD} bytes."
    try:
        return convert(record)
    except ServiceError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 (whatever the rules stumble over, the other records go on)
        return f"{type(error).__name__}: {error}"
