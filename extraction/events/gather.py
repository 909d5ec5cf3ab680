"""Merge the mentions of one real-world event into one record."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extraction.actors.found import ActorTable
from extraction.confidence import chance
from extraction.events.confidence import TABLE, signs
from extraction.events.lexicon import EventClass, Needs
from extraction.events.model import FoundEvent, Telling, Trigger
from extraction.events.titles import names, said, title
from ontology.edtf import EARLIEST, LATEST, Edtf
from ontology.enums import ActorType, EventType, Modality

# How many tokens before a mention its event is searched for, and how many for an indefinite noun.
_REACH = 1000
_NEAR = 60
# Classes that share words: an attack may be called a bombing, a summit talks.
_FAMILIES = {
    name: family
    for family, members in {
        "violence": "attack bombing shooting killing wounding strike assassination death abduction",
        "contact": "meeting talks summit welcome call",
        "criticism": "criticism accusation charge",
        "demand": "demand request pressure proposal",
        "arrest": "arrest imprisonment",
        "restriction": "ban restriction crackdown",
        "deal": "accord agree",
        "refusal": "refusal rejection denial",
        "threat": "threat warning ultimatum",
        "poll": "election ballot",
        "protest": "protest riot walkout",
    }.items()
    for name in members.split()
}
# Classes of the family of violence that name a number of people.
_OF_VICTIMS = frozenset(("killing", "wounding", "death"))
# Speech acts are merged only if they share a speaker; an unknown speaker may be another one.
_SPEECH = frozenset(
    (EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.SUPPORT, EventType.AGREE)
)
# Acts that are told in another verb, without a shared recipient, are other acts.
_ACTS = _SPEECH | {EventType.ASSAULT, EventType.COERCE, EventType.CONSULT}
_NOUNS = frozenset(("NOUN", "PROPN"))
# A noun with one of these is of no event named before: "condemned the killing, and warned of further attacks".
_FURTHER = frozenset("further future additional another more other".split())
# A state acts through these, so texts use the names of both for it.
_OF_STATE = frozenset((ActorType.STATE, ActorType.GOVERNMENT, ActorType.MILITARY))
_STATELY = _OF_STATE | {ActorType.INTERGOVERNMENTAL, ActorType.ARMED_GROUP}


@dataclass(slots=True)
class Record:
    """Event merged from its mentions so far. Common values are cached, so a thousand mentions cost no more."""

    kind: EventClass
    needs: Needs
    tellings: list[Telling] = field(default_factory=list)
    actors: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)
    name: str = ""
    """Proper name of the event in a mention."""
    when: tuple[Edtf, tuple[int, int]] | None = None
    """Most precise date of its mentions."""
    link: str = ""
    """Preposition before the recipients in the first mention that has one."""
    place: str | None = None
    """Place in the first mention that names one."""
    anchors: set[int] = field(default_factory=set)
    verbs: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    """Lemmas of its triggers."""
    modality: Modality | None = None
    """Planned or denied if any deciding mention is so, else the most frequent modality of these mentions."""
    wide: tuple[set[int | str], set[int | str]] = field(default_factory=lambda: (set(), set()))
    """Actors and recipients, with the countries of those through which a state acts."""
    _decided: Counter[Modality] = field(default_factory=Counter)

    def add(self, telling: Telling) -> None:
        """Add one mention; the caller merges its participants."""
        anchor = telling.trigger.anchor
        self.tellings.append(telling)
        self.name = self.name or telling.trigger.name
        if telling.when and (self.when is None or telling.when[0].precision > self.when[0].precision):
            self.when = telling.when
        self.place = self.place or telling.place
        self.anchors.add(anchor.i)
        self.words.add(telling.trigger.token.lemma_)
        if anchor.pos_ == "VERB":
            self.verbs.add(anchor.lemma_)
        if telling.modality is not None and (self.modality is None or _may_both_be(self.modality, telling.modality)):
            self._decided[telling.modality] += 1
            decisive = (each for each in (Modality.PLANNED, Modality.DENIED) if each in self._decided)
            self.modality = next(decisive, self._decided.most_common(1)[0][0])

    @property
    def last(self) -> int:
        """Return the token of the latest mention."""
        return self.tellings[-1].trigger.token.i


def _may_agree(one: Edtf, other: Edtf) -> bool:
    """Return whether two dates may be of one event; an open date such as "until May" only equals itself."""
    is_open = any(end in (EARLIEST, LATEST) for date in (one, other) for end in (date.earliest, date.latest))
    return one == other if is_open else one.overlaps(other)


def gather(tellings: Sequence[Telling], table: ActorTable) -> list[FoundEvent]:
    """Return the events of mentions given in text order."""
    gatherer = _Gatherer(table)
    for telling in tellings:
        gatherer.take(telling)
    return [_event(record, table) for record in gatherer.records if _is_event(record, table)]


class _Gatherer:
    def __init__(self, table: ActorTable) -> None:
        self._table = table
        self.records: list[Record] = []
        self._recent: list[Record] = []
        """Return the records within reach, the latest one last."""

    def take(self, telling: Telling) -> None:
        here = telling.trigger.token.i
        self._recent = [record for record in self._recent if here - record.last <= _REACH]
        wide = self._wide(telling.actors), self._wide(telling.recipients)
        record = next((record for record in reversed(self._recent) if _is_same(record, telling, *wide)), None)
        if record is not None:
            self._recent.remove(record)
        elif telling.trigger.needs is Needs.ECHO:
            return
        else:
            record = Record(telling.trigger.kind, telling.trigger.needs)
            self.records.append(record)
        self._recent.append(record)
        record.add(telling)
        if not record.recipients and telling.recipients:
            record.link = telling.link
        self._join(record.actors, telling.actors, record.recipients)
        self._join(record.recipients, telling.recipients, record.actors)
        record.wide = self._wide(record.actors), self._wide(record.recipients)

    def _join(self, side: list[int], newcomers: Iterable[int], other: list[int]) -> None:
        known = self._wide(side)
        for index in newcomers:
            if index not in other and self._wide([index]).isdisjoint(known):
                side.append(index)

    def _wide(self, indices: Iterable[int]) -> set[int | str]:
        """Return actors together with the countries of those through which a state acts."""
        found: set[int | str] = set()
        for index in indices:
            actor = self._table.actors[index]
            found.add(index)
            if actor.country and actor.type in _OF_STATE:
                found.add(actor.country)
        return found


def _is_same(record: Record, telling: Telling, actors: set[int | str], recipients: set[int | str]) -> bool:
    """Return whether a mention, whose actors and recipients are given with their countries, is of a record's event."""
    trigger, ours = telling.trigger, record.wide
    if not _related(record, trigger) or any(word.lower_ in _FURTHER for word in trigger.token.lefts):
        return False
    is_denied = Modality.DENIED in (record.modality, telling.modality)
    if is_denied and (actors or recipients) and (actors | recipients).isdisjoint(ours[0] | ours[1]):
        return False  # "we carried out no strike", and "their attack"
    if telling.governor in record.anchors and _fits(actors, ours[0]) and _fits(recipients, ours[1]):
        return True
    if not _agree(record, telling):
        return False
    if _repeats(record, telling):
        return True
    if record.modality and telling.modality and not _may_both_be(record.modality, telling.modality):
        return False
    if _has_more_victims(record, trigger) and _fits(actors, ours[0]):
        return True
    if not telling.actors and not telling.recipients:
        if telling.place is not None and telling.place == record.place:
            return True
        is_same_noun = trigger.token.pos_ in _NOUNS and trigger.token.lemma_ in record.words
        return telling.bare and (telling.definite or is_same_noun or trigger.token.i - record.last < _NEAR)
    is_wish = not record.actors and not record.recipients and record.modality is Modality.HYPOTHETICAL
    if is_wish and telling.modality is not Modality.HYPOTHETICAL:
        return False  # a call for justice is not the detention that is reported next
    if (trigger.kind.type in _ACTS or trigger.kind.name == "weapons-test") and _is_another_act(record, telling):
        return False
    if trigger.kind.reciprocal:
        theirs, whole = actors | recipients, ours[0] | ours[1]
        return bool(theirs & whole) and (theirs <= whole or whole <= theirs)
    if trigger.kind.type in _SPEECH and (actors or trigger.anchor.pos_ == "VERB"):
        return bool(actors & ours[0]) and _fits(recipients, ours[1])
    return _fits(actors, ours[0]) and _fits(recipients, ours[1])


