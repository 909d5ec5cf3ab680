"""Writing occurrences."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import bindparam, delete, exists, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from store.models import Appearance, Article, Event, EventBlock, Occurrence
from store.queries.conditions import is_live
from store.queries.paging import chunks


def add_occurrences(session: Session, occurrences: Collection[Occurrence]) -> None:
    """Add new occurrences, which get their primary keys."""
    session.add_all(occurrences)
    session.flush()


def move_events(session: Session, moves: Mapping[int | None, Sequence[int]]) -> None:
    """Give stored events to occurrences, or to none; both by their primary keys."""
    for occurrence_pk, events in moves.items():
        for some in chunks(events):
            session.execute(update(Event).where(Event.pk.in_(some)).values(occurrence_pk=occurrence_pk))


def delete_blocks(session: Session, event_pk: int) -> None:
    """Delete the keys by which an event is found by those of other articles."""
    session.execute(delete(EventBlock).where(EventBlock.event_pk == event_pk))


def list_uncompared_events(session: Session, article_pks: Collection[int]) -> Sequence[Event]:
    """List the events of articles that were stored before there were reports, as they are read for one."""
    shown = (Article.id, Article.text, Article.published_at, Article.published_from)
    return session.scalars(
        select(Event)
        .options(
            joinedload(Event.article, innerjoin=True).load_only(*shown, raiseload=True),
            selectinload(Event.participants),
        )
        .where(Event.article_pk.in_(article_pks), Event.report.is_(None), is_live(Event))
        .order_by(Event.pk)
    ).all()


def list_actors_as_presented(session: Session, article_pks: Collection[int]) -> dict[int, dict[int, Appearance]]:
    """Get the actors of articles as these present them, by the primary keys of articles and of actors."""
    found: dict[int, dict[int, Appearance]] = {pk: {} for pk in article_pks}
    for each in session.scalars(select(Appearance).where(Appearance.article_pk.in_(article_pks))):
        found[each.article_pk][each.actor_pk] = each
    return found


def list_unsketched(session: Session, article_pks: Collection[int]) -> list[tuple[int, str]]:
    """List the primary keys and the reports of events of articles whose keys have no sketch."""
    keys = select(EventBlock.event_pk).where(EventBlock.event_pk == Event.pk, EventBlock.sketch.is_(None))
    query = select(Event.pk, Event.report).where(Event.article_pk.in_(article_pks), exists(keys))
    return [(pk, report) for pk, report in session.execute(query) if report is not None]


def set_sketches(session: Session, sketches: Mapping[int, str]) -> None:
    """Set the sketches of events, by their primary keys."""
    if sketches:
        statement = update(EventBlock).where(EventBlock.event_pk == bindparam("of")).values(sketch=bindparam("given"))
        session.connection().execute(statement, [{"of": pk, "given": sketch} for pk, sketch in sketches.items()])


def delete_occurrences(session: Session, pks: Collection[int]) -> None:
    """Delete occurrences that no event has."""
    for some in chunks(sorted(pks)):
        session.execute(delete(Occurrence).where(Occurrence.pk.in_(some)))
