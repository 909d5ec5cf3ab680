"""Writing facts one by one, as people review them."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Select, delete, exists, func, insert, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from ontology.enums import FactOrigin, FactStatus, Subject
from ontology.figure import Figure
from ontology.span import Span
from store.models import (
    Actor,
    Appearance,
    Article,
    Event,
    EventFigure,
    EventParticipant,
    Mention,
    Position,
    Quote,
    Revision,
)
from store.queries.conditions import is_live
from store.queries.writes.judgements import delete_unused_actors
from store.queries.writes.removals import Cause, add_removals, list_ids_in_articles

FactEntity = Appearance | Quote | Event | Position

MODELS: dict[Subject, type[FactEntity]] = {
    Subject.ACTOR: Appearance,
    Subject.QUOTE: Quote,
    Subject.EVENT: Event,
    Subject.POSITION: Position,
}
_QUERIES: dict[Subject, Select[Any]] = {
    Subject.ACTOR: select(Appearance).options(
        joinedload(Appearance.article, innerjoin=True),
        joinedload(Appearance.actor, innerjoin=True),
        selectinload(Appearance.mentions),
    ),
    Subject.QUOTE: select(Quote).options(joinedload(Quote.article, innerjoin=True), joinedload(Quote.speaker)),
    Subject.EVENT: select(Event).options(
        joinedload(Event.article, innerjoin=True),
        selectinload(Event.participants).joinedload(EventParticipant.actor, innerjoin=True),
    ),
    Subject.POSITION: select(Position).options(
        joinedload(Position.article, innerjoin=True),
        joinedload(Position.holder, innerjoin=True),
        joinedload(Position.issue, innerjoin=True),
        joinedload(Position.quote),
    ),
}


def get_fact(
    session: Session, subject: Subject, fact_id: str, article_id: str | None = None, *, lock: bool = False
) -> FactEntity | None:
    """Get a fact with all that it refers to; with `lock` no other transaction changes it before this one ends.

    The id of an actor is to be given with that of the article that presents it.
    """
    query = _QUERIES[subject]
    model = MODELS[subject]
    if subject is Subject.ACTOR:
        query = query.join(Appearance.actor).join(Appearance.article)
        query = query.where(Actor.id == fact_id, Article.id == article_id, Appearance.joined.is_(None))
    else:
        query = query.where(model.id == fact_id)  # type: ignore[union-attr]
    if lock:
        query = query.with_for_update(of=model)
    fact: FactEntity | None = session.scalar(query.execution_options(populate_existing=True))
    return fact


def list_facts_at(session: Session, subject: Subject, article_pk: int, start: int) -> Sequence[FactEntity]:
    """List the quotes, events or positions of an article that begin at a character of its text."""
    model: Any = MODELS[subject]
    return session.scalars(
        _QUERIES[subject].where(model.article_pk == article_pk, model.start == start).order_by(model.pk)
    ).all()


def list_facts_of(session: Session, subject: Subject, article_pk: int) -> Sequence[FactEntity]:
    """List all facts of a kind of an article, as `get_fact` gets one with a lock, in the order of their storing."""
    model = MODELS[subject]
    query = _QUERIES[subject].where(model.article_pk == article_pk).order_by(model.pk).with_for_update(of=model)
    return session.scalars(query.execution_options(populate_existing=True)).all()


def get_appearances_of(session: Session, article_pk: int, actor_ids: Iterable[str]) -> dict[str, Appearance]:
    """Get actors of an article, by their ids, or by the ids of the actors to which they were linked."""
    wanted = sorted(set(actor_ids))
    query = select(Appearance).options(joinedload(Appearance.actor, innerjoin=True))
    query = query.where(Appearance.article_pk == article_pk)
    shown = query.join(Appearance.actor).where(Actor.id.in_(wanted), Appearance.joined.is_(None))
    found = {row.actor.id: row for row in session.scalars(shown)}
    missing = [each for each in wanted if each not in found]
    if missing:
        linked = aliased(Actor)
        rows = session.execute(
            query.add_columns(linked.id)
            .join(linked, linked.pk == func.coalesce(Appearance.linked_pk, Appearance.actor_pk))
            .where(linked.id.in_(missing))
        ).all()
        for appearance, actor_id in rows:
            found[actor_id] = _shown(session, appearance)
    return found


def _shown(session: Session, appearance: Appearance) -> Appearance:
    """The appearance as part of which one is shown, or itself."""
    query = select(Appearance).options(joinedload(Appearance.actor, innerjoin=True))
    while appearance.joined is not None:
        here = (Appearance.article_pk == appearance.article_pk, Appearance.actor_pk == appearance.joined["into"])
        appearance = session.scalars(query.where(*here)).one()
    return appearance


def get_quote_of(session: Session, article_pk: int, quote_id: str) -> Quote | None:
    """Get a quote of an article."""
    return session.scalar(select(Quote).where(Quote.article_pk == article_pk, Quote.id == quote_id))


def list_uses(session: Session, appearance: Appearance, *, live: bool) -> Sequence[str]:
    """List the ids of some facts of an article that refer to its actor; with `live`, of those that are not rejected."""
    here, actor = appearance.article_pk, appearance.actor_pk
    part = exists().where(EventParticipant.event_pk == Event.pk, EventParticipant.actor_pk == actor)
    uses = ((Quote, Quote.speaker_pk == actor), (Event, part), (Position, Position.holder_pk == actor))
    found: list[str] = []
    for fact, refers in uses:
        query = select(fact.id).where(fact.article_pk == here, refers).order_by(fact.pk).limit(10)
        found += session.scalars(query.where(is_live(fact)) if live else query)
    return found


def list_events_to_date(session: Session, article_pk: int) -> Sequence[Event]:
    """List the events of an article that the machine found and nobody has judged."""
    query = select(Event).options(joinedload(Event.article, innerjoin=True))
    ours = (Event.origin == FactOrigin.MACHINE, Event.status == FactStatus.MACHINE)
    return session.scalars(query.where(Event.article_pk == article_pk, *ours).order_by(Event.pk)).all()


def set_figures(session: Session, event: Event, figures: Sequence[Figure]) -> None:
    """Replace the bounds by which an event is found."""
    session.execute(delete(EventFigure).where(EventFigure.event_pk == event.pk))
    if figures:
        session.execute(
            insert(EventFigure), [{"event_pk": event.pk, **EventFigure.bounds(figure)} for figure in figures]
        )


def set_mentions(session: Session, appearance: Appearance, spans: Sequence[Span]) -> None:
    """Replace the mentions of an actor in an article."""
    key = {"article_pk": appearance.article_pk, "actor_pk": appearance.actor_pk}
    session.execute(delete(Mention).filter_by(**key))
    session.execute(insert(Mention), [key | span._asdict() for span in spans])


def delete_fact(session: Session, subject: Subject, fact: FactEntity, cause: Cause) -> None:
    """Delete a fact with its history, and an actor that no other article has."""
    model = MODELS[subject]
    ids = list_ids_in_articles(session, Appearance.pk == fact.pk) if isinstance(fact, Appearance) else [fact.id]
    add_removals(session, ids, cause)
    session.execute(delete(Revision).where(Revision.subject == subject, Revision.subject_pk == fact.pk))
    session.execute(delete(model).where(model.pk == fact.pk))
    if isinstance(fact, Appearance):
        delete_unused_actors(session, [pk for pk in (fact.actor_pk, fact.linked_pk) if pk is not None], cause)
