"""Work that grows with the length of a text, and not with its square, whatever the text."""

import time

import pytest

import extraction
from extraction import engine
from extraction.actors import names
from tests.hostile.texts import SHAPES, text

KIB = 1024


def seconds(shape: str, size: int) -> float:
    """Processor time of this thread for one extraction, which other work on the machine does not count for."""
    content = text(shape, size)
    start = time.thread_time()
    extraction.extract(content, "2021-07-15")
    return time.thread_time() - start


@pytest.fixture(scope="module", autouse=True)
def _loaded():
    extraction.extract("Norway agreed on Monday.", "2021-07-15")


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_doubling_a_text_does_not_quadruple_the_work(shape):
    # Linear work doubles; a first measurement may be disturbed, and of a few milliseconds nothing can be told.
    ratios = ((seconds(shape, 64 * KIB) + 0.01) / (seconds(shape, 32 * KIB) + 0.01) for _ in range(3))
    assert any(ratio < 3.2 for ratio in ratios)


def test_shapes_fill_the_size_asked_for():
    for shape in SHAPES:
        size = len(text(shape, 4 * KIB).encode())
        assert 4 * KIB - 200 < size <= 4 * KIB, shape


@pytest.mark.parametrize("mark", ["(", "“", "'", "-", "="])
def test_a_long_run_of_marks_is_a_few_words(mark):
    with engine.parsed(f"Norway agreed. {mark * 5000}\n\nSweden agreed.") as document:
        assert len(document.doc) < 20
        assert "Sweden" in document.doc.text


def test_people_beyond_count_are_not_compared_with_each_other(monkeypatch):
    compared = []
    same_person = names.same_person
    monkeypatch.setattr(names, "same_person", lambda *forms: compared.append(forms) or same_person(*forms))
    people = "".join(f"{text('names', 6000).split()[number]} Roe went. " for number in range(400))
    extraction.extract(people, "2021-07-15")
    assert len(compared) < 400 * 50
