"""Facts to review, and the tally of those that somebody has reviewed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, not_, or_, select
from sqlalchemy.orm import Session

from ontology.enums import FactOrigin, FactStatus, Subject
from store.models import Appearance, Article, Event, Position, Quote, Revision
from store.queries.conditions import Several, among, at_least, at_most, each, given_of, refers, where
from store.queries.paging import Cursor, Page, WrongCursorError, count_rows

_FACTS: dict[Subject, type[Quote | Event | Position]] = {
    Subject.QUOTE: Quote,
    Subject.EVENT: Event,
    Subject.POSITION: Position,
}
_OPEN = (FactStatus.MACHINE, FactStatus.CONTESTED)
QUEUED = tuple(_FACTS)
"""The kinds of fact that the queue has."""


@dataclass(frozen=True, slots=True)
class QueuedFact:
    """A fact that nobody has reviewed; `start` is its place in the text."""

    kind: Subject
    pk: int
    article_pk: int
    id: str
    article_id: str
    confidence: float
    start: int


def list_unreviewed(
    session: Session,
    *,
    kind: Several[Subject] = (),
    article: Several[str] = (),
    publisher: Several[str] = (),
    min_confidence: float | None = None,
    max_confidence: float | None = None,
    limit: int,
    after: Cursor | None = None,
    count: bool = False,
) -> Page[QueuedFact]:
    """List facts that nobody has reviewed, or that are contested, the least certain first."""
    filters = {"article": article, "publisher": publisher}
    given, values = given_of(filters | {"min_confidence": min_confidence, "max_confidence": max_confidence})
    total = 0
    found: list[tuple[Cursor, QueuedFact]] = []
    for number, subject in enumerate(QUEUED):
        if kind and subject not in kind:
            continue
        fact = _FACTS[subject]
        conditions = each(
            article=refers(fact.article_pk, Article),
            publisher=among(Article.publisher),
            min_confidence=at_least(fact.confidence),
            max_confidence=at_most(fact.confidence),
        )
        query = _queued(fact).where(*where([conditions], given))
        if count:
            total += session.execute(count_rows(query), values).scalar_one()
        if after is not None:
            query = query.where(_beyond(fact, number, after))
        order = (fact.confidence, fact.article_pk, fact.pk.desc())
        for row in session.execute(query.order_by(*order).limit(limit + 1), values):
            found.append(((row.confidence, row.article_pk, number, -row.pk), QueuedFact(subject, *row)))
    found.sort(key=lambda each: each[0])
    more = len(found) > limit
    return Page([each for _, each in found[:limit]], found[limit - 1][0] if more else None, total if count else None)


def list_unreviewed_of(session: Session, article_pks: Sequence[int]) -> list[QueuedFact]:
    """List all facts of some articles that nobody has reviewed, or that are contested, in text order."""
    found = [
        QueuedFact(subject, *row)
        for subject, fact in _FACTS.items()
        for row in session.execute(_queued(fact).where(fact.article_pk.in_(article_pks)))
    ]
    return sorted(found, key=lambda each: (each.article_pk, each.start, each.pk))


def _queued(fact: type[Quote | Event | Position]) -> Select[*tuple[Any, ...]]:
    return (
        select(fact.pk, fact.article_pk, fact.id, Article.id, fact.confidence, fact.start)
        .join(fact.article)
        .where(fact.status.in_(_OPEN))
    )


def _beyond(fact: type[Quote | Event | Position], number: int, after: Cursor) -> ColumnElement[bool]:
    match after:
        case (int() | float() as confidence, int(article_pk), int(kind), int(pk)) if max(article_pk, -pk) < 2**63:
            pass
        case _:
            raise WrongCursorError(f"{after} is not a cursor of this list.")
    later = fact.article_pk > article_pk
    if number > kind:
        later = fact.article_pk >= article_pk
    elif number == kind:
        later = or_(later, and_(fact.article_pk == article_pk, fact.pk < -pk))
    return and_(fact.confidence >= confidence, or_(fact.confidence > confidence, later))


def list_reviewed_ids(session: Session) -> Sequence[str]:
    """List the articles that people have reviewed, the oldest first.

    They have judged something of them, and all quotes, events and positions.
    """
    open_ = [exists().where(fact.article_pk == Article.pk, fact.status.in_(_OPEN)) for fact in _FACTS.values()]
    judged = [
        exists().where(fact.article_pk == Article.pk, fact.status.not_in(_OPEN))
        for fact in (*_FACTS.values(), Appearance)
    ]
    return session.scalars(select(Article.id).where(or_(*judged), *map(not_, open_)).order_by(Article.pk)).all()


def tally_reviews(session: Session) -> list[tuple[Subject, Any]]:
    """Count the facts of the machine that were reviewed, by kind, confidence, publisher, reviewer and verdict.

    A fact is `corrected` when its value was ever changed, also where that was confirmed later.
    """
    found: list[tuple[Subject, Any]] = []
    for subject, fact in _FACTS.items():
        changed = exists().where(
            Revision.subject == subject, Revision.subject_pk == fact.pk, Revision.status == FactStatus.CORRECTED
        )
        confirmed = fact.status == FactStatus.CONFIRMED
        verdict = case((and_(confirmed, changed), FactStatus.CORRECTED.value), else_=fact.status)
        columns = (fact.confidence, Article.publisher, fact.reviewed_by, verdict.label("verdict"))
        reviewed = fact.status.in_([FactStatus.CONFIRMED, FactStatus.CORRECTED, FactStatus.REJECTED])
        inner = select(*columns).join(fact.article).where(reviewed, fact.origin == FactOrigin.MACHINE).subquery()
        rows = session.execute(select(*inner.c, func.count().label("facts")).group_by(*inner.c))
        found += ((subject, row) for row in rows.all())
    return found


def count_agreement(session: Session) -> tuple[int, int]:
    """Count the facts that several reviewers have judged, and those of them of which all said the same at last."""
    fact = (Revision.subject, Revision.subject_pk)
    last = (
        select(*fact, Revision.by, func.max(Revision.number).label("number"))
        .where(Revision.number > 0, Revision.by.is_not(None), Revision.status != FactStatus.MACHINE)
        .group_by(*fact, Revision.by)
        .subquery()
    )
    same = and_(*(column == last.c[column.key] for column in (*fact, Revision.number)))
    verdicts = (
        select(func.count(Revision.status.distinct()).label("verdicts"))
        .join(last, same)
        .group_by(*fact)
        .having(func.count() > 1)
        .subquery()
    )
    several, agreed = session.execute(
        select(func.count(), func.count().filter(verdicts.c.verdicts == 1)).select_from(verdicts)
    ).one()
    return several, agreed
