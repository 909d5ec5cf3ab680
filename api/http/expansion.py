"""Expansion of the ids in a list to what they refer to, with one query for each kind, however many items there are."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from schemas.actors import ActorOut
from schemas.articles import ArticleOut
from schemas.base import Out
from schemas.issues import IssueOut
from schemas.quotes import QuoteOut
from store import queries

_ARTICLE, _ACTOR = (queries.list_articles, ArticleOut()), (queries.list_actors, ActorOut())
# By name: the column with the ids, the query that looks them up, and the schema of the result.
_REFERENCES: dict[str, tuple[str, Callable[..., queries.Page[Any]], Out]] = {
    "article": ("article_id", *_ARTICLE),
    "speaker": ("speaker_id", *_ACTOR),
    "holder": ("holder_id", *_ACTOR),
    "actors": ("actor_ids", *_ACTOR),
    "recipients": ("recipient_ids", *_ACTOR),
    "issue": ("issue_id", queries.list_issues, IssueOut()),
    "quote": ("quote_id", queries.list_quotes, QuoteOut()),
}


def expand(session: Session, names: Iterable[str], rows: Sequence[Any], items: Sequence[dict[str, Any]]) -> None:
    """Add to each item, which is made of the row in the same place, what the row refers to by these names."""
    for name in names:
        column, look_up, schema = _REFERENCES[name]
        given = [getattr(row, column) for row in rows]
        ids = sorted({public_id for each in given for public_id in _several(each)})
        found = look_up(session, id=ids, limit=len(ids)).items if ids else []
        shown = {item["id"]: item for item in schema.encodable(found)}
        for item, each in zip(items, given, strict=True):
            full = [shown[public_id] for public_id in each] if isinstance(each, list) else shown.get(each)
            item.setdefault("expanded", {})[name] = full


def _several(ids: str | list[str] | None) -> list[str]:
    return ids if isinstance(ids, list) else [ids] if ids else []
