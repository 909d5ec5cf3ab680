"""History of facts: their states, what the machine found, and revisions, which are never changed."""

from datetime import datetime

from sqlalchemy.orm import Session

from ontology.enums import FactOrigin, FactStatus, Subject
from services import occurrences
from services.review import values
from services.review.values import Value
from store import queries
from store.models import Event, Revision
from store.queries import FactEntity


def state(fact: FactEntity) -> Value:
    """Return the status and the value of a fact."""
    return {"status": fact.status.value, **values.read(fact)}


def subject_of(fact: FactEntity) -> Subject:
    """Return the kind of a fact."""
    return next(subject for subject, model in queries.MODELS.items() if isinstance(fact, model))


def get_first(session: Session, fact: FactEntity) -> Revision | None:
    """Get revision 0, which is stored with the first change of a fact."""
    return queries.get_revision(session, subject_of(fact), fact.pk, 0)


def machine_value(fact: FactEntity, first: Revision | None) -> Value | None:
    """Return what the machine found when it last read the article; None for a fact that only a person has found."""
    if fact.status is FactStatus.MACHINE:
        return values.read(fact)
    if fact.found is not None or fact.origin is FactOrigin.PERSON:
        return fact.found
    return first_value(fact, first)


def first_value(fact: FactEntity, first: Revision | None) -> Value:
    """Return the value of revision 0."""
    return {name: each for name, each in first.after.items() if name != "status"} if first else values.read(fact)


def settled_status(value: Value, first: Value) -> FactStatus:
    """Return the status of a fact that people have judged and that is not contested any more."""
    return FactStatus.CORRECTED if values.differ(value, first) else FactStatus.CONFIRMED


def add_revision(
    session: Session,
    fact: FactEntity,
    before: Value,
    after: Value,
    *,
    now: datetime,
    by: str | None = None,
    note: str | None = None,
    restores: int | None = None,
) -> None:
    """Add a change of a fact to its history, which begins with the fact as it was."""
    last = queries.get_last_number(session, subject_of(fact), fact.pk)
    if last is None:
        last = 0
        session.add(revision(fact, 0, before=None, after=before, created_at=fact.created_at))
    session.add(
        revision(fact, last + 1, before=before, after=after, created_at=now, by=by, note=note, restores=restores)
    )


def revision(
    fact: FactEntity,
    number: int,
    *,
    before: Value | None,
    after: Value,
    created_at: datetime,
    by: str | None = None,
    note: str | None = None,
    restores: int | None = None,
) -> Revision:
    """Return a revision of a fact, in no session."""
    return Revision(
        article_pk=fact.article_pk,
        subject=subject_of(fact),
        subject_pk=fact.pk,
        number=number,
        status=FactStatus(after["status"]),
        before=before,
        after=after,
        created_at=created_at,
        by=by,
        note=note,
        restores=restores,
    )


def is_joined(state: Value, machine: Value | None) -> bool:
    """Return whether an event is compared with those of other articles: while it is what the machine finds."""
    return state["status"] != FactStatus.REJECTED and machine is not None and not values.differ(state, machine)


def join(session: Session, event: Event, now: datetime, *, before: bool, after: bool, again: bool = False) -> None:
    """Join an event with those of other articles or part it from them, as it was `before` and is to be `after`.

    `again`: what it is compared by has changed.
    """
    if before and (again or not after):
        occurrences.leave(session, event, now)
    if after and (again or not before):
        occurrences.rejoin(session, [event], now)
