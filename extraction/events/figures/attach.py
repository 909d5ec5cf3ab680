"""Give each figure to the event whose words it counts; one that may be another event's is left out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from extraction import syntax
from extraction.document import Document
from extraction.events.factuality import modality_at
from extraction.events.figures.amounts import governing_duration, governing_money
from extraction.events.figures.persons import Counted, find_persons
from extraction.events.figures.quantities import Quantity, find_quantities
from extraction.events.figures.votes import find_votes, is_decided
from extraction.events.model import Dated, FoundEvent, FoundFigure
from extraction.questions import Questions
from ontology.enums import EventType, FigureKind, Modality
from ontology.figure import DAYS, PERSONS, VOTES

_REAL = (Modality.OCCURRED, Modality.PLANNED)
# Phrases that say in which event somebody came to harm.
_DURING = frozenset("in during from at after by".split())
# Verbs that say what an event did to persons: "the attack left 12 dead".
_CAUSING = frozenset("leave claim take cost cause kill injure wound displace result".split())
# A sum of money rarely belongs to an event of another type; a sum that is refused is not paid.
_PAID = frozenset(
    (
        EventType.AGREE,
        EventType.AID,
        EventType.COOPERATE,
        EventType.SANCTION,
        EventType.COERCE,
        EventType.CONCEDE,
        EventType.REQUEST,
    )
)
_DEEPEST = 3


def with_figures(document: Document, events: Sequence[FoundEvent], dates: Sequence[Dated]) -> list[FoundEvent]:
    """Return the events of a text with their figures.

    `dates` are the date expressions of the text. A figure of an event that is denied or only possible is left out, and
    so is one in a question.
    """
    owners = _Owners(events)
    questions = Questions(document)
    figures: dict[int, list[FoundFigure]] = defaultdict(list)
    for quantity in find_quantities(document, dates):
        if quantity.root in questions:
            continue
        for owner, figure in _read(quantity, owners):
            figures[owner].append(figure)
    for owner, figure in _votes(document, owners):
        figures[owner].append(figure)
    return [
        replace(event, figures=tuple(sorted(figures[i], key=lambda each: each.start))) if i in figures else event
        for i, event in enumerate(events)
    ]


class _Owners:
    """Events by the tokens that are their triggers."""

    def __init__(self, events: Sequence[FoundEvent]) -> None:
        self.events = events
        self._at: dict[int, set[int]] = defaultdict(set)
        for i, event in enumerate(events):
            for start, _ in event.triggers:
                self._at[start].add(i)

    def of(self, word: Token) -> int | None:
        """Return the event of which a word is a trigger, if it took place or is planned there; None if it is of two."""
        found = self._at.get(word.idx, ())
        if len(found) != 1:
            return None
        (owner,) = found
        is_real = self.events[owner].modality in _REAL and modality_at(word) in (None, *_REAL)
        return owner if is_real else None

    def is_trigger(self, word: Token) -> bool:
        """Return whether a word is a trigger of any event."""
        return word.idx in self._at


def _read(quantity: Quantity, owners: _Owners) -> Iterator[tuple[int, FoundFigure]]:
    """Yield the figure of a quantity with its event, if it has one."""
    if quantity.unit is None:
        counted = find_persons(quantity)
        if counted is not None:
            owner = _owner_of_persons(counted, owners)
            if owner is not None:
                yield owner, _figure(counted.kind, counted.quantity, PERSONS)
    elif quantity.unit in DAYS:
        owner = _first(governing_duration(quantity), owners)
        # "Lifted a two-year ban": the ban lasted, not its end.
        if owner is not None and owners.events[owner].type is not EventType.CONCEDE:
            yield owner, _figure(FigureKind.DURATION, quantity, quantity.unit)
    else:
        owner = _first(governing_money(quantity), owners)
        if owner is not None and owners.events[owner].type in _PAID:
            yield owner, _figure(FigureKind.MONEY, quantity, quantity.unit)


def _figure(kind: FigureKind, quantity: Quantity, unit: str) -> FoundFigure:
    return FoundFigure(kind, quantity.low, quantity.high, quantity.approximate, unit, quantity.start, quantity.end)


def _first(words: Iterable[Token], owners: _Owners) -> int | None:
    """Return the event of the first of these words that is a trigger."""
    return next((owners.of(word) for word in words if owners.is_trigger(word)), None)


def _owner_of_persons(counted: Counted, owners: _Owners) -> int | None:
    """Return the event that the word for what was done names, else the one to which its clause ascribes it."""
    word = counted.word
    if owners.is_trigger(word):
        owner = owners.of(word)
        return None if owner is None or _is_aside(counted, owner, owners) else owner
    if modality_at(word) not in (None, *_REAL):
        return None
    found = {owners.of(each) for each in _ascribed(counted) if owners.is_trigger(each)}
    return found.pop() if len(found) == 1 else None


def _is_aside(counted: Counted, owner: int, owners: _Owners) -> bool:
    """Return whether a clause that only describes a place or another event was gathered into an event.

    "A coup in which hundreds died", in an article on another death.
    """
    clause = counted.word
    if clause.dep_ != "relcl" or len(owners.events[owner].triggers) == 1:
        return False
    subject = syntax.child(clause, "nsubj", "nsubjpass")
    by_itself = subject is None or subject.lower_ in syntax.RELATIVES
    return not by_itself and clause.head.i != counted.noun.i and owners.of(clause.head) != owner


def _ascribed(counted: Counted) -> Iterator[Token]:
    """Yield the words of events to which a clause ascribes harm: "left 12 dead", "12 dead in the attack"."""
    word = counted.word
    for bearer in dict.fromkeys((counted.noun, word)):
        for phrase in bearer.rights:
            if phrase.dep_ == "prep" and phrase.lower_ in _DURING:
                yield from (noun for noun in phrase.rights if noun.dep_ == "pobj")
    verb = word
    for _ in range(_DEEPEST):
        if verb.pos_ in ("VERB", "AUX") or verb.head.i == verb.i:
            break
        verb = verb.head
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in _CAUSING:
        return
    subject = syntax.child(verb, "nsubj")
    if subject is not None:
        yield syntax.antecedent(subject)
    elif verb.dep_ in ("acl", "advcl", "relcl", "conj"):
        yield verb.head


def _votes(document: Document, owners: _Owners) -> Iterator[tuple[int, FoundFigure]]:
    """Yield the votes of each sentence with the one event in it that they decided."""
    for sentence in document.sentences:
        for votes in find_votes(sentence):
            deciding = [token for token in sentence if owners.is_trigger(token) and is_decided(token, votes)]
            found = {owners.of(token) for token in deciding}
            owner = found.pop() if len(found) == 1 else None
            if owner is not None:
                number = votes.number
                yield (
                    owner,
                    FoundFigure(
                        votes.kind, number, number, approximate=False, unit=VOTES, start=votes.start, end=votes.end
                    ),
                )