def _related(record: Record, trigger: Trigger) -> bool:
    """Return whether a trigger is of the class or family of a record, or repeats its word in a class of its type."""
    one, other = record.kind, trigger.kind
    if one.name == other.name or (one.type is other.type and trigger.token.lemma_ in record.words):
        return True
    family = _FAMILIES.get(one.name)
    return family is not None and family == _FAMILIES.get(other.name)


def _repeats(record: Record, telling: Telling) -> bool:
    """Return whether a definite noun repeats the word of a record: "the death", which somebody announced or feared.

    What is denied may be something else.
    In 142 annotated texts, of 18 such mentions that nothing else would join 12 are of that event and 2 of another.
    """
    word = telling.trigger.token
    if not (telling.definite and telling.bare and word.pos_ in _NOUNS and word.lemma_ in record.words):
        return False
    owned = any(child.dep_ == "poss" and child.pos_ in _NOUNS for child in telling.trigger.words[-1].lefts)
    return not owned and Modality.DENIED not in (record.modality, telling.modality)


def _fits(theirs: set[int | str], ours: set[int | str]) -> bool:
    return not theirs or not ours or bool(theirs & ours)


def _is_another_act(record: Record, telling: Telling) -> bool:
    """Return whether a verb differs from the verbs of a record and no recipient is shared.

    Talks between the same sides are one: they discussed this and exchanged views on that.
    """
    verb, kind = telling.trigger.anchor, telling.trigger.kind
    if verb.pos_ != "VERB" or not record.verbs or verb.lemma_ in record.verbs:
        return False
    is_same_talk = kind.reciprocal and kind.name == record.kind.name
    return not (is_same_talk or set(telling.recipients) & set(record.recipients))


