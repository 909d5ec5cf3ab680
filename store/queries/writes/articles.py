"""Writing articles: rows of many articles are inserted in a few statements, without reading them back.

Facts are inserted past the session, which would take a quarter longer; the session has the actors, issues and keys that
articles share.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import delete, func, insert, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session, attributes

from ontology.enums import Subject
from store.base import Base
from store.models import (
    Actor,
    ActorKey,
    Appearance,
    Article,
    Event,
    EventBlock,
    EventFigure,
    EventParticipant,
    ExternalId,
    Fact,
    Issue,
    Mention,
    Position,
    Quote,
    Revision,
)
from store.queries.paging import chunks
from store.queries.writes.judgements import delete_unused_actors
from store.queries.writes.relink import delete_unused_issues
from store.queries.writes.removals import Cause, add_removals, list_ids_in_articles

_Entity = TypeVar("_Entity", Actor, Issue)


def add_articles(session: Session, articles: Sequence[Article], keys: Sequence[ActorKey]) -> None:
    """Add new articles with all their rows, actors, keys and issues, in a transaction that writes.

    The articles are in no session afterwards, but have their primary keys.
    """
    if not articles:
        return
    events = [each for article in articles for each in article.events]
    facts: dict[type[Base], Sequence[Any]] = {
        Article: articles,
        Appearance: [each for article in articles for each in article.appearances],
        Quote: [each for article in articles for each in article.quotes],
        Event: events,
        EventParticipant: [each for event in events for each in event.participants],
        Position: [each for article in articles for each in article.positions],
    }
    actors = _new(appearance.actor for appearance in facts[Appearance])
    issues = _new(position.issue for position in facts[Position])
    _number(session, {Actor: actors, Issue: issues} | facts)
    for article in articles:
        _refer(article)
    session.add_all([*actors, *issues, *keys])
    session.flush()
    connection = session.connection()
    for kind, rows in facts.items():
        if rows:
            names = kind.__table__.columns.keys()
            connection.execute(insert(kind), [{name: getattr(row, name) for name in names} for row in rows])
    mentions = [
        {"article_pk": appearance.article_pk, "actor_pk": appearance.actor_pk, **mention.span._asdict()}
        for appearance in facts[Appearance]
        for mention in appearance.mentions
    ]
    if mentions:
        connection.execute(insert(Mention), mentions)
    figures = [{"event_pk": event.pk, **EventFigure.bounds(figure)} for event in events for figure in event.figures]
    if figures:
        connection.execute(insert(EventFigure), figures)
    blocks = [
        {"event_pk": event.pk, "block": each.block, "nth": each.nth, "sketch": each.sketch}
        for event in events
        for each in event.blocks
    ]
    if blocks:  # in one order for all writers, which wait for each other's
        connection.execute(insert(EventBlock), sorted(blocks, key=lambda block: (block["block"], block["nth"])))


def add_external_id(session: Session, external_id: str, source: str, article: Article) -> None:
    """Add an external id to an article, in a writing transaction; the article may be in no session."""
    row = {"external_id": external_id, "source": source}
    session.execute(insert(ExternalId).values(**row, article_pk=article.pk))
    known = attributes.instance_dict(article).get("external_ids", ())
    ids = [*known, ExternalId(**row)]
    attributes.set_committed_value(
        article, "external_ids", sorted(ids, key=lambda each: (each.source, each.external_id))
    )


def delete_article(session: Session, pk: int, cause: Cause) -> list[int]:
    """Delete an article with all that belongs to it, and the actors and issues of no other article.

    Returns the primary keys of its actors that other articles have, too.
    """
    actors = _used(session, pk, Appearance.actor_pk, Appearance.linked_pk)
    issues = [
        *_used(session, pk, Position.issue_pk, Position.linked_pk),
        *_former_issues(session, pk),
    ]
    ids = [select(Article.id).where(Article.pk == pk)]
    ids += [select(fact.id).where(fact.article_pk == pk) for fact in (Quote, Event, Position)]
    gone = list_ids_in_articles(session, Appearance.article_pk == pk) + list(session.scalars(union_all(*ids)))
    add_removals(session, gone, cause)
    session.execute(delete(Article).where(Article.pk == pk))
    delete_unused_actors(session, actors, cause)
    delete_unused_issues(session, issues, cause)
    return [kept for some in chunks(actors) for kept in session.scalars(select(Actor.pk).where(Actor.pk.in_(some)))]


def _used(session: Session, article_pk: int, *columns: InstrumentedAttribute[int | None]) -> list[int]:
    """The actors or issues that an article has, and those with which it was linked."""
    rows = session.execute(select(*columns).where(columns[0].class_.article_pk == article_pk))
    return sorted({pk for row in rows for pk in row if pk is not None})


def _former_issues(session: Session, article_pk: int) -> Sequence[int]:
    """The issues that positions of an article had before they were corrected."""
    history = select(Revision.after).where(Revision.article_pk == article_pk, Revision.subject == Subject.POSITION)
    ids = {after["issue"]["id"] for after in session.scalars(history)}
    return session.scalars(select(Issue.pk).where(Issue.id.in_(ids))).all() if ids else ()


def delete_other_keys(session: Session, actor: Actor, keys: set[str]) -> None:
    """Delete all keys of an actor but these."""
    session.execute(delete(ActorKey).where(ActorKey.actor_pk == actor.pk, ActorKey.key.not_in(sorted(keys))))


def add_missing_keys(session: Session, actor: Actor, keys: set[str]) -> None:
    """Give an actor those of these keys that no actor has: another one that has a key is found by it as before."""
    there = {
        key
        for some in chunks(sorted(keys))
        for key in session.scalars(select(ActorKey.key).where(ActorKey.key.in_(some)))
    }
    session.add_all(ActorKey(key=key, actor_pk=actor.pk) for key in sorted(keys - there))


def _new(entities: Iterable[_Entity]) -> list[_Entity]:
    return [entity for entity in dict.fromkeys(entities) if entity.pk is None]


def _refer(article: Article) -> None:
    """Set the foreign keys of all rows of an article."""
    facts: tuple[Fact, ...] = (*article.appearances, *article.quotes, *article.events, *article.positions)
    for fact in facts:
        fact.article_pk = article.pk
    for appearance in article.appearances:
        appearance.actor_pk = appearance.actor.pk
    for quote in article.quotes:
        quote.speaker_pk = quote.speaker.pk if quote.speaker else None
    for event in article.events:
        for part in event.participants:
            part.event_pk, part.actor_pk = event.pk, part.actor.pk
    for position in article.positions:
        position.holder_pk, position.issue_pk = position.holder.pk, position.issue.pk
        position.quote_pk = position.quote.pk if position.quote else None
        position.since = article.published_from


def _number(session: Session, rows: Mapping[type[Base], Sequence[Any]]) -> None:
    """Set primary keys, as the database would."""
    free = _free_keys(session, {kind: len(some) for kind, some in rows.items() if some})
    for kind, keys in free.items():
        for row, key in zip(rows[kind], keys, strict=True):
            row.pk = key


def _free_keys(session: Session, counts: Mapping[type[Base], int]) -> Mapping[type[Base], Iterable[int]]:
    """Reserve primary keys of each table, in one statement."""
    kinds = list(counts)
    pks: list[Any] = [kind.__table__.c.pk for kind in kinds]
    if session.get_bind().dialect.name == "sqlite":  # no other transaction writes meanwhile
        firsts = session.execute(select(*(select(func.coalesce(func.max(pk), 0) + 1).scalar_subquery() for pk in pks)))
        return {kind: range(key, key + counts[kind]) for kind, key in zip(kinds, firsts.one(), strict=True)}
    parts = [
        select(literal(number), func.nextval(func.pg_get_serial_sequence(kind.__tablename__, "pk"))).select_from(
            func.generate_series(1, counts[kind])
        )
        for number, kind in enumerate(kinds)
    ]
    free: defaultdict[type[Base], list[int]] = defaultdict(list)
    for number, key in session.execute(union_all(*parts)):
        free[kinds[number]].append(key)
    return free
