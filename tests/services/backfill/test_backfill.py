"""The workers are threads of this process here; tests/api/cli/test_backfill.py has real ones."""

import gzip
import pickle
import subprocess
import sys
from contextlib import nullcontext
from types import SimpleNamespace

import orjson
import pytest
from distributed import Client, LocalCluster
from distributed.client import FutureCancelledError
from distributed.comm.core import CommClosedError
from distributed.scheduler import NoWorkerError

from services.backfill import backfill, cluster, manifest, shards
from services.backfill.cluster import ClusterLost, EngineDiffers, EnvironmentDiffers, Workers
from services.errors import ServiceError

GOOD = b'{"text": "good"}\n'


def convert(record):
    if b"refused" in record:
        raise ServiceError("It is refused.")
    if b"bug" in record:
        raise IndexError("of a rule")
    return record.upper()


@pytest.fixture(scope="module")
def client():
    with Client(processes=False, n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0") as client:
        yield client


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jsonl").write_bytes(b"".join(b'{"text": "%d"}\n' % number for number in range(100)))
    (folder / "b.jsonl").write_bytes(GOOD)
    return folder


@pytest.fixture
def target(tmp_path):
    return tmp_path / "out"


@pytest.fixture
def run(client, source, target):
    """Runs over all shards, and gives the steps that matter: what ended a shard, or why it is done again."""

    def run(connect=lambda: nullcontext(client)):
        steps = list(backfill.run(connect, shards.find(source)[0], target, convert))
        assert sum(step.bytes for step in steps) == sum(path.stat().st_size for path in source.iterdir())
        return {step.shard.name: step for step in steps if step.done or step.failure}, {
            step.shard.name: step.again for step in steps if step.again
        }

    return run


def no_cluster():
    raise AssertionError("there is nothing to do")


def test_each_shard_gets_its_lines_in_order(run, source, target):
    done, again = run()
    assert again == {}
    assert (target / "a.jsonl").read_bytes() == (source / "a.jsonl").read_bytes().upper()
    assert (target / "b.jsonl").read_bytes() == GOOD.upper()
    assert [(step.written, step.done.records, step.done.refused) for step in done.values()] == [
        (True, 100, 0),
        (True, 1, 0),
    ]
    assert sorted(path.name for path in target.iterdir()) == ["a.jsonl", "b.jsonl", "manifest.jsonl", "refused"]
    assert list((target / "refused").iterdir()) == []


def test_what_is_there_is_not_done_again(run, target):
    first, _ = run()
    before = {path: path.stat().st_mtime_ns for path in target.rglob("*")}
    second, again = run(no_cluster)
    assert again == {}
    assert [step.written for step in second.values()] == [False, False]
    assert [step.done for step in second.values()] == [step.done for step in first.values()]
    assert {path: path.stat().st_mtime_ns for path in target.rglob("*")} == before


def test_only_what_is_missing_is_done(run, source):
    run()
    (source / "c.jsonl").write_bytes(GOOD)
    done, _ = run()
    assert [name for name, step in done.items() if step.written] == ["c.jsonl"]


def test_shard_that_has_changed_is_done_again(run, source, target):
    run()
    (source / "b.jsonl").write_bytes(GOOD * 2)
    done, again = run()
    assert again == {"b.jsonl": "it has changed"}
    assert not done["a.jsonl"].written
    assert (target / "b.jsonl").read_bytes() == GOOD.upper() * 2
    assert run(no_cluster)[1] == {}


def test_output_that_is_gone_or_was_changed_is_done_again(run, target):
    run()
    (target / "a.jsonl").unlink()
    (target / "b.jsonl").write_bytes(b"")
    _, again = run()
    assert again == {name: f"{name} has changed" for name in ("a.jsonl", "b.jsonl")}
    assert (target / "b.jsonl").read_bytes() == GOOD.upper()


def test_output_of_another_engine_is_done_again(run, target):
    run()
    path = target / "manifest.jsonl"
    path.write_text(path.read_text().replace("communique-", "communique-0"))
    _, again = run()
    assert set(again) == {"a.jsonl", "b.jsonl"}
    assert again["a.jsonl"].startswith("it was read by another engine, communique-0")


def test_refused_records_go_to_a_file_beside(run, source, target):
    refused = [b'{"text": "refused"}\n', b'{"text": "bug"}\n']
    (source / "b.jsonl").write_bytes(GOOD * 20 + refused[0] + GOOD + refused[1])
    done, _ = run()
    assert (target / "b.jsonl").read_bytes() == GOOD.upper() * 21
    assert [orjson.loads(line) for line in (target / "refused" / "b.jsonl").read_bytes().splitlines()] == [
        {"line": 21, "reason": "It is refused."},
        {"line": 23, "reason": "IndexError: of a rule"},
    ]
    assert (done["b.jsonl"].done.records, done["b.jsonl"].done.refused) == (23, 2)
    (source / "b.jsonl").write_bytes(GOOD)
    run()
    assert list((target / "refused").iterdir()) == []


def test_record_that_is_too_long_is_refused(run, source, target, monkeypatch):
    monkeypatch.setattr(cluster, "MAX_RECORD_BYTES", len(GOOD))
    (source / "b.jsonl").write_bytes(GOOD + b'{"text": "longer"}\n')
    run()
    assert (target / "b.jsonl").read_bytes() == GOOD.upper()
    assert b'"It has more than 17 bytes."' in (target / "refused" / "b.jsonl").read_bytes()


def test_shard_that_cannot_be_read_stops_no_other(run, source, target):
    (source / "0.jsonl.gz").write_bytes(gzip.compress(GOOD * 40)[:-5])
    (source / "1.parquet").write_bytes(b"no Parquet")
    done, _ = run()
    assert "Compressed file ended" in done["0.jsonl.gz"].failure
    assert "Parquet magic bytes not found" in done["1.parquet"].failure
    assert done["b.jsonl"].written
    assert sorted(path.name for path in target.iterdir()) == ["a.jsonl", "b.jsonl", "manifest.jsonl", "refused"]
    assert list((target / "refused").iterdir()) == []
    (source / "0.jsonl.gz").write_bytes(gzip.compress(GOOD))
    assert run()[0]["0.jsonl.gz"].written


def test_what_is_begun_is_left_nowhere_when_the_disk_is_full(run, target, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backfill.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        run()
    assert [path.name for path in target.rglob("*") if path.is_file()] == ["manifest.jsonl"]
    with manifest.opened(target) as done:
        assert done.entries == {}


def test_worker_with_another_engine_is_told(run, monkeypatch):
    monkeypatch.setattr(cluster._Task, "__reduce__", lambda task: (cluster._read, (convert, task.records, "another")))
    with pytest.raises(EngineDiffers, match=r"A worker has the engine communique-.*; here it is another"):
        run()


class Failing:
    """A client whose work fails."""

    def __init__(self, error):
        self.error = error

    def submit(self, *_, **__):
        return self

    def nthreads(self, **_):
        return {"worker": 1}

    def result(self, **_):
        raise self.error


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (FutureCancelledError("key", "scheduler-connection-lost"), "The scheduler cannot be reached"),
        (CommClosedError(), "The scheduler cannot be reached"),
        (NoWorkerError("key", 1), "No worker is running"),
    ],
)
def test_cluster_that_is_lost_is_told(run, error, told):
    with pytest.raises(ClusterLost, match=rf"{told}\. Finished shards are kept; run the command again for the rest"):
        run(lambda: nullcontext(Failing(error)))