def _has_more_victims(record: Record, trigger: Trigger) -> bool:
    """Return whether a verb adds victims to the deed that it is coordinated with: "killed seven and wounded nine"."""
    verb = trigger.anchor
    return trigger.kind.name in _OF_VICTIMS and verb.dep_ == "conj" and verb.head.i in record.anchors


def _agree(record: Record, telling: Telling) -> bool:
    """Return whether name, place and date allow a mention to belong to an event."""
    name = telling.trigger.name
    if record.name and name and record.name != name:
        return False
    if record.place and telling.place and record.place not in telling.place and telling.place not in record.place:
        return False
    if record.when is None or telling.when is None:
        return True
    return _may_agree(record.when[0], telling.when[0])


def _may_both_be(one: Modality, other: Modality) -> bool:
    """Return whether one event may have both modalities: planned and possible, but not planned and denied."""
    return one is other or (Modality.HYPOTHETICAL in (one, other) and Modality.OCCURRED not in (one, other))


def _is_event(record: Record, table: ActorTable) -> bool:
    types = [table.actors[index].type for index in (*record.actors, *record.recipients)]
    if record.kind.type is EventType.CONSULT and ActorType.MEDIA in types:
        return False  # an interview
    if record.kind.name == "talks" and len(types) == 1 and types[0] is ActorType.PERSON:
        return False  # a monologue
    # One of its mentions is enough: "a bomb struck a depot and killed seven".
    return any(_has(needs, record, types) for needs in {telling.trigger.needs for telling in record.tellings})


def _has(needs: Needs, record: Record, types: Sequence[ActorType]) -> bool:
    """Return whether a record has the participants that a trigger needs."""
    done = bool(record.actors) or any(telling.unnamed for telling in record.tellings)
    match needs:
        case Needs.NONE:
            return True
        case Needs.ONE:
            return done or bool(record.recipients)
        case Needs.ACTOR:
            return done
        case Needs.BOTH:
            return (done and bool(record.recipients)) or (record.kind.reciprocal and len(record.actors) > 1)
        case Needs.RECIPIENT:
            return bool(record.recipients)
        case Needs.STATES:
            return bool(record.actors and record.recipients) and not _STATELY.isdisjoint(types)
        case Needs.ECHO:
            return False


def _event(record: Record, table: ActorTable) -> FoundEvent:
    places = [telling for telling in record.tellings if telling.country or telling.place]
    place = max(places, key=lambda t: (t.country is not None, t.place is not None), default=None)
    words = {word for telling in record.tellings for word in telling.trigger.words}
    modality = record.modality or Modality.OCCURRED
    shown = tuple(signs(record.tellings, record.needs, modality, both_sides=bool(record.actors and record.recipients)))
    heading = title(record.kind, names(table, record.actors), names(table, record.recipients), record.link)
    return FoundEvent(
        type=record.kind.type,
        title=said(record.name or heading, modality),
        triggers=tuple(sorted((word.idx, word.idx + len(word)) for word in words)),
        actors=tuple(record.actors),
        recipients=tuple(record.recipients),
        when=(record.when[0].value, record.when[1]) if record.when else None,
        country=place.country if place else None,
        place=place.place if place else None,
        modality=modality,
        confidence=chance(TABLE, shown),
        signs=shown,
        rules=tuple(telling.trigger.explained() for telling in record.tellings),
    )
