"""Issues across articles, and how many positions there are on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ontology.enums import Stance
from store.models import Actor, Article, Issue, Position
from store.queries.paging import Key, Page, Several, chunks, record_page, refers


@dataclass(frozen=True, slots=True)
class IssueSummary:
    """An issue and the number of positions on it, by stance; every stance has its number, 0 too."""

    id: str
    slug: str
    label: str
    stances: dict[Stance, int]
    created_at: datetime


def list_issues(
    session: Session,
    *,
    article: str | None = None,
    holder: Several[str] = (),
    label: str | None = None,
    after: Key | None = None,
    limit: int,
) -> Page[IssueSummary]:
    """Issues on which one position comes from the article and the holder; `label` is a part, in any case."""
    query = select(Issue)
    if article is not None or holder:
        positions = select(Position.issue_pk)
        if article is not None:
            positions = positions.where(refers(Position.article_pk, Article, [article]))
        if holder:
            positions = positions.where(refers(Position.holder_pk, Actor, holder))
        query = query.where(Issue.pk.in_(positions))
    if label is not None:
        query = query.where(Issue.folded.contains(label.casefold(), autoescape=True))
    page = record_page(session, Issue, query, after, limit)
    return Page(_summaries(session, page.items), page.next)


def get_issue(session: Session, issue_id: str) -> IssueSummary | None:
    """One issue."""
    issue = session.scalar(select(Issue).where(Issue.id == issue_id))
    return _summaries(session, [issue])[0] if issue else None


def issues_by_id(session: Session, ids: Sequence[str]) -> dict[str, Issue]:
    """Those of the issues that are stored."""
    return {
        issue.id: issue for some in chunks(ids) for issue in session.scalars(select(Issue).where(Issue.id.in_(some)))
    }


def _summaries(session: Session, issues: Sequence[Issue]) -> list[IssueSummary]:
    rows = session.execute(
        select(Position.issue_pk, Position.stance, func.count())
        .where(Position.issue_pk.in_([issue.pk for issue in issues]))
        .group_by(Position.issue_pk, Position.stance)
    )
    counts = {(pk, stance): count for pk, stance, count in rows}
    return [
        IssueSummary(
            id=issue.id,
            slug=issue.slug,
            label=issue.label,
            stances={stance: counts.get((issue.pk, stance), 0) for stance in Stance},
            created_at=issue.created_at,
        )
        for issue in issues
    ]
