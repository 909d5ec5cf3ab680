import threading

import pytest

import extraction
from extraction.work import Work


def test_those_that_wait_are_counted():
    work = Work(threading.Lock())
    inside = []

    def job():
        with work:
            inside.append(work.waiting)

    threads = [threading.Thread(target=job) for _ in range(3)]
    with work:
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
    with pytest.raises(KeyError), work:
        raise KeyError
    assert work.done == 1
    assert work.seconds > 0
    with work:
        pass
    assert work.done == 2


def test_extraction_counts_its_work():
    before = extraction.WORK.done
    extraction.extract("Iraq wants peace, he said.")
    assert extraction.WORK.done == before + 1
    assert extraction.WORK.waiting == 0