def test_worker_without_the_program_is_told(run):
    error = ModuleNotFoundError("No module named 'services'")
    with pytest.raises(EnvironmentDiffers, match=r"needs communique\[backfill\].*: No module named 'services'"):
        run(lambda: nullcontext(Failing(error)))


def test_worker_without_the_program_lives_to_tell(tmp_path):
    class Recording:
        def submit(self, function, *arguments, **_):
            return function, arguments

    function, arguments = Workers(Recording(), convert).submit([GOOD])
    assert function(*arguments) == [GOOD.upper()]
    code = "import pickle, sys; task, given = pickle.load(sys.stdin.buffer); print('received'); task(*given)"
    told = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code],
        cwd=tmp_path,
        input=pickle.dumps((function, arguments)),
        capture_output=True,
    )
    assert told.stdout == b"received\n"
    assert b"ModuleNotFoundError: No module named 'services'" in told.stderr


def test_cluster_that_has_lost_all_workers_is_given_up(run, source, target, monkeypatch):
    (source / "0.jsonl").write_bytes(GOOD)
    options = {"processes": False, "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0"}
    with LocalCluster(n_workers=1, **options) as threads, Client(threads) as losing:
        found, _ = shards.find(source)
        steps = backfill.run(lambda: nullcontext(losing), found, target, convert)
        assert next(step.shard.name for step in steps if step.written) == "0.jsonl"
        threads.sync(threads.workers[0].close)
        monkeypatch.setattr(cluster, "_TIMEOUT_S", 0.2)
        monkeypatch.setattr(cluster, "_POLL_INTERVAL_S", 0.1)
        with pytest.raises(ClusterLost, match=r"No worker has been running for 0\.2 seconds"):
            list(steps)
        assert sorted(path.name for path in target.glob("*.jsonl")) == ["0.jsonl", "manifest.jsonl"]
    done, _ = run()
    assert [name for name, step in done.items() if step.written] == ["a.jsonl", "b.jsonl"]


def test_scheduler_that_is_silent_is_given_up(run, monkeypatch):
    monkeypatch.setattr(cluster, "_TIMEOUT_S", 0.1)

    class Silent(Failing):
        scheduler = SimpleNamespace(identity=None)

        def sync(self, *_, **__):
            raise TimeoutError

    with pytest.raises(ClusterLost, match=r"No worker has been running for 0\.1 seconds"):
        run(lambda: nullcontext(Silent(TimeoutError())))
