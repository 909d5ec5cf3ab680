"""Expansion of ids to the objects that they refer to, with one query for each kind of object."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from api.http.formats import Named
from schemas.actors import ActorOut
from schemas.articles import ArticleOut
from schemas.base import Out
from schemas.issues import IssueOut
from schemas.quotes import QuoteOut
from store import queries
from store.queries.paging import chunks

Dump = Callable[[Out, Sequence[Any]], list[dict[str, Any]]]
"""Dumps rows to items, by their schema."""

_ARTICLE, _ACTOR = (queries.list_articles_with_external_ids, ArticleOut()), (queries.list_actors, ActorOut())
# By name: the column with the ids, the query that looks them up, and the schema of the result.
_REFERENCES: dict[str, tuple[str, Callable[..., queries.Page[Any]], Out]] = {
    "article": ("article_id", *_ARTICLE),
    "speaker": ("speaker_id", *_ACTOR),
    "holder": ("holder_id", *_ACTOR),
    "holders": ("holder_ids", *_ACTOR),
    "state": ("state", *_ACTOR),
    "actors": ("actor_ids", *_ACTOR),
    "recipients": ("recipient_ids", *_ACTOR),
    "issue": ("issue_id", queries.list_issues, IssueOut()),
    "quote": ("quote_id", queries.list_quotes, QuoteOut()),
}


def schemas_of(names: Iterable[str]) -> dict[str, Out]:
    """Return the schemas of the objects with these names."""
    return {name: _REFERENCES[name][2] for name in names}


def expansions(asked: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the distinct names in the parameter `expand`."""
    return tuple(dict.fromkeys(asked["expand"].split(","))) if "expand" in asked else ()


def expand(
    session: Session,
    names: Iterable[str],
    rows: Sequence[Any],
    items: Sequence[dict[str, Any]],
    *,
    dump: Dump = Out.encodable,
) -> None:
    """Add to each item, which is made of the row in the same place, what the row refers to by these names."""
    for name in names:
        column, look_up, schema = _REFERENCES[name]
        given = [getattr(row, column) for row in rows]
        ids = sorted({public_id for each in given for public_id in _several(each)})
        found = [row for some in chunks(ids) for row in look_up(session, id=some, limit=len(some)).items]
        shown = {item["id"]: item for item in dump(schema, found)}
        for item, each in zip(items, given, strict=True):
            full = [shown[public_id] for public_id in each] if isinstance(each, list) else shown.get(each)
            item.setdefault("expanded", {})[name] = full


def actor_names(session: Session, ids: Sequence[str]) -> Named:
    """Return the names and the countries of actors, by id."""
    return {row.id: row._asdict() for some in chunks(ids) for row in queries.list_actor_names(session, some)}


def article_names(session: Session, ids: Sequence[str]) -> Named:
    """Return the titles and the dates of publication of articles, by id."""
    return {row.id: row._asdict() for some in chunks(ids) for row in queries.list_article_names(session, some)}


def _several(ids: str | list[str] | None) -> list[str]:
    return ids if isinstance(ids, list) else [ids] if ids else []
