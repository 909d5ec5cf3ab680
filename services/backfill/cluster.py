"""Batches on a Dask cluster: sent to workers and waited for. Every wait has a timeout."""

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
from services.backfill.shards import MAX_RECORD_BYTES, Batch, Shard, ShardError
from services.errors import ServiceError

Convert = Callable[[bytes], bytes]
"""Converts a record to a line; raises ServiceError for a refused record. The workers import it by its name."""

Answer = bytes | str  # a line, or the reason for its refusal

Part = Batch | ShardError | None
"""Part of a shard: a batch of its records, the error that ended it, or None at its end."""

# Of a cluster without workers: a local one takes 15 seconds to give a worker up and a few to start another.
_TIMEOUT_S = 60.0
_POLL_INTERVAL_S = 1.0

# Enough that no thread waits when the first batch is slow.
_BATCHES_PER_THREAD = 4


class EngineDiffers(ServiceError):  # noqa: N818
    """A worker has another version of the engine than this process."""


class EnvironmentDiffers(ServiceError):  # noqa: N818
    """A worker cannot import the program."""

    def __init__(self, reason: Exception) -> None:
        super().__init__(f"Each worker needs communique[backfill] in the same version as here; one reports: {reason}.")


class ClusterLost(ServiceError):  # noqa: N818
    """The scheduler or all its workers cannot be reached."""

    def __init__(self, reason: str = "The scheduler cannot be reached.") -> None:
        super().__init__(f"{reason} Finished shards are kept; run the command again for the rest.")


class Workers:
    """The workers of a scheduler, which read records."""

    def __init__(self, client: Client, convert: Convert) -> None:
        self._client, self._convert = client, convert

    def threads(self) -> int:
        """Return the number of records that are read at a time; raises ClusterLost."""
        try:
            return sum(self._client.nthreads(callback_timeout=_TIMEOUT_S).values())
        except OSError as error:
            raise ClusterLost from error

    def submit(self, records: list[bytes]) -> "Future[list[Answer]]":
        """Send records to the workers."""
        # If the task were a function, a worker without the program would die of each batch as if of its records.
        task = pickle.dumps(_Task(self._convert, records))
        return self._client.submit(pickle.loads, task, pure=False)

    def wait(self, future: "Future[list[Answer]]") -> list[Answer]:
        """Wait for the answers to records; raises KilledWorker, EngineDiffers, EnvironmentDiffers or ClusterLost."""
        seen = time.monotonic()
        try:
            while True:
                try:
                    return future.result(timeout=_POLL_INTERVAL_S)
                except TimeoutError as error:
                    if self._are_running():
                        seen = time.monotonic()
                    elif time.monotonic() - seen > _TIMEOUT_S:
                        raise ClusterLost(f"No worker has been running for {_TIMEOUT_S:g} seconds.") from error
        except (CommClosedError, FutureCancelledError) as error:
            raise ClusterLost from error
        except NoWorkerError as error:  # where the scheduler has a shorter timeout
            raise ClusterLost("No worker is running.") from error
        except (ImportError, AttributeError) as error:  # by the task itself: see `_answer`
            raise EnvironmentDiffers(error) from error

    def _are_running(self) -> bool:
        """Return whether a worker takes work; none does when the scheduler does not answer."""
        scheduler: Any = self._client.scheduler  # None only before it is connected
        try:
            identity = self._client.sync(scheduler.identity, callback_timeout=_POLL_INTERVAL_S)
        except OSError:
            return False
        return any(worker["status"] == "running" for worker in identity["workers"].values())


def answered(workers: Workers, parts: Iterable[tuple[Shard, Part]]) -> Generator[tuple[Shard, Part, list[Answer]]]:
    """Yield parts of shards with the answers to their records, in order; raises the errors of Workers."""
    sent: deque[_Sent] = deque()
    for shard, part in parts:
        sent.append(_Sent(workers, shard, part))
        while len(sent) > _BATCHES_PER_THREAD * workers.threads():
            yield _first(sent)
    while sent:
        yield _first(sent)


class _Sent:
    """A part that was sent to the workers."""

    def __init__(self, workers: Workers, shard: Shard, part: Part) -> None:
        self.workers, self.shard, self.part = workers, shard, part
        self.records = part.records if isinstance(part, Batch) else []
        self.answers: list[Answer] | None = []
        self._future = workers.submit(self.records) if self.records else None

    def settle(self) -> None:
        """Wait for the answers. They become None when workers died while they had the batch."""
        if self._future:
            try:
                self.answers = self.workers.wait(self._future)
            except KilledWorker:
                self.answers = None
            self._future = None  # so that the workers can delete it

    def alone(self) -> list[Answer]:
        """Return the answers, record by record: a worker that dies now dies of the record."""
        answers: list[Answer] = []
        for record in self.records:
            try:
                answers += self.workers.wait(self.workers.submit([record]))
            except KilledWorker as error:
                answers.append(f"Every process that read it died ({error.allowed_failures + 1}).")
        return answers


def _first(sent: deque[_Sent]) -> tuple[Shard, Part, list[Answer]]:
    first = sent.popleft()
    first.settle()
    if first.answers is not None:
        return first.shard, first.part, first.answers
    for other in sent:  # otherwise Dask would count deaths against them, too
        other.settle()
    return first.shard, first.part, first.alone()


@dataclass(frozen=True)
class _Task:
    """Unpickled on a worker, it becomes the answers to the records."""

    convert: Convert
    records: list[bytes]

    def __reduce__(self) -> tuple[Callable[..., list[Answer]], tuple[object, ...]]:
        return _read, (self.convert, self.records, extraction.ENGINE)


def _read(convert: Convert, records: list[bytes], engine: str) -> list[Answer]:
    """Answer each record, on a worker. The first text loads the model, which stays in the process."""
    if engine != extraction.ENGINE:
        raise EngineDiffers(f"A worker has the engine {extraction.ENGINE}; here it is {engine}.")
    return [_answer(convert, record) for record in records]


def _answer(convert: Convert, record: bytes) -> Answer:
    if len(record) > MAX_RECORD_BYTES:
        return f"It has more than {MAX_RECORD_BYTES} bytes."
    try:
        return convert(record)
    except ServiceError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 (an error of the rules must not stop the other records)
        return f"{type(error).__name__}: {error}"
