import threading

import pytest

from services import extracting
from services.processes.work import Work


def test_those_that_wait_are_counted():
    work = Work(threading.Lock())
    inside = []

    def job():
        with work.turn():
            inside.append(work.waiting)

    threads = [threading.Thread(target=job) for _ in range(3)]
    with work.turn():
        for thread in threads:
            thread.start()
        while work.waiting < 3:
            threading.Event().wait(0.001)
        assert inside == []
    for thread in threads:
        thread.join()
    assert inside == [2, 1, 0]
    assert (work.waiting, work.done) == (0, 4)


def test_time_and_number_are_counted_and_the_lock_is_given_back_after_a_failure():
    work = Work(threading.Lock())
    with pytest.raises(KeyError), work.turn():
        raise KeyError
    assert work.done == 1
    assert work.seconds > 0
    with work.turn():
        pass
    assert work.done == 2


def test_extraction_counts_its_work():
    before = extracting.WORK.done
    extracting.extract("Iraq wants peace, he said.", None)
    assert extracting.WORK.done == before + 1
    assert extracting.WORK.waiting == 0
