import random

import pytest

import extraction
from tests.factories import TEXT, make_event, make_extraction, make_quote, make_span
from tests.hostile import fuzz

TEXTS = ["One text, of one kind.", "Another “text”."]


def test_same_seed_makes_the_same_splices():
    one, same, other = (fuzz.splice(TEXTS, random.Random(seed)) for seed in (1, 1, 2))

    assert one == same != other
    assert one != ""


def test_all_spans_of_a_value_are_found():
    event = make_event(triggers=(make_span("wants"), make_span("said")))

    assert list(fuzz.spans((event, make_quote(cue=None, speaker=None)))) == [
        make_span("wants"),
        make_span("said"),
        make_span("Iraq wants peace"),
    ]


def _raise(*_):
    raise IndexError


@pytest.mark.parametrize(
    ("extract", "what"),
    [
        (lambda *_: make_extraction(), None),
        (lambda *_: make_extraction(engine=object()), "gave other facts the second time"),
        (lambda *_: make_extraction(quotes=(make_quote(cue=make_span("a", "aa")),)), "does not ground"),
        (_raise, "raised IndexError()"),
    ],
)
def test_faults_are_found(monkeypatch, extract, what):
    monkeypatch.setattr(extraction, "extract", extract)

    assert (fuzz.fault(TEXT, None) or "").startswith(what or "")
    assert bool(fuzz.fault(TEXT, None)) is bool(what)
