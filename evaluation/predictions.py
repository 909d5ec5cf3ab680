"""Predictions in the formats of the scorers: one document per line, offsets in code points."""

from typing import Any

from evaluation.timex import timex
from extraction import engine, extract, model
from extraction.actors.found import ActorTable
from extraction.actors.spotting.find_names import find_names
from extraction.dates import FoundDate, find_dates
from extraction.document import Document
from extraction.pipeline import find_speakers
from ontology.enums import COOPERATION, EventType, Modality, Stance
from ontology.span import Span

Line = dict[str, Any]

_HARM = frozenset(map(EventType, "PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()))
_STANCES = {Stance.SUPPORTS: "support", Stance.OPPOSES: "oppose"}


def brief(document: Line) -> Line:
    """Return the whole brief, with the confidence of each fact, for `evaluation.score`."""
    found = extract(document["text"], document["published_at"])
    return {
        "id": document["id"],
        "text": document["text"],
        "actors": [_actor(number, actor) for number, actor in enumerate(found.actors)],
        "quotes": [_brief_quote(quote) for quote in found.quotes],
        "events": [_brief_event(event) for event in found.events],
        "positions": [_brief_position(position) for position in found.positions],
    }


def quotes(document: Line) -> Line:
    """Return the quotes for score_quotes."""
    found = extract(document["text"], document["date"])
    return {"id": document["id"], "quotes": [_quote(quote) for quote in found.quotes]}


def actors(document: Line) -> Line:
    """Return the actors for score_actors, which counts pronouns and places as mentions."""
    with engine.parsed(document["text"]) as parsed:
        table = find_speakers(parsed).actors
        found = [
            [parsed.reading.stored(*parsed.offsets(*mention)) for mention in mentions]
            for mentions in _with_places(parsed, table)
        ]
    return {
        "id": document["id"],
        "actors": [{"mentions": [{"start": start, "end": end} for start, end in mentions]} for mentions in found],
    }


def dates(document: Line) -> Line:
    """Return TIMEX3 values for score_dates; a range becomes its two ends."""
    with engine.parsed(document["text"]) as parsed:
        found = find_dates(parsed, (document["dct"] or "")[:10] or None)
        ends = [(parsed.reading.stored(end.start, end.end), end) for date in found for end in date.ends or (date,)]
    return {"id": document["id"], "dates": [_date(place, end) for place, end in ends]}


def coded_events(document: Line) -> Line:
    """Return the events of a sentence, the surest first, for score_events on plover_gsr, intentions in its coding."""
    found = extract(document["text"])
    surest = sorted(found.events, key=lambda event: (event.type is EventType.OTHER, -event.confidence))
    return {"id": document["id"], "events": [_event(event, found.actors, _coded(event)) for event in surest]}


def told_events(document: Line) -> Line:
    """Return one event per trigger for score_events on wikievents, whose events are mentions."""
    found = extract(document["text"])
    events = (_event(event, found.actors, event.type) for event in found.events)
    told = [event | {"trigger": [trigger]} for event in events for trigger in event["trigger"]]
    return {"id": document["id"], "events": told}


def stances(document: Line) -> Line:
    """Return who is for or against what for score_stance, once for each way to name the holder and the matter."""
    found = extract(document["text"])
    return {
        "id": document["id"],
        "positions": [
            {"source": source, "target": target, "stance": _STANCES[position.stance]}
            for position in found.positions
            if position.stance in _STANCES
            for source in _names(found.actors[position.holder])
            for target in (position.issue, position.evidence.exact)
        ],
    }


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _actor(number: int, actor: model.Actor) -> Line:
    return {
        "id": number,
        "name": actor.name,
        "type": actor.type,
        "country": actor.country,
        "mentions": [_pair(mention) for mention in actor.mentions],
        "confidence": actor.confidence,
    }


def _brief_quote(quote: model.Quote) -> Line:
    return {
        "kind": quote.kind,
        "speaker": quote.speaker.actor if quote.speaker else None,
        "content": [_pair(piece) for piece in quote.content],
        "confidence": quote.confidence,
    }


def _brief_event(event: model.Event) -> Line:
    return {
        "type": event.type,
        "triggers": [_pair(trigger) for trigger in event.triggers],
        "actors": event.actors,
        "recipients": event.recipients,
        "when": event.when.edtf if event.when else None,
        "country": event.where.country if event.where else None,
        "modality": event.modality,
        "confidence": event.confidence,
    }


def _brief_position(position: model.Position) -> Line:
    return {
        "holder": position.holder,
        "issue": position.issue,
        "stance": position.stance,
        "evidence": _pair(position.evidence),
        "confidence": position.confidence,
    }


def _quote(quote: model.Quote) -> Line:
    speaker = quote.speaker.mention if quote.speaker else None
    return {
        "type": quote.kind,
        "content": [_pair(piece) for piece in quote.content],
        "cue": [_pair(quote.cue)] if quote.cue else [],
        "cue_text": quote.cue.exact if quote.cue else "",
        "speaker": {"start": speaker.start, "end": speaker.end, "text": speaker.exact} if speaker else None,
        "confidence": quote.confidence,
    }


def _with_places(parsed: Document, table: ActorTable) -> list[list[tuple[int, int]]]:
    """Return the mentions of each actor, then the other names, grouped by what they name.

    The corpus has places as well, and a country is one there whether it acts or only says where: such a name is
    written with the actor of that name. A capital that says where is the city.
    """
    clusters = [[(m.start, m.end) for m in actor.mentions] for actor in table.actors]
    taken = {i for mentions in clusters for start, end in mentions for i in range(start, end)}
    by_name = {name: at for at, actor in enumerate(table.actors) for name in (actor.name, *actor.aliases)}
    for name in find_names(parsed):
        if taken.isdisjoint(range(name.start, name.end)):
            is_city = name.known is not None and name.known.capital
            named = f"the city of {name.text}" if is_city else name.known.name if name.known else name.text
            if by_name.setdefault(named, len(clusters)) == len(clusters):
                clusters.append([])
            clusters[by_name[named]].append((name.start, name.end))
    return clusters


def _date(place: tuple[int, int], date: FoundDate) -> Line:
    kind, value = timex(date.meaning)
    return {"start": place[0], "end": place[1], "value": value, "type": kind}


def _event(event: model.Event, found: tuple[model.Actor, ...], category: EventType) -> Line:
    return {
        "plover": None if category is EventType.OTHER else category,
        "trigger": [_pair(trigger) for trigger in event.triggers],
        "source": [name for number in event.actors for name in _names(found[number])],
        "target": [name for number in event.recipients for name in _names(found[number])],
        "location": event.where.place if event.where else None,
    }


def _coded(event: model.Event) -> EventType:
    """Return the category in plover_gsr, which codes planned cooperation as AGREE and planned harm as THREATEN."""
    if event.modality is Modality.PLANNED and event.type in COOPERATION:
        return EventType.AGREE
    if event.modality is Modality.PLANNED and event.type in _HARM:
        return EventType.THREATEN
    return event.type


def _names(actor: model.Actor) -> list[str]:
    return list(dict.fromkeys([actor.name, *(mention.exact for mention in actor.mentions)]))
