"""Issues across articles, and how many positions there are on them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from itertools import zip_longest
from typing import Any, Unpack

from sqlalchemy import Row, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from ontology import edtf
from ontology.contradictions import Held, spells
from ontology.enums import HitKind, Stance, Topic, Turn
from ontology.searching import Alternative
from store.models import Actor, Article, Issue, IssueCount, Position
from store.queries.conditions import Several, among, contains, created, each, is_live, of_country, refers, within
from store.queries.contradictions import ContradictionRow, Evidence, list_contradictions, list_evidence
from store.queries.dates import first_published, last_published
from store.queries.lists import List
from store.queries.paging import Page, Paging, both_ways, chunks, counted, newest_first

MAX_CONTRADICTIONS = 500
"""The most contradictions that are shown with an issue: the newest."""


@dataclass(frozen=True, slots=True)
class IssueSummary:
    """An issue, its numbers of articles and positions, and the number of positions by stance, which may be 0."""

    id: str
    slug: str
    label: str
    topic: Topic
    articles: int
    positions: int
    stances: dict[Stance, int]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class StanceOfHolder:
    """A stance of a holder: the number of its positions, and the first and last day of their articles, as EDTF."""

    stance: Stance
    positions: int
    since: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class Phase(StanceOfHolder):
    """A stance of a holder until another one follows; `before` is the last position that it differs from."""

    turn: Turn | None
    evidence: Evidence
    before: Evidence | None


@dataclass(frozen=True, slots=True)
class IssueHolder:
    """A holder of positions on an issue, with their stances, the earliest first, and how these follow each other."""

    id: str
    name: str
    country: str | None
    stances: tuple[StanceOfHolder, ...]
    run: tuple[Phase, ...]


@dataclass(frozen=True, slots=True)
class IssueDetail(IssueSummary):
    """An issue with all holders of positions on it, those with the most positions first."""

    holders: tuple[IssueHolder, ...]
    contradictions: Sequence[ContradictionRow]

    @property
    def holder_ids(self) -> list[str]:
        return [holder.id for holder in self.holders]


class IssueFilters(Paging, total=False):
    """The arguments of the list of issues; one position is of both the article and the holder."""

    id: Several[str]
    q: Sequence[Alternative]
    article: str | None
    holder: Several[str]
    topic: Several[Topic]
    holder_country: Several[str]
    name: str | None
    label: str | None
    created_from: datetime | None


_ORDER = newest_first(Issue)
_IS_LIVE = exists().where(Position.issue_pk == Issue.pk, is_live(Position))
_ISSUES = List(
    select(Issue),
    [
        each(
            id=among(Issue.id),
            topic=among(Issue.topic),
            name=contains(Issue.folded),
            label=contains(Issue.folded),
            **created(Issue),
        ),
        within(
            Issue.pk,
            select(Position.issue_pk).where(is_live(Position)),
            article=refers(Position.article_pk, Article),
            holder=refers(Position.holder_pk, Actor),
            holder_country=of_country(Position.holder_pk),
        ),
    ],
    both_ways(
        created_at=_ORDER.reversed(),
        label=_ORDER.first_by(Issue.label),
        **counted(IssueCount, IssueCount.issue_pk, Issue.counts),
    ),
    hit=HitKind.ISSUE,
    live=_IS_LIVE,
    shows_all="id",
)


def list_issues(session: Session, **asked: Unpack[IssueFilters]) -> Page[IssueSummary]:
    """List issues; `name` and `label` are part of a label, ignoring case."""
    page = _ISSUES.page(session, asked)
    return replace(page, items=_summaries(session, page.items))


def count_issues_by_topic(session: Session) -> Sequence[Row[Topic, int]]:
    """Count the issues of each topic that has any, the topic with the most first."""
    count = func.count().label("issues")
    return session.execute(
        select(Issue.topic, count).where(_IS_LIVE).group_by(Issue.topic).order_by(count.desc(), Issue.topic)
    ).all()


def get_issue(session: Session, issue_id: str) -> IssueDetail | None:
    """Get an issue with its holders."""
    issue = session.scalar(select(Issue).where(Issue.id == issue_id))
    if issue is None:
        return None
    (summary,) = _summaries(session, [issue])
    values = {field.name: getattr(summary, field.name) for field in fields(summary)}
    contradictions = list_contradictions(session, issue=[issue.id], limit=MAX_CONTRADICTIONS).items
    return IssueDetail(**values, holders=_holders(session, issue), contradictions=contradictions)


def list_issues_by_id_or_slug(session: Session, ids: Sequence[str], slugs: Sequence[str]) -> list[Issue]:
    """List the stored issues that have one of the ids or of the slugs."""
    found: dict[int, Issue] = {}
    for some_ids, some_slugs in zip_longest(chunks(ids), chunks(slugs), fillvalue=()):
        query = select(Issue).where(or_(Issue.id.in_(some_ids), Issue.slug.in_(some_slugs)))
        found |= {issue.pk: issue for issue in session.scalars(query)}
    return list(found.values())


def get_ids_of_slugs(session: Session, slugs: Collection[str]) -> dict[str, str]:
    """Get the ids of the issues with these slugs, by slug; also of issues without positions."""
    query = select(Issue.slug, Issue.id)
    return {
        slug: issue_id
        for some in chunks(sorted(slugs))
        for slug, issue_id in session.execute(query.where(Issue.slug.in_(some)))
    }


def _summaries(session: Session, issues: Sequence[Issue]) -> list[IssueSummary]:
    pks = [issue.pk for issue in issues]
    theirs = Position.issue_pk.in_(pks)  # otherwise Postgres reads the positions on all issues
    columns = (IssueCount.issue_pk, IssueCount.articles, IssueCount.positions, Position.stance)
    rows = session.execute(
        select(*columns, func.count(Position.pk))
        .outerjoin(Position, and_(Position.issue_pk == IssueCount.issue_pk, theirs, is_live(Position)))
        .where(IssueCount.issue_pk.in_(pks))
        .group_by(*columns)
    )
    counts: dict[int, tuple[int, int]] = {}
    stances: dict[tuple[int, Stance | None], int] = {}
    for pk, articles, positions, stance, count in rows:
        counts[pk] = articles, positions
        stances[pk, stance] = count
    return [
        IssueSummary(
            id=issue.id,
            slug=issue.slug,
            label=issue.label,
            topic=issue.topic,
            articles=counts[issue.pk][0],
            positions=counts[issue.pk][1],
            stances={stance: stances.get((issue.pk, stance), 0) for stance in Stance},
            created_at=issue.created_at,
        )
        for issue in issues
    ]


def _holders(session: Session, issue: Issue) -> tuple[IssueHolder, ...]:
    group = (Actor.pk, Position.stance)
    rows = session.execute(
        select(
            *(Actor.id, Actor.name, Actor.country, Position.stance),
            func.count().over(partition_by=group).label("positions"),
            func.min(Article.published_from).over(partition_by=group).label("published_from"),
            first_published(*group).label("since"),
            last_published(*group).label("latest"),
        )
        .distinct()
        .join(Position.holder)
        .join(Position.article)
        .where(Position.issue_pk == issue.pk, is_live(Position))
    ).all()
    runs = _runs(session, issue)
    shown: defaultdict[tuple[str, str, str | None], list[StanceOfHolder]] = defaultdict(list)
    for row in sorted(rows, key=lambda r: (r.since is None, r.published_from or edtf.EARLIEST, r.since, r.stance)):
        shown[row.id, row.name, row.country].append(StanceOfHolder(row.stance, row.positions, row.since, row.latest))
    holders = [IssueHolder(*actor, tuple(stances), runs.get(actor[0], ())) for actor, stances in shown.items()]
    return tuple(sorted(holders, key=lambda h: (-sum(s.positions for s in h.stances), h.name, h.id)))


def _runs(session: Session, issue: Issue) -> dict[str, tuple[Phase, ...]]:
    """Return the stances of each holder in time, by its id; positions without a date are left out."""
    about = (Position.pk, Position.id, Position.article_pk, Position.stance)
    columns = (*about, Article.published_from, Article.published_to, Position.confidence)
    rows: Iterable[Any] = session.execute(
        select(Actor.id, Article.published_at, *columns)
        .join(Position.holder)
        .join(Position.article)
        .where(Position.issue_pk == issue.pk, is_live(Position), Article.published_from.is_not(None))
    )
    dates: dict[int, str | None] = {}
    held: defaultdict[str, list[Held]] = defaultdict(list)
    for holder_id, published_at, *values in rows:
        held[holder_id].append(Held(*values))
        dates[values[0]] = published_at
    found = {holder_id: spells(some) for holder_id, some in held.items()}
    shown = [each for some in found.values() for spell in some for each in (spell.held[0], spell.before) if each]
    evidence = list_evidence(session, [each.pk for each in shown])
    return {
        holder_id: tuple(
            Phase(
                stance=spell.held[0].stance,
                positions=len(spell.held),
                since=dates[spell.held[0].pk],
                latest=dates[spell.held[-1].pk],
                turn=spell.turn,
                evidence=evidence[spell.held[0].pk],
                before=evidence[spell.before.pk] if spell.before else None,
            )
            for spell in some
        )
        for holder_id, some in found.items()
    }
