"""Occurrences: events of different articles that are one event, joined when articles come and parted when they go.

An occurrence is a connected component of the stored events, where two are linked when `extraction.occurrences` decides
that they are one. So what is joined depends on the articles that are stored, not on the order in which they came: an
event that links two occurrences joins them, and when it is deleted they part. Writers at once clash where they touch
the same events, occurrences or blocks; the second one is done again (`services.transaction`) and sees the first.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from sqlalchemy.orm import Session

from extraction import model, occurrences
from extraction.occurrences import Report
from ontology.edtf import LATEST, Edtf
from services import ids
from store import queries
from store.models import Appearance, Article, Event, EventBlock, Occurrence, ParticipantRole
from store.queries import BlockRow, ReportedEvent


@dataclass(eq=False)
class _Node:
    """An event that is stored, or a new one, and the group of events that it is in."""

    id: str
    article: str
    published_from: datetime | None
    dumped: str
    pk: int | None = None
    occurrence_pk: int | None = None
    new: Event | None = None
    group: list["_Node"] = field(init=False)

    def __post_init__(self) -> None:
        self.group = [self]

    @cached_property
    def report(self) -> Report:
        return Report.load(self.dumped)

    @cached_property
    def blocks(self) -> frozenset[str]:
        return frozenset(occurrences.blocks(self.report))

    def is_same(self, other: "_Node") -> bool:
        """Return whether both are one event; two of one article are not, as its extraction would have joined them."""
        if self.article == other.article:
            return False
        compared = occurrences.compare(self.report, other.report)
        return compared is not None and compared.same


def join(session: Session, articles: Sequence[Article], now: datetime) -> None:
    """Join the events of new articles, which are about to be stored, with each other and with stored events."""
    new = [
        _Node(event.id, article.id, article.published_from, event.report, new=event)
        for article in articles
        for event in article.events
        if event.report is not None
    ]
    stored = queries.list_event_blocks(session, sorted({block for node in new for block in node.blocks}))
    _add_to_blocks(new, stored)
    _join(session, new, stored, now)


def leave(session: Session, event: Event, now: datetime) -> None:
    """Take a stored event, which a person has changed, out of its occurrence."""
    pk = event.occurrence_pk
    event.occurrence_pk = None
    session.flush()
    queries.delete_blocks(session, event.pk)
    if pk is not None:
        part(session, [pk], now)


def rejoin(session: Session, events: Sequence[Event], now: datetime) -> None:
    """Join stored events that have left, or never were compared, with those of other articles; with their articles."""
    nodes = [
        _Node(event.id, event.article.id, event.article.published_from, event.report, pk=event.pk)
        for event in events
        if event.report is not None
    ]
    stored = queries.list_event_blocks(session, sorted({block for node in nodes for block in node.blocks}))
    _join(session, nodes, stored, now)
    last = _last(stored)
    session.add_all(row for node in nodes for row in _blocks(node, last))
    session.flush()
    for event in events:
        session.expire(event, ["occurrence_pk"])
    count_sources(session, queries.list_occurrences_of_articles(session, {event.article_pk for event in events}))


def gather(session: Session, article_pks: Collection[int], now: datetime) -> None:
    """Join those events of stored articles that were stored before there were occurrences, or sketches."""
    unread = queries.list_uncompared_events(session, article_pks)
    actors = queries.list_actors_as_presented(session, {event.article_pk for event in unread})
    for event in unread:
        event.report = _report(event, actors[event.article_pk])
    rejoin(session, [event for event in unread if event.report is not None], now)
    sketches = {
        pk: occurrences.sketch(Report.load(report)) for pk, report in queries.list_unsketched(session, article_pks)
    }
    queries.set_sketches(session, sketches)


def _report(event: Event, presented: Mapping[int, Appearance]) -> str | None:
    """Return the report of a stored event, as that of an extraction is read."""
    taking_part = [(part.role, presented[part.actor_pk]) for part in event.participants if part.actor_pk in presented]
    doers, others = (
        tuple(i for i, (each, _) in enumerate(taking_part) if each is role)
        for role in (ParticipantRole.ACTOR, ParticipantRole.RECIPIENT)
    )
    found = model.Event(
        type=event.type,
        title=event.title,
        triggers=event.triggers,
        actors=doers,
        recipients=others,
        when=model.When(event.when_edtf, event.when_span) if event.when_edtf and event.when_span else None,
        where=model.Where(event.country, event.place),
        modality=event.modality,
        figures=event.figures,
        confidence=event.confidence,
    )
    actors = [
        model.Actor(each.type, each.name, each.country, each.role, each.aliases, each.keys, (), each.confidence)
        for _, each in taking_part
    ]
    published = event.article.published_at
    report = occurrences.read(found, actors, event.article.text, Edtf.parse(published) if published else None)
    return report.dump() if report else None


def _join(session: Session, new: Sequence[_Node], blocks: Sequence[BlockRow], now: datetime) -> None:
    stored = {found.id: _node(found) for found in queries.list_reported_events(session, _like(new, blocks))}
    _unite_joined(stored.values())
    _link(new, [*stored.values(), *new])
    pks = {node.occurrence_pk for group in _groups(new) for node in group if node.occurrence_pk is not None}
    for found in queries.list_events_of_occurrences(session, pks):
        stored.setdefault(found.id, _node(found))
    _unite_joined(stored.values())
    _settle(session, [group for group in _groups(new) if len(group) > 1], pks, now)


def _like(new: Iterable[_Node], blocks: Iterable[BlockRow]) -> set[int]:
    """Return the primary keys of the stored events that may be one event with a new one, by their sketches."""
    likeness = {node.id: occurrences.likeness(node.report) for node in new}
    in_block: defaultdict[str, list[str]] = defaultdict(list)
    for node in new:
        for block in node.blocks:
            in_block[block].append(node.id)
    sketches: dict[int, str | None] = {}
    pairs: set[tuple[int, str]] = set()  # most pairs share several blocks
    for block, _, event_pk, sketch in blocks:
        sketches[event_pk] = sketch
        pairs.update((event_pk, node_id) for node_id in in_block[block])
    found: set[int] = set()
    for event_pk, node_id in pairs:
        sketch = sketches[event_pk]
        if event_pk not in found and (sketch is None or likeness[node_id](sketch)):
            found.add(event_pk)
    return found


def _add_to_blocks(new: Iterable[_Node], stored: Iterable[BlockRow]) -> None:
    last = _last(stored)
    for node in new:
        if node.new is not None:
            node.new.blocks = _blocks(node, last)


def _last(stored: Iterable[BlockRow]) -> dict[str, int]:
    return {block: nth for block, nth, *_ in stored}  # they come in the order of their numbers


def _blocks(node: _Node, last: dict[str, int]) -> list[EventBlock]:
    """Return the rows of an event in its blocks, after the last ones."""
    sketch = occurrences.sketch(node.report)
    rows = []
    for block in sorted(node.blocks):
        last[block] = last.get(block, 0) + 1
        rows.append(EventBlock(block=block, nth=last[block], sketch=sketch, event_pk=node.pk))
    return rows


def part(session: Session, pks: Sequence[int], now: datetime) -> None:
    """Join the events of occurrences again after an article has been deleted."""
    nodes = [_node(found) for found in queries.list_events_of_occurrences(session, pks)]
    _link(nodes, nodes)
    _settle(session, _groups(nodes), set(pks), now)
    count_sources(session, {pk for node in nodes if (pk := node.occurrence_pk) is not None})


def count_sources(session: Session, pks: Collection[int]) -> None:
    """Count the articles of occurrences again; copies of one text are one source."""
    counts = queries.count_sources(session, pks)
    for occurrence in queries.list_occurrences_by_pk(session, pks):
        occurrence.sources = counts.get(occurrence.pk, occurrence.sources)


def _node(found: ReportedEvent) -> _Node:
    return _Node(
        found.id, found.article_id, found.published_from, found.report, pk=found.pk, occurrence_pk=found.occurrence_pk
    )


def _unite(one: _Node, other: _Node) -> None:
    if one.group is not other.group:
        small, large = sorted((one.group, other.group), key=len)
        large.extend(small)
        for node in small:
            node.group = large


def _unite_joined(nodes: Iterable[_Node]) -> None:
    """Unite the events that have one occurrence."""
    first: dict[int, _Node] = {}
    for node in nodes:
        if node.occurrence_pk is not None:
            _unite(node, first.setdefault(node.occurrence_pk, node))


def _link(nodes: Iterable[_Node], others: Iterable[_Node]) -> None:
    """Unite the events with those others that are one event with them."""
    in_block: defaultdict[str, list[_Node]] = defaultdict(list)
    for other in others:
        for block in other.blocks:
            in_block[block].append(other)
    for node in nodes:
        for block in node.blocks:
            for other in in_block[block]:
                if node.group is not other.group and node.is_same(other):
                    _unite(node, other)


def _groups(nodes: Iterable[_Node]) -> list[list[_Node]]:
    return list({id(node.group): node.group for node in nodes}.values())


def _settle(session: Session, groups: Sequence[list[_Node]], pks: Collection[int], now: datetime) -> None:
    """Give each group its occurrence, one of those that its events had or a new one; delete those that are left."""
    unused = {found.id: found for found in queries.list_occurrences_by_pk(session, pks)}
    chosen: list[tuple[list[_Node], Occurrence]] = []
    # An id stays with its event, so that no two occurrences ever have the same.
    for group in sorted(groups, key=lambda group: _id(group) not in unused):
        if len(group) > 1:
            had = {node.occurrence_pk for node in group}
            public_id = _id(group)
            known = unused.get(public_id) or next((each for each in unused.values() if each.pk in had), None)
            if known is not None:
                del unused[known.id]
            chosen.append((group, _changed(known, public_id, len({node.article for node in group}), now)))
    queries.add_occurrences(session, [occurrence for _, occurrence in chosen])
    moves: defaultdict[int | None, list[int]] = defaultdict(list)
    for group, occurrence in chosen:
        for node in group:
            if node.new is not None:
                node.new.occurrence, node.new.occurrence_pk = occurrence, occurrence.pk
            elif node.pk is not None and node.occurrence_pk != occurrence.pk:
                moves[occurrence.pk].append(node.pk)
    alone = (group[0] for group in groups if len(group) == 1)
    moves[None] = [node.pk for node in alone if node.pk is not None and node.occurrence_pk is not None]
    queries.move_events(session, moves)
    queries.delete_occurrences(session, [occurrence.pk for occurrence in unused.values()])


def _id(group: Sequence[_Node]) -> str:
    """Return the id of the occurrence of a group, which is that of its first report."""
    return ids.occurrence_id(min(group, key=lambda node: (node.published_from or LATEST, node.id)).id)


def _changed(known: Occurrence | None, public_id: str, sources: int, now: datetime) -> Occurrence:
    if known is None:
        return Occurrence(id=public_id, sources=sources, created_at=now, updated_at=now)
    if (known.id, known.sources) != (public_id, sources):
        known.id, known.sources, known.updated_at = public_id, sources, now
    return known
