"""Actors and issues behind one interface, for the pages that merge and split them."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from api.database import session
from api.reader.filters import reason
from api.reader.pages import articles_by_id
from ontology.enums import Record
from services.judgements import candidates
from store import queries
from store.queries.conditions import Several

_CANDIDATES, _FOUND, _APPEARANCES, _POSITIONS, _NAMES = 12, 12, 200, 1000, 20


@dataclass(frozen=True, slots=True)
class Other:
    """A record that may be the same, with the reasons."""

    record: Any
    reasons: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """The use of a record in one article: its names there, and details."""

    article: Any
    names: Sequence[str]
    about: Sequence[str]


@dataclass(frozen=True, slots=True)
class Share:
    """The use of a record in some articles: the newest articles, the number of facts of each kind, and the names."""

    articles: Sequence[Any]
    counts: Sequence[tuple[int, str]]
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record, with the functions that read it."""

    record: Record
    prefix: str
    get: Callable[[str], Any]
    name_of: Callable[[Any], str]
    several: Callable[[list[str]], dict[str, Any]]
    find: Callable[[str], Sequence[Any]]
    candidates: Callable[[str], list[Other]]
    uses: Callable[[str], list[Use]]
    share: Callable[[str, Several[str]], Share]


def _get_actor(actor_id: str) -> Any:
    return queries.get_actor(session(), actor_id)


def _get_actors(ids: list[str]) -> dict[str, Any]:
    return dict(queries.get_actors(session(), ids)) if ids else {}


def _find_actors(name: str) -> Sequence[Any]:
    return queries.list_actors(session(), name=name, limit=_FOUND + 1).items


def _actor_candidates(actor_id: str) -> list[Other]:
    found = candidates.list_actor_candidates(session(), actor_id, _CANDIDATES).items
    return [Other(each.record, _reasons(each.likeness.score, each.likeness.reasons)) for each in found]


def _actor_uses(actor_id: str) -> list[Use]:
    appearances = queries.list_appearances(session(), actor=[actor_id], limit=_APPEARANCES).items
    articles = articles_by_id([each.article.id for each in appearances])
    uses = []
    for each in appearances:
        link = f"linked {reason(each.link)}" if each.link else None
        mentions = _counted(len(each.spans), "mention")
        uses.append(Use(articles[each.article.id], [each.name], [*filter(None, (each.role, link)), mentions]))
    return uses


def _actor_share(actor_id: str, articles: Several[str]) -> Share:
    appearances = queries.list_appearances(session(), actor=[actor_id], article=articles, limit=_APPEARANCES).items
    asked: dict[str, Any] = {"article": articles, "limit": 1, "count": True}
    counts = [
        (queries.list_quotes(session(), speaker=[actor_id], **asked).total or 0, "quote"),
        (queries.list_events(session(), participant=[actor_id], **asked).total or 0, "event"),
        (queries.list_positions(session(), holder=[actor_id], **asked).total or 0, "position"),
    ]
    shown = list(articles_by_id([each.article.id for each in appearances]).values())
    names = dict.fromkeys(name for each in appearances for name in (each.name, *each.aliases))
    return Share(shown, counts, list(names)[:_NAMES])


def _get_issue(issue_id: str) -> Any:
    return next(iter(queries.list_issues(session(), id=[issue_id], limit=1).items), None)


def _get_issues(ids: list[str]) -> dict[str, Any]:
    return {row.id: row for row in queries.list_issues(session(), id=ids, limit=len(ids)).items} if ids else {}


def _find_issues(label: str) -> Sequence[Any]:
    return queries.list_issues(session(), label=label, limit=_FOUND + 1).items


def _issue_candidates(issue_id: str) -> list[Other]:
    found = candidates.list_issue_candidates(session(), issue_id, _CANDIDATES).items
    shared = [(each, [*each.likeness.names, *each.likeness.words]) for each in found]
    return [Other(each.record, _reasons(each.likeness.score, words)) for each, words in shared]


def _issue_uses(issue_id: str) -> list[Use]:
    of_article: defaultdict[str, list[Any]] = defaultdict(list)
    for row in queries.list_positions(session(), issue=[issue_id], limit=_POSITIONS).items:
        of_article[row.article_id].append(row)
    articles = articles_by_id(of_article)
    return [
        Use(
            articles[article_id],
            list(dict.fromkeys(row.label for row in rows)),
            [_counted(len(rows), "position")],
        )
        for article_id, rows in of_article.items()
    ]


def _issue_share(issue_id: str, articles: Several[str]) -> Share:
    page = queries.list_positions(session(), issue=[issue_id], article=articles, limit=_POSITIONS, count=True)
    shown = list(articles_by_id([row.article_id for row in page.items]).values())
    counts = [(page.total or 0, "position"), (len({row.holder_id for row in page.items}), "holder")]
    return Share(shown, counts, list(dict.fromkeys(row.label for row in page.items))[:_NAMES])


def _reasons(score: float, reasons: Sequence[str]) -> str:
    alike = f"likeness {round(score * 100)}%"
    return f"{alike}: {', '.join(reasons)}" if reasons else alike


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number != 1 else ''}"


KINDS = (
    Kind(Record.ACTOR, "act", _get_actor, lambda row: str(row.name), _get_actors, _find_actors, _actor_candidates,
         _actor_uses, _actor_share),
    Kind(Record.ISSUE, "iss", _get_issue, lambda row: str(row.label), _get_issues, _find_issues, _issue_candidates,
         _issue_uses, _issue_share),
)  # fmt: skip
