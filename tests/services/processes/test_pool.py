"""Processes that can be ended. The tasks of these tests are in `misbehaving`."""

import os
import pickle
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from services.processes import pool
from services.processes.clients import Client
from tests.waiting import until


@pytest.fixture
def workers(monkeypatch):
    popen = subprocess.Popen
    command = [sys.executable, "-m", "tests.services.processes.misbehaving"]
    monkeypatch.setattr(subprocess, "Popen", lambda _, **options: popen(command, **options))
    workers = pool.Pool(pool.with_models)
    yield workers
    workers.stop()


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_process_goes_on(workers):
    first = workers.run("pid", seconds=5)
    assert first != os.getpid()
    assert workers.run("pid", seconds=5) == first


def test_processes_stand_back(workers):
    assert workers.run("niceness", seconds=5) > os.nice(0)


def test_several_work_at_once(workers):
    first = workers.run("pid", seconds=5)
    with ThreadPoolExecutor() as threads:
        waiting = threads.submit(workers.run, "hang", seconds=60)
        until(lambda: not workers._idle)
        assert workers.run("pid", seconds=5) != first
        os.kill(first, signal.SIGKILL)
        with pytest.raises(pool.Ended):
            waiting.result()


@pytest.mark.parametrize(("task", "too_slow"), [("spin", True), ("hang", True), ("grow", False), ("crash", False)])
def test_what_goes_too_far_is_ended_and_replaced(workers, task, too_slow):
    first = workers.run("pid", seconds=5)
    with pytest.raises(pool.Ended) as ended:
        workers.run(task, seconds=0.05)
    assert ended.value.too_slow or not too_slow  # on a busy machine all may take that long
    until(lambda: not is_running(first))
    assert workers.run("pid", seconds=5) != first


def test_work_of_a_client_that_goes_is_ended(workers):
    first = workers.run("pid", seconds=5)
    client = Client()
    client.watch = threading.Timer(0.1, client.leave).start
    with client, pytest.raises(pool.Ended):
        workers.run("hang", seconds=60)
    until(lambda: not is_running(first))


def test_process_that_has_grown_is_not_kept(workers):
    first = workers.run("pid", seconds=5)
    assert workers.run("swell", seconds=30) == 100 * 1024**2
    assert workers.run("pid", seconds=5) != first


def test_error_of_a_task_is_raised_with_its_traceback(workers):
    with pytest.raises(RuntimeError, match=r"in fail[^$]*KeyError: 'what was wrong'"):
        workers.run("fail", seconds=5)
    assert workers.run("pid", seconds=5)


def test_answer_that_is_no_fact_is_not_read(workers):
    with pytest.raises(pickle.UnpicklingError, match=r"time\.sleep is no fact"):
        workers.run("stranger", seconds=5)


def test_process_that_has_ended_is_replaced(workers):
    first = workers.run("pid", seconds=5)
    os.kill(first, signal.SIGKILL)
    until(lambda: not is_running(first))
    assert workers.run("pid", seconds=5) != first


def test_forker_that_has_ended_is_replaced(workers):
    first = workers.run("pid", seconds=5)
    os.kill(workers.run("parent", seconds=5), signal.SIGKILL)
    until(lambda: pool._has_ended(workers._forker))
    os.kill(first, signal.SIGKILL)
    until(lambda: not is_running(first))
    assert workers.run("pid", seconds=5) != first


def test_stopped_processes_end_and_start_again(workers):
    first = workers.run("pid", seconds=5)
    workers.stop()
    until(lambda: not is_running(first))
    assert workers.run("pid", seconds=5) != first


def test_work_under_way_ends_with_the_server(workers):
    first = workers.run("pid", seconds=5)
    with ThreadPoolExecutor() as threads:
        waiting = threads.submit(workers.run, "hang", seconds=6)
        until(lambda: not workers._idle)
        workers.stop()
        with pytest.raises(pool.Ended):
            waiting.result(timeout=30)
    until(lambda: not is_running(first))


def test_rest_ends_the_idle_ones_only(workers):
    first, forker = workers.run("pid", seconds=5), workers.run("parent", seconds=5)
    workers.rest()
    until(lambda: not is_running(first))
    assert workers.run("parent", seconds=5) == forker


def test_warm_process_is_the_first_to_work(workers):
    workers.warm_up()
    assert len(workers._idle) == 1
    assert workers.run("pid", seconds=5)
    assert len(workers._idle) == 1


def test_processes_that_cannot_start_are_no_fault_of_the_text(monkeypatch):
    popen = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda _, **options: popen(["/bin/false"], **options))
    with pytest.raises(RuntimeError, match="do not start"):
        pool.Pool(pool.with_models).run("pid", seconds=5)
