"""The turns of a transcript: direct quotes without a cue."""

import re
from collections.abc import Iterator, Mapping

from extraction.document import Document
from extraction.layout.labels import is_unnamed, person_in
from extraction.layout.turns import Turn
from extraction.quotes.reading import Attribution, Reading, Span

_STATEMENT = re.compile(r"\w{3,}[\"”']?[.!]")
"""The end of a sentence other than a question; the full stop of an abbreviation comes after fewer letters."""
_PEOPLE = frozenset({"PERSON"})
# The number of labels that another one is compared with; it keeps the work linear.
_MOST_SPEAKERS = 100


def turns(reading: Reading) -> Iterator[Attribution]:
    """Yield the turns of named speakers, except mere questions."""
    document = reading.document
    answering = _interviewed(document) if document.turns else None
    labels: dict[frozenset[str], Span] = {}
    for turn in document.turns:
        if turn.unnamed or (turn.asks and _only_asks(reading.text, turn)):
            continue
        named_by: Span | None = turn.label
        if is_unnamed(reading.text[slice(*turn.label)]):
            named_by = answering
        else:
            words = frozenset(re.findall(r"\w+", reading.text[slice(*turn.label)].lower()))
            named_by = _fullest(reading.text, turn.label, words, labels)
            if len(labels) < _MOST_SPEAKERS:
                labels.setdefault(words, turn.label)
        yield Attribution("direct:turn", None, turn.label, named_by, list(turn.content), asks=turn.asks)


def _only_asks(text: str, turn: Turn) -> bool:
    return not any(_STATEMENT.search(text, *piece) for piece in turn.content)


def _fullest(text: str, label: Span, words: frozenset[str], before: Mapping[frozenset[str], Span]) -> Span:
    """Return the person named by a label or the first one with all its words: "Official Spokesperson", "Ana Kovac"."""
    full = next((other for theirs, other in before.items() if words <= theirs), label)
    person = person_in(text[slice(*full)])
    return (full[0] + person[0], full[0] + person[1]) if person is not None else full


def _interviewed(document: Document) -> Span | None:
    """Return the only person named in the opening of an interview."""
    start = document.turns[0].label[0]
    people: dict[str, Span] = {}
    for ent in document.doc.ents:
        if ent.start_char >= start:
            break
        if ent.label_ in _PEOPLE:
            people.setdefault(ent.text.split()[-1].lower(), (ent.start_char, ent.end_char))
    return next(iter(people.values()), None)
