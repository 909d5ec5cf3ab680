"""Moving what articles say from one actor or issue to another."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session, aliased, selectinload

from ontology.enums import FactStatus
from store.models import (
    Actor,
    Appearance,
    Article,
    Event,
    EventParticipant,
    Issue,
    Position,
    Quote,
)
from store.queries.paging import chunks
from store.queries.writes.removals import Cause, add_removals

# The columns by which facts refer to actors of their article.
_REFERENCES = ((Quote, Quote.speaker_pk), (Position, Position.holder_pk))

Saved = dict[str, Any]
"""What a second actor of an article took over from a first one, in values of JSON."""


def list_records_of_article(session: Session, article_pk: int) -> Sequence[Row[int, str, int, str]]:
    """List the actors to which those of an article were linked, each with the one at which it is shown."""
    shown, linked = aliased(Actor), aliased(Actor)
    query = (
        select(
            linked.pk.label("linked_pk"),
            linked.id.label("linked_id"),
            shown.pk.label("shown_pk"),
            shown.id.label("shown_id"),
        )
        .select_from(Appearance)
        .join(linked, linked.pk == func.coalesce(Appearance.linked_pk, Appearance.actor_pk))
        .join(shown, shown.pk == func.coalesce(Appearance.joined["into"].as_integer(), Appearance.actor_pk))
    )
    return session.execute(query.where(Appearance.article_pk == article_pk).order_by(Appearance.pk)).all()


def list_moved_appearances(
    session: Session, pks: Collection[int], *, article_pk: int | None = None
) -> Sequence[tuple[int, int, int]]:
    """List appearances, of an article or all, that were linked to actors but belong to others.

    Returns article, other and own actor.
    """
    query = select(Appearance.article_pk, Appearance.actor_pk, Appearance.linked_pk).where(Appearance.joined.is_(None))
    if article_pk is not None:
        query = query.where(Appearance.article_pk == article_pk)
    return [
        (article_pk, actor_pk, linked_pk)
        for some in chunks(sorted(pks))
        for article_pk, actor_pk, linked_pk in session.execute(
            query.where(Appearance.linked_pk.in_(some)).order_by(Appearance.pk)
        )
        if linked_pk is not None
    ]


def list_joined_appearances(
    session: Session, pks: Collection[int], *, article_pk: int | None = None
) -> Sequence[Appearance]:
    """List the appearances of actors, in an article or all, that are shown as part of another one, with mentions."""
    query = select(Appearance).options(selectinload(Appearance.mentions)).where(Appearance.joined.is_not(None))
    if article_pk is not None:
        query = query.where(Appearance.article_pk == article_pk)
    query = query.execution_options(populate_existing=True)
    return [
        found
        for some in chunks(sorted(pks))
        for found in session.scalars(query.where(Appearance.actor_pk.in_(some)).order_by(Appearance.pk))
    ]


def count_joined_appearances(session: Session, article_pk: int) -> int:
    """Count the appearances of an article that are shown as part of another one."""
    query = select(func.count()).select_from(Appearance)
    return session.scalar(query.where(Appearance.article_pk == article_pk, Appearance.joined.is_not(None))) or 0


def list_articles_of_actor(
    session: Session, actor_pk: int, *, article_ids: Collection[str] | None = None
) -> Sequence[int]:
    """List the primary keys of the articles, of these or of all, that show an actor."""
    query = select(Appearance.article_pk).where(Appearance.actor_pk == actor_pk, Appearance.joined.is_(None))
    if article_ids is not None:
        query = query.where(Appearance.article_pk.in_(_pks_of(article_ids)))
    return session.scalars(query.order_by(Appearance.article_pk)).all()


def list_articles_with(session: Session, actor_pk: int, article_pks: Sequence[int]) -> set[int]:
    """Return those of the articles, by their primary keys, that have an actor."""
    query = select(Appearance.article_pk).where(Appearance.actor_pk == actor_pk)
    return {pk for some in chunks(article_pks) for pk in session.scalars(query.where(Appearance.article_pk.in_(some)))}


def get_appearance_at(session: Session, article_pk: int, actor_pk: int) -> Appearance:
    """Get an actor of an article that has it, both by their primary keys, with its mentions."""
    query = select(Appearance).options(selectinload(Appearance.mentions))
    here = query.where(Appearance.article_pk == article_pk, Appearance.actor_pk == actor_pk)
    return session.scalars(here.execution_options(populate_existing=True)).one()


def move_appearances(session: Session, article_pks: Sequence[int], from_pk: int, to_pk: int) -> None:
    """Give an actor of articles, with the facts there that refer to it, to another one that they do not have."""
    linked = func.coalesce(Appearance.linked_pk, Appearance.actor_pk)
    for some in chunks(article_pks):
        _execute(
            session,
            update(Appearance)
            .where(Appearance.article_pk.in_(some), Appearance.actor_pk == from_pk)
            .values(actor_pk=to_pk, linked_pk=case((linked == to_pk, null()), else_=linked)),
        )
        for fact, column in _REFERENCES:
            here = update(fact).where(fact.article_pk.in_(some), column == from_pk)
            _execute(session, here.values({column: to_pk}))
        events = select(Event.pk).where(Event.article_pk.in_(some))
        parts = update(EventParticipant).where(EventParticipant.actor_pk == from_pk)
        _execute(session, parts.where(EventParticipant.event_pk.in_(events)).values(actor_pk=to_pk))


def take_over_facts(session: Session, article_pk: int, from_pk: int, to_pk: int) -> Saved:
    """Let the facts of an article refer to one of its actors instead of another; return what that changes."""
    saved: Saved = {}
    for fact, column in _REFERENCES:
        pks = session.scalars(select(fact.pk).where(fact.article_pk == article_pk, column == from_pk)).all()
        _execute(session, update(fact).where(fact.pk.in_(pks)).values({column: to_pk}))
        saved[fact.__tablename__] = list(pks)
    events = select(EventParticipant.event_pk).join(Event, Event.pk == EventParticipant.event_pk)
    saved["events"] = []
    for event_pk in session.scalars(
        events.where(Event.article_pk == article_pk, EventParticipant.actor_pk == from_pk).distinct()
    ).all():
        before = _parts(session, event_pk)
        after = [list(part) for part in dict.fromkeys((r, to_pk if pk == from_pk else pk) for r, pk in before)]
        set_participants(session, event_pk, after)
        saved["events"].append([event_pk, before, after])
    return saved


def give_back_facts(session: Session, saved: Saved, from_pk: int, to_pk: int) -> None:
    """Take `take_over_facts` back; a fact that has changed since stays as it is."""
    for fact, column in _REFERENCES:
        theirs = update(fact).where(fact.pk.in_(saved[fact.__tablename__]), column == to_pk)
        _execute(session, theirs.values({column: from_pk}))
    for event_pk, before, after in saved["events"]:
        if _parts(session, event_pk) == after:
            set_participants(session, event_pk, before)


def set_participants(session: Session, event_pk: int, parts: Iterable[Sequence[Any]]) -> None:
    """Replace the participants of an event: roles and primary keys of actors."""
    session.execute(delete(EventParticipant).where(EventParticipant.event_pk == event_pk))
    rows = [{"event_pk": event_pk, "role": role, "actor_pk": actor_pk} for role, actor_pk in parts]
    if rows:
        session.execute(insert(EventParticipant), rows)


def list_issues_linked(session: Session, issue_pk: int, article_ids: Collection[str]) -> Sequence[Row[str, str]]:
    """List the articles, of these, with a position on an issue, each with an issue with which one was joined."""
    linked = func.coalesce(Position.linked_pk, Position.issue_pk)
    query = select(Article.id, Issue.id).join(Position, Position.article_pk == Article.pk)
    query = query.join(Issue, Issue.pk == linked)
    query = query.where(Position.issue_pk == issue_pk, Article.id.in_(sorted(article_ids))).order_by(Position.pk)
    return session.execute(query).all()


def list_actors_linked(session: Session, actor_pk: int, article_ids: Collection[str]) -> Sequence[Row[str, str]]:
    """List the articles, of these, that show an actor, each with an actor to which that appearance was linked.

    Appearances that are shown as part of it are among them.
    """
    linked = func.coalesce(Appearance.linked_pk, Appearance.actor_pk)
    shown = or_(
        and_(Appearance.actor_pk == actor_pk, Appearance.joined.is_(None)),
        Appearance.joined["into"].as_integer() == actor_pk,
    )
    query = select(Article.id, Actor.id).join(Appearance, Appearance.article_pk == Article.pk)
    query = query.join(Actor, Actor.pk == linked).where(shown, Article.id.in_(sorted(article_ids)))
    return session.execute(query.order_by(Appearance.pk)).all()


def get_label_on(session: Session, issue_pk: int, *, article_ids: Collection[str] | None = None) -> str | None:
    """Get what the first position on an issue, in these articles or in any, calls it; None when there is none."""
    label = func.coalesce(Position.own_label, Issue.label)
    query = select(label).join(Position.issue).where(Position.issue_pk == issue_pk).order_by(Position.pk).limit(1)
    if article_ids is not None:
        query = query.where(Position.article_pk.in_(_pks_of(article_ids)))
    return session.scalar(query)


def is_issue_elsewhere(session: Session, issue_pk: int, article_ids: Collection[str]) -> bool:
    """Return whether other articles than these have positions on an issue."""
    others = ~Position.article_pk.in_(_pks_of(article_ids))
    return session.scalar(select(exists().where(Position.issue_pk == issue_pk, others))) or False


def is_actor_elsewhere(session: Session, actor_pk: int, article_ids: Collection[str]) -> bool:
    """Return whether other articles than these show an actor."""
    others = ~Appearance.article_pk.in_(_pks_of(article_ids))
    return session.scalar(select(exists().where(Appearance.actor_pk == actor_pk, others))) or False


def list_articles_that_reject(session: Session, actor_id: str, other_id: str, *, limit: int) -> Sequence[str]:
    """List articles in which an actor is rejected and another one is not, all by their ids."""
    one, other = aliased(Appearance), aliased(Appearance)
    query = select(Article.id).join(one, one.article_pk == Article.pk).join(other, other.article_pk == Article.pk)
    query = query.where(one.actor_pk == _pk_of(actor_id), one.status == FactStatus.REJECTED)
    query = query.where(other.actor_pk == _pk_of(other_id), other.status != FactStatus.REJECTED)
    return session.scalars(query.order_by(Article.pk).limit(limit)).all()


def move_issue(session: Session, from_pk: int, to_pk: int, *, article_ids: Collection[str] | None = None) -> None:
    """Give the positions on an issue, of these articles or all, to another issue."""
    linked = func.coalesce(Position.linked_pk, Position.issue_pk)
    moved = update(Position).where(Position.issue_pk == from_pk)
    if article_ids is not None:
        here = _pks_of(article_ids)
        moved = moved.where(Position.article_pk.in_(here))
    _execute(session, moved.values(issue_pk=to_pk, linked_pk=case((linked == to_pk, null()), else_=linked)))


def list_articles_on(session: Session, issue_pk: int, *, article_ids: Collection[str] | None = None) -> Sequence[int]:
    """List the primary keys of the articles, of these or of all, with positions on an issue."""
    query = select(Position.article_pk).where(Position.issue_pk == issue_pk).distinct()
    if article_ids is not None:
        query = query.where(Position.article_pk.in_(_pks_of(article_ids)))
    return session.scalars(query.order_by(Position.article_pk)).all()


def list_articles_with_moved(session: Session, issue_pks: Collection[int]) -> Sequence[int]:
    """List the primary keys of the articles with positions that were joined with issues, but belong to others."""
    query = select(Position.article_pk).where(Position.linked_pk.in_(sorted(issue_pks))).distinct()
    return session.scalars(query.order_by(Position.article_pk)).all()


def send_positions_home(session: Session, issue_pks: Collection[int]) -> None:
    """Give positions that were joined with issues, but belong to others, back to them."""
    for some in chunks(sorted(issue_pks)):
        _send_home(session, Position.linked_pk.in_(some))


def send_positions_of_article_home(session: Session, article_pk: int) -> None:
    """Give the positions of an article that belong to other issues back to those with which they were joined."""
    _send_home(session, and_(Position.article_pk == article_pk, Position.linked_pk.is_not(None)))


def _send_home(session: Session, which: ColumnElement[bool]) -> None:
    _execute(session, update(Position).where(which).values(issue_pk=Position.linked_pk, linked_pk=None))


def delete_unused_actors(session: Session, pks: Collection[int], cause: Cause) -> None:
    """Delete those of the actors that no article has and that none was linked to."""
    used = or_(Appearance.actor_pk == Actor.pk, Appearance.linked_pk == Actor.pk)
    shown = exists().where(Appearance.actor_pk == Actor.pk, Appearance.joined.is_(None))
    for some in chunks(sorted(pks)):
        add_removals(session, session.scalars(select(Actor.id).where(Actor.pk.in_(some), ~shown)), cause)
        _execute(session, delete(Actor).where(Actor.pk.in_(some), ~exists().where(used)))


def _pks_of(article_ids: Collection[str]) -> Select[int]:
    return select(Article.pk).where(Article.id.in_(sorted(article_ids)))


def _pk_of(actor_id: str) -> ScalarSelect[int]:
    return select(Actor.pk).where(Actor.id == actor_id).scalar_subquery()


def _parts(session: Session, event_pk: int) -> list[list[Any]]:
    query = select(EventParticipant.role, EventParticipant.actor_pk).where(EventParticipant.event_pk == event_pk)
    return [[str(role), pk] for role, pk in session.execute(query.order_by(EventParticipant.pk))]


def _execute(session: Session, statement: Any) -> None:
    session.execute(statement, execution_options={"synchronize_session": False})
