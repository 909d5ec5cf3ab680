import pytest

import extraction
from services import extracting
from services.errors import Unreadable
from services.processes import pool

TEXT = "“Iraq wants peace,” Prime Minister Mustafa al-Kazemi said on Monday."


@pytest.fixture
def apart():
    extracting.work_apart()
    yield
    extracting.work_here()


@pytest.fixture
def ended(monkeypatch):
    """Lets every task end its process, and records the seconds it had."""
    seconds_given = []

    def end(*, too_slow):
        def run(*_, seconds):
            seconds_given.append(seconds)
            raise pool.Ended(too_slow=too_slow)

        monkeypatch.setattr(pool.pool, "run", run)
        return seconds_given

    return end


@pytest.mark.usefixtures("apart")
def test_facts_are_the_same_in_another_process(monkeypatch):
    expected = extraction.extract(TEXT, "2021-07-26")
    monkeypatch.setattr(extraction, "extract", None)
    assert extracting.extract(TEXT, "2021-07-26") == expected


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize(
    ("too_slow", "message"),
    [
        (True, "The text cannot be read: it takes more than 10 seconds."),
        (False, "The text cannot be read: it takes too much memory."),
    ],
)
def test_text_that_ends_its_process_is_refused(ended, too_slow, message):
    ended(too_slow=too_slow)
    with pytest.raises(Unreadable) as refused:
        extracting.extract(TEXT, None)
    assert str(refused.value) == message


@pytest.mark.usefixtures("apart")
def test_deadline_grows_with_the_text(ended):
    given = ended(too_slow=True)
    for text in ("a", "a" * 1024**2):
        with pytest.raises(Unreadable):
            extracting.extract(text, None)
    assert given == pytest.approx([10, 120], abs=0.001)
