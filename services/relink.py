"""Joining what stored articles say again, after the rules for matters or contradictions have changed.

It also finds the occurrences and the copies among articles that were stored before there were any.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from extraction import matters
from extraction.matters import Held, Joined
from services import briefs, clock, contradictions, copies, ids, occurrences
from services.errors import NotFound
from services.judgements import issues as judged_issues
from services.judgements import judged
from services.transaction import transactional
from store import queries
from store.models import Issue
from store.queries import Cause

BATCH = 100
"""Articles in one transaction."""


@dataclass(frozen=True, slots=True)
class Relinked:
    """What a batch has done: the number of articles read and of positions moved, and the last article."""

    articles: int
    moved: int
    last: str


@transactional
def relink(session: Session, after: str | None = None, limit: int = BATCH) -> Relinked | None:
    """Join the positions of the next articles after a given one again; None when there are no more articles.

    Positions that a person has reviewed stay where they are. Issues that no position is on any more are deleted. What a
    batch has done stays; a second run over it changes nothing. Raises NotFound when there is no article `after`.
    """
    if after is not None and not queries.get_stored_ids(session, [after]):
        raise NotFound("article", after)
    now = clock.now()
    articles = queries.list_joined(session, after, limit)
    if not articles:
        return None
    named: list[tuple[queries.JoinedPosition, Joined, str, str]] = []
    for article in articles:
        held = [Held(each.label, each.evidence.exact, each.country) for each in article.positions]
        for each, joined in zip(article.positions, matters.join(held, article.text), strict=True):
            about = (each.label, article.id, joined.key)
            named.append((each, joined, ids.issue_id(*about), ids.issue_slug(*about)))
    issues = _issues(session, named)
    moved = [
        {"pk": each.pk, "issue_pk": issues[id_].pk, "linked_pk": None, "own_label": each.label, "link": joined.link}
        for each, joined, id_, _ in named
    ]
    changed = sum(each.linked_pk != issues[id_].pk for each, _, id_, _ in named)
    pks = [article.pk for article in articles]
    stands = queries.list_stands(session, pks)
    queries.move_positions(session, moved)
    article_ids = [article.id for article in articles]
    rules = judged.load(session, issues.keys(), articles=article_ids)
    judged_issues.place(session, issues, rules, now, article_ids=article_ids)
    queries.settle_states(session, pks)
    contradictions.renew(session, pks, stands)
    occurrences.gather(session, pks, now)
    copies.join(session, queries.list_uncompared(session, pks))
    queries.delete_unused_issues(
        session, {pk for each, *_ in named for pk in (each.issue_pk, each.linked_pk)}, Cause(now)
    )
    return Relinked(len(articles), changed, articles[-1].id)


def _issues(session: Session, named: list[tuple[queries.JoinedPosition, Joined, str, str]]) -> dict[str, Issue]:
    """Get or add the issues of positions, by id; one of before with the same slug gets the id and the topic of now."""
    wanted = {id_: (each.label, joined, slug) for each, joined, id_, slug in reversed(named)}
    stored = queries.list_issues_by_id_or_slug(session, list(wanted), [slug for *_, slug in wanted.values()])
    by_id, by_slug = ({getattr(issue, name): issue for issue in stored} for name in ("id", "slug"))
    for id_, (label, joined, slug) in wanted.items():
        issue = by_id.get(id_)
        if issue is None:
            issue = by_slug.get(slug)
            if issue is None:
                issue = briefs.new_issue(id_, slug, label, joined.topic, clock.now())
                session.add(issue)
                by_slug[slug] = issue
            issue.id = id_
            by_id[id_] = issue
        judged.learn(issue, {"topic": joined.topic})
    session.flush()
    return {id_: by_id[id_] for id_ in wanted}
