"""Report of an event: what one article says of it, in a form in which it is compared with reports of other articles."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from extraction import model
from extraction.occurrences import words
from ontology import countries
from ontology.edtf import EARLIEST, LATEST, Edtf
from ontology.enums import ActorType, EventType, Modality
from ontology.headings import MODALITY_WORDS

# Days before and after publication in which an event without a date takes place.
_WINDOWS = {
    Modality.OCCURRED: (7, 0),
    Modality.PLANNED: (0, 30),
    Modality.HYPOTHETICAL: (7, 7),
    Modality.DENIED: (7, 7),
}
# Days of the longest period that dates an event: a season.
_LONGEST = 100
# Characters of an article that say where it is set.
_HEAD = 400
_OF_STATE = frozenset((ActorType.STATE, ActorType.GOVERNMENT, ActorType.MILITARY))
_MODALITIES = tuple(f"{word} " for word in MODALITY_WORDS.values())


@dataclass(frozen=True, slots=True)
class Report:
    """An event as one article reports it.

    `noun` heads its title; `start` and `end` are its first and last possible day, as ordinals of the calendar, taken
    from the publication where it is not `dated`. `doers` and `recipients` are codes of countries and keys of actors.
    `countries`, `names`, `words` and `numbers` are those of its sentences, without its `triggers` and
    the names of who takes part, `own`; `scene` are those in the head of the
    article where the event has no place. `figures` are kind, least and most.
    """

    type: EventType
    noun: str
    modality: Modality
    start: int
    end: int
    dated: bool
    doers: frozenset[str]
    recipients: frozenset[str]
    country: str | None
    place: str | None
    countries: frozenset[str]
    scene: frozenset[str]
    own: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]
    triggers: frozenset[str]
    numbers: frozenset[float]
    figures: tuple[tuple[str, float | None, float | None], ...]

    def dump(self) -> str:
        """Return the report as JSON, the same for equal reports."""
        return json.dumps(asdict(self), default=sorted, separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def load(cls, dumped: str) -> Self:
        """Return the report that was dumped."""
        values: dict[str, Any] = json.loads(dumped)
        for name in ("doers", "recipients", "countries", "scene", "own", "names", "words", "triggers", "numbers"):
            values[name] = frozenset(values[name])
        values["type"], values["modality"] = EventType(values["type"]), Modality(values["modality"])
        values["figures"] = tuple(map(tuple, values["figures"]))
        return cls(**values)


def read(event: model.Event, actors: Sequence[model.Actor], text: str, published: Edtf | None) -> Report | None:
    """Return the report of an event of an article; None where neither it nor the article has a date that is near."""
    days = _days(event, published)
    if days is None:
        return None
    taking_part = [actors[index] for index in (*event.actors, *event.recipients)]
    own = frozenset(
        word
        for actor in taking_part
        for name in (actor.name, *actor.aliases)
        for word in name.split()
        if word.istitle()
    )
    triggers = words.forms(t.exact for t in event.triggers)
    said = [words.read(part) for part in dict.fromkeys(words.around(text, t.start, t.end) for t in event.triggers)]
    where = event.where or model.Where(None, None)
    country = where.country or (countries.place_country(where.place) if where.place else None)
    return Report(
        type=event.type,
        noun=_noun(event.title),
        modality=event.modality,
        start=days[0],
        end=days[1],
        dated=event.when is not None,
        doers=_parties(actors[index] for index in event.actors),
        recipients=_parties(actors[index] for index in event.recipients),
        country=country,
        place=where.place if where.place and countries.lookup(where.place) is None else None,
        countries=frozenset().union(*(each.countries for each in said)),
        scene=frozenset() if country else words.read(text[:_HEAD]).countries,
        own=own,
        names=frozenset().union(*(each.names for each in said)) - own,
        words=frozenset().union(*(each.words for each in said)) - triggers,
        triggers=triggers,
        numbers=frozenset().union(*(each.numbers for each in said)),
        figures=tuple((figure.kind.value, figure.min, figure.max) for figure in event.figures),
    )


def _days(event: model.Event, published: Edtf | None) -> tuple[int, int] | None:
    if event.when is not None:
        when = Edtf.parse(event.when.edtf)
        if when.earliest == EARLIEST or when.latest == LATEST:
            return None
        start, end, before, after = *_ordinals(when), 0, 0
    elif published is not None:
        start, end = _ordinals(published)
        before, after = _WINDOWS[event.modality]
    else:
        return None
    return (start - before, end + after) if end - start < _LONGEST else None


def _ordinals(date: Edtf) -> tuple[int, int]:
    last = date.latest.toordinal() - (date.latest.time() == EARLIEST.time())
    return date.earliest.toordinal(), max(last, date.earliest.toordinal())


def _parties(actors: Any) -> frozenset[str]:
    found = set()
    for actor in actors:
        if actor.country and (actor.type in _OF_STATE or not actor.keys):
            found.add(actor.country)
        elif actor.keys:
            found.add(actor.keys[0])
    return frozenset(found)


def _noun(title: str) -> str:
    for modality in _MODALITIES:
        title = title.removeprefix(modality)
    return title.partition(" ")[0]
