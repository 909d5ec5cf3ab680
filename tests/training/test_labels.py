"""Labels of words, from annotations and from marks."""

from typing import Any

import pytest

from extraction.encoder.heads import HEADS
from extraction.engine import parsed
from training.labels import IGNORED, find_labels, find_marked_labels, spans_of
from training.marked import read_marked

NOTHING: dict[str, list[Any]] = {"actors": [], "quotes": [], "events": [], "positions": []}


def span(text: str, words: str) -> list[int]:
    start = text.index(words)
    return [start, start + len(words)]


def labelled(text: str, head: str, **facts: list[Any]) -> list[tuple[str, str]]:
    """Return the words of a text with their labels of one head, without those that are outside."""
    with parsed(text) as document:
        found = find_labels(document, NOTHING | facts)[head]
        return [(document.doc[i].text, HEADS[head][n]) for i, n in enumerate(found) if n > 0]


def marked(source: str, head: str, heads: str = "trigger modality quote stance mention") -> list[tuple[str, str]]:
    """Return the words of a text with marks with their labels of one head, without those outside all marks."""
    read = read_marked(f"# heads: {heads}\n{source}")
    with parsed(read.text) as document:
        found = find_marked_labels(document, read)[head]
        return [(document.doc[i].text, HEADS[head][n]) for i, n in enumerate(found) if n > 0]


def test_a_trigger_has_the_type_of_its_event():
    text = "Oslo rejected the deal."
    event = {"type": "REJECT", "modality": "occurred", "triggers": [span(text, "rejected")]}
    assert labelled(text, "trigger", events=[event]) == [("rejected", "REJECT")]


@pytest.mark.parametrize(
    ("text", "trigger", "modality"),
    [
        ("Oslo might attack.", "attack", "hypothetical"),
        ("Oslo did not attack.", "attack", "denied"),
        ("Oslo refused to attack.", "attack", "denied"),
        ("Oslo wants to attack.", "attack", "hypothetical"),
    ],
)
def test_what_is_negated_is_denied_where_the_annotation_has_no_word_for_it(text, trigger, modality):
    event = {"type": "ASSAULT", "modality": "hypothetical", "triggers": [span(text, trigger)]}
    with parsed(text) as document:
        found = find_labels(document, NOTHING | {"events": [event]})["modality"]
    assert [HEADS["modality"][n] for n in found if n != IGNORED] == [modality]


def test_a_quote_inside_another_begins_again():
    text = "Oslo said that Riga promised to help."
    quotes = [
        {"cue": span(text, "said"), "content": [span(text, "that Riga promised to help")]},
        {"cue": span(text, "promised"), "content": [span(text, "to help")]},
    ]
    assert labelled(text, "quote", quotes=quotes) == [
        ("said", "CUE"),
        ("that", "B"),
        ("Riga", "I"),
        ("promised", "CUE"),
        ("to", "B"),
        ("help", "I"),
    ]


def test_the_outermost_mention_is_labelled():
    text = "The mayor of Riga spoke."
    actors = [
        {"type": "person", "mentions": [span(text, "The mayor of Riga")]},
        {"type": "state", "mentions": [span(text, "Riga")]},
    ]
    assert [label for _, label in labelled(text, "mention", actors=actors)] == ["B-person", *["I-person"] * 3]


def test_evidence_has_its_stance_and_its_holder_is_the_nearest_mention():
    text = "Oslo and Riga met. Oslo opposes the ban."
    second = text.index("Oslo opposes")
    facts = {
        "actors": [{"type": "state", "mentions": [[0, 4], [second, second + 4]]}],
        "positions": [{"holder": 0, "stance": "opposes", "evidence": span(text, "opposes the ban")}],
    }
    assert labelled(text, "stance", **facts) == [(word, "opposes") for word in ("opposes", "the", "ban")]
    with parsed(text) as document:
        (holder,) = [i for i, n in enumerate(find_labels(document, NOTHING | facts)["holds"]) if n]
        assert document.doc[holder].idx == second


def test_offsets_are_those_of_the_stored_text():
    text = "Oslo \u200bagreed\u200b to the deal."
    event = {"type": "AGREE", "modality": "occurred", "triggers": [span(text, "agreed")]}
    assert labelled(text, "trigger", events=[event]) == [("agreed", "AGREE")]


def test_a_marked_trigger_is_the_word_that_heads_it():
    assert marked("Crowds {PROTEST took to the streets} of Riga.", "trigger") == [("took", "PROTEST")]


def test_heads_that_a_text_is_not_marked_for_are_ignored():
    read = read_marked("# heads: quote\nOslo agreed.")
    with parsed(read.text) as document:
        labels = find_marked_labels(document, read)
    assert set(labels["trigger"]) == {IGNORED}
    assert set(labels["quote"]) == {0}


def test_marks_of_evidence_quotes_and_actors():
    source = "{state Oslo} {cue said} {quote it {opposes rejects the ban}}."
    assert marked(source, "mention") == [("Oslo", "B-state")]
    assert marked(source, "quote") == [("said", "CUE"), ("it", "B"), *((w, "I") for w in ("rejects", "the", "ban"))]
    assert marked(source, "stance") == [(word, "opposes") for word in ("rejects", "the", "ban")]


@pytest.mark.parametrize(
    ("source", "known"),
    [
        ("Oslo {REJECT rejected} the ban. It rained.", "It rained."),
        ("{supports Oslo {REJECT rejected} the ban}, it said.", "Oslo rejected the ban, it said."),
        ("A bomb {ASSAULT hit} Oslo.", "A bomb hit Oslo."),
    ],
)
def test_an_attitude_that_no_position_shows_is_not_taken_for_none(source, known):
    read = read_marked(f"# heads: trigger modality stance\n{source}")
    with parsed(read.text) as document:
        labels = find_marked_labels(document, read)["stance"]
        words = "".join(t.text_with_ws for t, n in zip(document.doc, labels, strict=True) if n != IGNORED)
    assert words.strip() == known


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        (["B-state", "I-state", "O", "B-person"], [(0, 2, "state"), (3, 4, "person")]),
        (["B", "B", "I", "CUE", "I"], [(0, 1, ""), (1, 3, ""), (4, 5, "")]),
        (["O"], []),
    ],
)
def test_spans_of_labels(labels, spans):
    assert list(spans_of(labels)) == spans
