"""Giving the positions of articles to the issues where judgements want them; see `services.judgements.actors`."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from services import briefs, ids
from services.judgements import judged
from services.judgements.judged import Judged
from services.judgements.touched import Touched
from store import queries
from store.models import Issue, Position
from store.queries import Cause


def settle(session: Session, issue_ids: Collection[str], cause: Cause) -> None:
    """Give the positions that were joined with issues to those where the judgements that hold want them."""
    issues = {issue.id: issue for issue in queries.list_issues_by_id_or_slug(session, sorted(issue_ids), [])}
    touched = Touched()
    pks = {issue.pk for issue in issues.values()}
    touched.add(session, queries.list_articles_with_moved(session, pks))
    queries.send_positions_home(session, pks)
    place(session, issues, judged.load(session, issue_ids), cause.at, touched)
    touched.renew(session)
    queries.delete_unused_issues(session, [issue.pk for issue in issues.values()], cause)


def obey(
    session: Session, article_ids: Sequence[str], positions: Iterable[Position], rules: Judged, now: datetime
) -> bool:
    """Give positions of new articles to the issues where judgements want them; return whether any moved."""
    issues = {position.issue.id: position.issue for position in positions}
    return place(session, issues, rules, now, article_ids=article_ids)


def place(
    session: Session,
    issues: dict[str, Issue],
    rules: Judged,
    now: datetime,
    touched: Touched | None = None,
    *,
    article_ids: Collection[str] | None = None,
) -> bool:
    """Give positions on issues, in these articles or in all, to others: split first, then merge."""
    parts: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for (article_id, issue_id), other in rules.split.items():
        parts[issue_id, other].append(article_id)
    moves: list[tuple[tuple[str, str], Collection[str] | None]] = [*parts.items()]
    moves += [(merge, article_ids) for merge in sorted(rules.stands.items())]
    moved = False
    for (from_id, to_id), some in moves:
        source = issues.get(from_id)
        label = queries.get_label_on(session, source.pk, article_ids=some) if source else None
        if source is not None and label is not None:
            target = issues[to_id] = issues.get(to_id) or get_or_add(session, source, to_id, rules, now, label=label)
            if touched is not None:
                touched.add(session, queries.list_articles_on(session, source.pk, article_ids=some))
            queries.move_issue(session, source.pk, target.pk, article_ids=some)
            moved = True
    return moved


def get_or_add(
    session: Session,
    source: Issue,
    issue_id: str,
    rules: Judged,
    now: datetime,
    *,
    label: str,
) -> Issue:
    """Get the issue to which positions on another one go, or add it with what the first of them calls it."""
    found = next(iter(queries.list_issues_by_id_or_slug(session, [issue_id], [])), None)
    if found is None:
        found = briefs.new_issue(issue_id, ids.slug_of_part(label, issue_id), label, source.topic, now)
        judged.correct(found, rules.corrected.get(issue_id, {}))
        session.add(found)
        session.flush()
    return found
