"""The brief of a text does not depend on the instructions that the processor has."""

import json
import platform
from collections.abc import Iterator
from importlib.resources import files
from itertools import chain

import numpy as np
import pytest

from extraction import encoder, extract
from extraction.encoder import reader
from tests.extraction.encoder.kernels import ANSWERS, copy_library, run_copy
from training.corpus import ROOT, read_texts_with_marks

pytestmark = pytest.mark.skipif(
    platform.machine() != "x86_64" or platform.system() != "Linux", reason="the kernels are those of x86-64 on Linux"
)
HEADS = encoder.Scores._fields
# One of so many statements and marked documents is read: all of them take minutes.
_STATEMENTS, _DOCUMENTS = 6, 120


def _texts() -> Iterator[str]:
    yield (files("seeds") / "iraq-us-2021.txt").read_text(encoding="utf-8")
    statements = (ROOT / "data" / "statements.jsonl").read_text(encoding="utf-8").splitlines()
    yield from (json.loads(line)["text"] for line in statements[::_STATEMENTS])
    yield from (marked.text for _, marked in list(read_texts_with_marks())[::_DOCUMENTS])


class _Recorded:
    """A session that keeps what it is asked and what it answers."""

    def __init__(self, session):
        self._session, self.asked, self.answers = session, [], []

    def run(self, heads, given):
        self.asked.append(given["ids"])
        self.answers.append(self._session.run(heads, given))
        return self.answers[-1]


class _Played:
    """A session that gives answers made before."""

    def __init__(self, answers):
        self._answers = iter(answers)

    def run(self, _heads, _given):
        return next(self._answers)


@pytest.fixture(scope="module")
def texts():
    return list(_texts())


@pytest.fixture(scope="module")
def here(texts):
    """The session of this processor, and the extractions of the texts."""
    with pytest.MonkeyPatch.context() as patch:
        session = _Recorded(reader._session())
        patch.setattr(reader, "_session", lambda: session)
        return session, [extract(text, "2024-03") for text in texts]


@pytest.mark.parametrize("registers", ANSWERS)
def test_briefs_are_the_same_without_wide_instructions(texts, here, registers, tmp_path, monkeypatch):
    session, briefs = here
    if not copy_library(tmp_path, ANSWERS[registers]):
        pytest.skip("this onnxruntime asks in another way which registers there are")
    answers = run_copy(tmp_path, HEADS, session.asked)
    pairs = list(zip(chain.from_iterable(answers), chain.from_iterable(session.answers), strict=True))
    if all(np.array_equal(*pair) for pair in pairs):
        pytest.skip(f"this processor has no wider registers than {registers}")
    # They are other kernels, and no other weights.
    assert max(np.abs(one - other).max() for one, other in pairs) < 1e-3
    played = _Played(answers)
    monkeypatch.setattr(reader, "_session", lambda: played)
    assert [extract(text, "2024-03") for text in texts] == briefs
