"""What `communique relink` reads and writes: positions with what joins them, and the issues they are on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from ontology.enums import FactStatus
from ontology.span import Span
from store.models import Actor, Appearance, Article, EventParticipant, Issue, Position, Quote
from store.queries.paging import chunks
from store.queries.writes.removals import Cause, add_removals


@dataclass(frozen=True, slots=True)
class JoinedPosition:
    """A position: its label in its article, the words that show it, the country of its holder, its issue.

    `linked_pk` is the issue with which it was joined, also where a judgement has given it to another one.
    """

    pk: int
    label: str
    evidence: Span
    country: str | None
    issue_pk: int
    linked_pk: int


@dataclass(frozen=True, slots=True)
class JoinedArticle:
    """An article and its positions in text order."""

    pk: int
    id: str
    text: str
    positions: list[JoinedPosition]


def list_joined(session: Session, after: str | None, limit: int) -> list[JoinedArticle]:
    """List the articles after one, or the first ones, in order, with what joins their positions."""
    query = select(Article.pk, Article.id, Article.text)
    if after is not None:
        query = query.where(Article.pk > select(Article.pk).where(Article.id == after).scalar_subquery())
    articles = {row.pk: JoinedArticle(*row, []) for row in session.execute(query.order_by(Article.pk).limit(limit))}
    of_holder = and_(Appearance.article_pk == Position.article_pk, Appearance.actor_pk == Position.holder_pk)
    label = func.coalesce(Position.own_label, Issue.label)
    rows = session.execute(
        select(
            Position.article_pk,
            *(Position.pk, label, Position.evidence, Appearance.country, Position.issue_pk),
            func.coalesce(Position.linked_pk, Position.issue_pk),
        )
        .join(Position.issue)
        .outerjoin(Appearance, of_holder)
        .where(Position.article_pk.in_(articles), Position.status == FactStatus.MACHINE)
        .order_by(Position.pk)
    )
    for row in rows:
        articles[row[0]].positions.append(JoinedPosition(*row[1:]))
    return list(articles.values())


def count_joined(session: Session) -> int:
    """Count the articles."""
    return session.scalar(select(func.count(Article.pk))) or 0


def move_positions(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Set issue, label and reason of positions, given by their primary keys."""
    if rows:
        session.execute(update(Position), list(rows))


def settle_states(session: Session, article_pks: Collection[int]) -> None:
    """Set `acts_for` of the facts of articles to the state for which their actors act.

    Triggers do this, except for a fact that one writer adds while another one changes the state of its actor.
    """
    facts: tuple[tuple[Any, Any], ...] = (
        (Quote, Quote.speaker_pk),
        (Position, Position.holder_pk),
        (EventParticipant, EventParticipant.actor_pk),
    )
    for fact, actor_pk in facts:
        right = select(Actor.acts_for).where(Actor.pk == actor_pk).scalar_subquery()
        wrong = update(fact).where(fact.acts_for.is_distinct_from(right)).values(acts_for=right)
        for some in chunks(sorted(article_pks)):
            session.execute(wrong.where(fact.article_pk.in_(some)), execution_options={"synchronize_session": False})


def delete_unused_issues(session: Session, pks: Collection[int], cause: Cause) -> None:
    """Delete those of the issues on which there is no position, and with which none was joined."""
    used = or_(Position.issue_pk == Issue.pk, Position.linked_pk == Issue.pk)
    for some in chunks(sorted(pks)):
        unused = (Issue.pk.in_(some), ~exists().where(used))
        add_removals(session, session.scalars(select(Issue.id).where(*unused)), cause)
        session.execute(delete(Issue).where(*unused))
