"""Contradictions: made from the facts of all articles, and made again for each holder and issue whose facts change.

So they depend on the facts that are stored, not on the order in which the articles came.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy.orm import Session

from extraction import matters
from ontology.contradictions import ACTS, DIRECTED, INTERNAL, UNDATED, WANTED, WINDOW, Held, in_time, shifted, spells
from ontology.enums import ActorType, ContradictionKind, EventType, Modality, Subject, Turn
from services import clock, ids
from store import queries
from store.models import Actor, Article, Event, ParticipantRole, Position
from store.queries import Pair, Stand

_Row = dict[str, Any]
_Found = tuple[Held, _Row]
"""The earlier position of a contradiction, and its row."""

_TYPES = frozenset(ACTS.values())
_OF_STATE = frozenset({ActorType.STATE, ActorType.GOVERNMENT, ActorType.MILITARY})


def add(session: Session, articles: Sequence[Article]) -> None:
    """Find the contradictions that new articles, which have just been stored, are part of."""
    positions = [each for article in articles for each in article.positions]
    acts = _acts([each for article in articles for each in article.events])
    conduct = [*_words(positions), *acts]
    queries.add_conduct(session, conduct)
    _settle(session, _stands(positions), conduct)


def renew(session: Session, article_pks: Collection[int], stands: Collection[Stand] = ()) -> None:
    """Make the contradictions again that facts of articles are part of, after these facts have changed.

    `stands` are the stances that the articles had before (`queries.list_stands`).
    """
    queries.date_positions(session, article_pks)
    positions, events = queries.list_compared(session, article_pks)
    conduct = [*_words(positions), *_acts(events)]
    queries.replace_conduct(session, article_pks, conduct)
    _settle(session, {*stands, *_stands(positions)}, conduct)


def _stands(positions: Iterable[Position]) -> set[Stand]:
    return {(each.holder_pk, each.issue_pk, each.since) for each in positions if each.since is not None}


def _settle(session: Session, stands: Collection[Stand], conduct: Sequence[_Row]) -> None:
    """Make the contradictions again of holders on issues near stances, and near the stances that acts are against."""
    met = (f"{row['who']} {row['act']} {row['target']}" for row in conduct)
    queries.clash(session, [*(f"{holder} {issue}" for holder, issue, _ in stands), *met])
    events = {row["event_pk"]: row["since"] for row in conduct if row["event_pk"] is not None}
    if events:
        stands = {*stands, *queries.list_stands_against(session, events, min(events.values()))}
    for stretch in _stretches(stands):
        _make(session, stretch)


@dataclass(slots=True)
class _Stretch:
    """A stretch of time in which contradictions may change, and the holders and issues that they are of."""

    first: datetime
    last: datetime
    pairs: set[Pair] = field(default_factory=set)


def _stretches(stands: Iterable[Stand]) -> list[_Stretch]:
    """Return the stretches of time around stances; none overlaps another."""
    found: list[_Stretch] = []
    for *pair, time in sorted(stands, key=itemgetter(2)):
        if not found or found[-1].last < shifted(time, -WINDOW):
            found.append(_Stretch(shifted(time, -WINDOW), time))
        found[-1].last = shifted(time, WINDOW)
        found[-1].pairs.add((pair[0], pair[1]))
    return found


def _make(session: Session, stretch: _Stretch) -> None:
    """Make the contradictions again whose earlier position is in a stretch: the later fact may be a window later."""
    pairs, first, last = stretch.pairs, stretch.first, stretch.last
    held = queries.list_held(session, pairs, shifted(first, -WINDOW), shifted(last, WINDOW))
    against = queries.list_acts_against(session, [each.pk for some in held.values() for each in some])
    rows = [
        row
        for pair, some in held.items()
        for earlier, row in (*_turns(pair, some), *_breaches(pair, some, against))
        if first <= earlier.since <= last
    ]
    queries.replace_contradictions(session, pairs, first, last, rows)


def _turns(pair: Pair, held: Sequence[Held]) -> Iterator[_Found]:
    for spell in spells(held):
        if spell.before is not None and spell.turn is Turn.CONTRADICTION:
            later = spell.held[0]
            others = {"later_pk": later.pk, "event_pk": None}
            yield spell.before, _row(ContradictionKind.STANCE, pair, spell.before, later) | others


def _breaches(pair: Pair, held: Sequence[Held], against: Mapping[int, Sequence[queries.Act]]) -> Iterator[_Found]:
    """Yield a contradiction for each act against what the holder was last known to want before it."""
    last = {act: each for each in sorted(held, key=in_time) for act in against.get(each.pk, ())}
    for act, earlier in last.items():
        if not any(_is_given_up(earlier, other, act) for other in held):
            others = {"later_pk": None, "event_pk": act.pk}
            yield earlier, _row(ContradictionKind.ACT, pair, earlier, act) | others


def _is_given_up(earlier: Held, other: Held, act: queries.Act) -> bool:
    """Return whether the holder wanted something else after a position and before an act."""
    return other.stance in WANTED - {earlier.stance} and earlier.since <= other.since <= act.since


def _row(kind: ContradictionKind, pair: Pair, earlier: Held, later: Held | queries.Act) -> _Row:
    return {
        "id": ids.contradiction_id(earlier.id, later.id),
        "kind": kind,
        "holder_pk": pair[0],
        "issue_pk": pair[1],
        "earlier_pk": earlier.pk,
        "earlier_article_pk": earlier.article_pk,
        "later_article_pk": later.article_pk,
        "confidence": round(earlier.confidence * later.confidence, 4),
        "created_at": clock.now(),
    }


def _words(positions: Iterable[Position]) -> list[_Row]:
    """Return the acts that would be against positions: later ones, within the window."""
    return [
        {
            "who": _holder(position.holder),
            "act": act,
            "target": target,
            "subject": Subject.POSITION,
            "since": position.article.published_to,
            "until": shifted(position.article.published_from, WINDOW),
            "fact": position.id,
            "position_pk": position.pk,
            "event_pk": None,
        }
        for position in positions
        if position.article.published_from is not None and position.article.published_to is not None
        for act, target in _against(position)
    ]


def _against(position: Position) -> set[tuple[EventType, str]]:
    """Return the types and the targets of the acts that contradict a position; its label must name a target."""
    holder = {position.holder.country, position.holder.name.casefold()}
    for label in filter(None, (position.own_label, position.issue.label)):
        frame = matters.read(label)
        matter = {frame.concept.key} if frame.concept else frame.words
        acts = {act for (on, stance), act in ACTS.items() if on in matter and stance is position.stance}
        named, done_to = (
            {matters.country(name) or name.casefold() for name in names} for names in (frame.all_names, frame.names)
        )
        if matter & DIRECTED:
            targets = set() if holder & named else done_to
        else:
            targets = named if matter & INTERNAL and named <= holder else named - holder
        if acts and targets:
            return {(act, target) for act in acts for target in targets}
    return set()


def _acts(events: Iterable[Event]) -> list[_Row]:
    """Return the acts among events: those that have occurred, by whom, where and to whom."""
    rows = []
    for event in events:
        time = _time(event)
        if event.type not in _TYPES or event.modality is not Modality.OCCURRED or time is None:
            continue
        doers, sufferers = (
            [part.actor for part in event.participants if part.role is role]
            for role in (ParticipantRole.ACTOR, ParticipantRole.RECIPIENT)
        )
        targets = {event.country, event.place and event.place.casefold()}
        targets.update(
            name for each in sufferers for name in (each.country, matters.country(each.name), each.name.casefold())
        )
        rows += [
            {
                "who": who,
                "act": event.type,
                "target": target,
                "subject": Subject.EVENT,
                "since": time[0],
                "until": time[1],
                "fact": event.id,
                "position_pk": None,
                "event_pk": event.pk,
            }
            for who in {name for doer in doers for name in _names(doer)}
            for target in filter(None, targets)
        ]
    return rows


def _time(event: Event) -> tuple[datetime, datetime] | None:
    """Return when an act took place, none where that is too long; without a date, in the days up to the publication."""
    since, until = event.when_from, event.when_to
    if since is None and event.article.published_from is not None:
        since, until = shifted(event.article.published_from, -UNDATED), event.article.published_to
    return (since, until) if since is not None and until is not None and until - since <= WINDOW else None


def _holder(actor: Actor) -> str:
    return actor.country if actor.type is ActorType.STATE and actor.country else actor.id


def _names(doer: Actor) -> set[str]:
    """Return who does what an actor does: itself, and the state of which it is an organ or a force."""
    return {doer.id, doer.country} if doer.country and doer.type in _OF_STATE else {doer.id}
