"""Gathers what is told of one real-world event into one record."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extraction.actors.table import ActorTable
from extraction.events.lexicon import EventClass, Needs
from extraction.events.model import FoundEvent, Telling
from extraction.events.titles import names, title
from ontology.enums import EventType, Modality

# How far, in sentences' worth of tokens, a bare noun ("the visit") looks back for what it names.
_REACH = 600
# Classes told in one another's words: the attack is the bombing, the summit the talks.
_FAMILIES = {
    name: family
    for family, members in {
        "violence": "attack bombing shooting killing wounding strike assassination death abduction",
        "contact": "meeting talks summit welcome call",
        "criticism": "criticism accusation charge",
        "demand": "demand request pressure proposal",
        "pull-out": "withdrawal",
        "arrest": "arrest imprisonment",
        "restriction": "ban restriction crackdown",
        "sanction": "sanction",
        "deal": "accord agree",
        "refusal": "refusal rejection denial",
        "threat": "threat warning ultimatum",
        "hack": "hacking interference",
        "protest": "protest riot walkout",
    }.items()
    for name in members.split()
}
_SPEECH = frozenset(
    (EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.SUPPORT, EventType.AGREE)
)


@dataclass(slots=True)
class Record:
    """An event as the tellings so far make it."""

    kind: EventClass
    needs: Needs
    tellings: list[Telling] = field(default_factory=list)
    actors: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)

    def add(self, telling: Telling) -> None:
        """Take in one more telling."""
        self.tellings.append(telling)
        self.actors += [index for index in telling.actors if index not in self.actors and index not in self.recipients]
        self.recipients += [
            index for index in telling.recipients if index not in self.recipients and index not in self.actors
        ]

    @property
    def modality(self) -> Modality | None:
        """What the tellings that decide it say; a clause outweighs a noun phrase."""
        decided = [telling.modality for telling in self.tellings if telling.modality is not None]
        if Modality.PLANNED in decided:
            return Modality.PLANNED
        return max(set(decided), key=lambda m: (decided.count(m), -decided.index(m))) if decided else None

    @property
    def when(self) -> tuple[str, tuple[int, int]] | None:
        """The most precise date that a telling gives."""
        dates = [telling.when for telling in self.tellings if telling.when is not None]
        return max(dates, key=lambda when: len(when[0].strip("./"))) if dates else None


def gather(tellings: Sequence[Telling], table: ActorTable) -> list[FoundEvent]:
    """The events that tellings, in text order, are of."""
    records: list[Record] = []
    for telling in tellings:
        record = next((r for r in reversed(records) if _same(r, telling)), None)
        if record is None and telling.trigger.needs is Needs.ECHO:
            continue
        if record is None:
            record = Record(telling.trigger.kind, telling.trigger.needs)
            records.append(record)
        record.add(telling)
    return [_event(record, table) for record in records if _is_event(record)]


def _same(record: Record, telling: Telling) -> bool:
    trigger = telling.trigger
    last = record.tellings[-1].trigger.token.i
    if not _related(record.kind, trigger.kind) or trigger.token.i - last > _REACH:
        return False
    actors, recipients = set(telling.actors), set(telling.recipients)
    ours = set(record.actors), set(record.recipients)
    if any(telling.governor == told.trigger.anchor.i for told in record.tellings):
        return True
    if not _agree(record.modality, telling.modality):
        return False
    if record.when and telling.when and not _compatible(record.when[0], telling.when[0]):
        return False
    if not actors and not recipients:
        return telling.bare and (telling.definite or trigger.token.i - last < 60)
    if trigger.anchor.pos_ == "VERB" and _is_another_deed(record, telling):
        return False
    if trigger.kind.reciprocal:
        theirs, whole = actors | recipients, ours[0] | ours[1]
        return (bool(theirs & whole) and (theirs <= whole or whole <= theirs)) or not whole
    return _fits(actors, ours[0], strict=trigger.kind.type in _SPEECH) and _fits(recipients, ours[1], strict=False)


def _related(one: EventClass, other: EventClass) -> bool:
    if one.name == other.name:
        return True
    family = _FAMILIES.get(one.name)
    return family is not None and family == _FAMILIES.get(other.name)


def _fits(theirs: set[int], ours: set[int], *, strict: bool) -> bool:
    if not theirs or not ours:
        return not strict or not theirs
    return bool(theirs & ours)


def _is_another_deed(record: Record, telling: Telling) -> bool:
    """Whether a verb differs from the verbs of a record and nobody it happens to is shared."""
    lemmas = {told.trigger.anchor.lemma_ for told in record.tellings if told.trigger.anchor.pos_ == "VERB"}
    if not lemmas or telling.trigger.anchor.lemma_ in lemmas:
        return False
    return not set(telling.recipients) & set(record.recipients)


def _agree(one: Modality | None, other: Modality | None) -> bool:
    """What is planned may well be spoken of as possible, but it has not yet taken place."""
    return one is None or other is None or (one is Modality.OCCURRED) == (other is Modality.OCCURRED)


def _compatible(one: str, other: str) -> bool:
    one, other = one.strip("./"), other.strip("./")
    return one.startswith(other) or other.startswith(one)


def _is_event(record: Record) -> bool:
    match record.needs:
        case Needs.NONE:
            return True
        case Needs.ONE:
            return bool(record.actors or record.recipients)
        case Needs.ACTOR:
            return bool(record.actors)
        case Needs.ECHO:
            return False
        case Needs.BOTH:
            return bool(record.actors and record.recipients) or (record.kind.reciprocal and len(record.actors) > 1)


def _event(record: Record, table: ActorTable) -> FoundEvent:
    places = [telling for telling in record.tellings if telling.country or telling.place]
    place = max(places, key=lambda t: (t.country is not None, t.place is not None), default=None)
    spans = {(word.idx, word.idx + len(word)) for telling in record.tellings for word in telling.trigger.words}
    return FoundEvent(
        type=record.kind.type,
        title=title(record.kind, names(table, record.actors), names(table, record.recipients)),
        triggers=tuple(sorted(spans)),
        actors=tuple(record.actors),
        recipients=tuple(record.recipients),
        when=record.when,
        country=place.country if place else None,
        place=place.place if place else None,
        modality=record.modality or Modality.OCCURRED,
        confidence=_confidence(record),
    )


def _confidence(record: Record) -> float:
    score = 0.3 + 0.15 * bool(record.actors) + 0.15 * bool(record.recipients) + 0.1 * (len(record.tellings) > 1)
    score += 0.15 * any(telling.main for telling in record.tellings)
    return round(score + 0.1 * any(t.modality is Modality.OCCURRED for t in record.tellings), 2)
