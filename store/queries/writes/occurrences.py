"""Writing occurrences."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from store.models import Event, EventBlock, Occurrence
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


def delete_occurrences(session: Session, pks: Collection[int]) -> None:
    """Delete occurrences that no event has."""
    for some in chunks(sorted(pks)):
        session.execute(delete(Occurrence).where(Occurrence.pk.in_(some)))
