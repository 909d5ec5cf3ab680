"""Work that grows with the length of a text, and not with its square, whatever the text."""

import cProfile
import time

import numpy as np
import onnxruntime
import pytest

import extraction
from extraction import engine
from extraction.actors import names
from extraction.encoder import reader
from tests.hostile.texts import SHAPES, text

KIB = 1024


def calls(shape: str, size: int) -> int:
    """Return the number of calls of Python and C functions in one extraction: the same in every run, on any machine."""
    profile = cProfile.Profile(subcalls=False)
    profile.runcall(extraction.extract, text(shape, size), "2021-07-15")
    return sum(entry.callcount for entry in profile.getstats())


def seconds(shape: str, size: int) -> float:
    """Return the processor time of this thread for one extraction."""
    content = text(shape, size)
    start = time.thread_time()
    extraction.extract(content, "2021-07-15")
    return time.thread_time() - start


@pytest.fixture(scope="module", autouse=True)
def _loaded():
    extraction.extract("Norway agreed on Monday.", "2021-07-15")


class ReadsOnce:
    """The encoder, which reads each row of pieces once: no calls are counted in it, and it takes most of the time."""

    def __init__(self, encoder: onnxruntime.InferenceSession) -> None:
        self.encoder = encoder
        self.known: dict[bytes, list[np.ndarray]] = {}

    def run(self, outputs: list[str], inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
        rows = {row.tobytes(): row for row in inputs["ids"]}
        if new := rows.keys() - self.known.keys():
            read = self.encoder.run(outputs, {"ids": np.array([rows[key] for key in new])})
            self.known |= zip(new, zip(*read, strict=True), strict=True)
        return [np.array(scores) for scores in zip(*(self.known[row.tobytes()] for row in inputs["ids"]), strict=True)]


@pytest.fixture
def _reads_once(monkeypatch):
    encoder = ReadsOnce(reader._session())
    monkeypatch.setattr(reader, "_session", lambda: encoder)


@pytest.mark.usefixtures("_reads_once")
@pytest.mark.parametrize("shape", SHAPES)
def test_doubling_a_text_does_not_quadruple_the_work(shape):
    # Where a rule looks a bounded way back, its work is in proportion only to the length of texts longer than that.
    counted = [calls(shape, 2 * KIB)]
    for size in (4 * KIB, 8 * KIB):
        counted.append(calls(shape, size))
        if counted[-1] < 2.5 * counted[-2]:
            return
    pytest.fail(f"the calls grow faster than the text: {counted}")


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if len(text(shape, KIB).split()) <= 1])
def test_no_loop_of_c_is_quadratic(shape):
    # Regular expressions and the tokenizer call nothing. Where there are no words, little else takes time: 16 times the
    # text takes up to 16 times as long if linear, 256 times if quadratic.
    ratios = ((seconds(shape, 32 * KIB) + 0.002) / (seconds(shape, 2 * KIB) + 0.002) for _ in range(3))
    assert any(ratio < 64 for ratio in ratios)


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
