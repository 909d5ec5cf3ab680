"""Objects of all kinds as the lists serve them, and changes as the feed serves them."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any
from zlib import crc32

import orjson
from sqlalchemy.orm import Session

from ontology.enums import ChangeKind, FactStatus, Operation
from schemas.actors import ActorOut
from schemas.articles import ArticleOut
from schemas.base import Out, Timestamp
from schemas.events import EventOut
from schemas.issues import IssueOut
from schemas.occurrences import OccurrenceOut
from schemas.positions import PositionOut
from schemas.quotes import QuoteOut
from schemas.review.judgements import JudgementOut
from store import queries
from store.queries import ChangeRow
from store.queries.paging import chunks

BEGINNING = "0-00000000"
"""The cursor before the first change."""

_ANY: dict[str, Any] = {"status": tuple(FactStatus)}
_LISTS: dict[ChangeKind, tuple[Callable[..., queries.Page[Any]], Out, dict[str, Any]]] = {
    ChangeKind.ARTICLE: (queries.list_articles_with_external_ids, ArticleOut(), {}),
    ChangeKind.ACTOR: (queries.list_actors, ActorOut(), {}),
    ChangeKind.ISSUE: (queries.list_issues, IssueOut(), {}),
    ChangeKind.OCCURRENCE: (queries.list_occurrences, OccurrenceOut(), {}),
    ChangeKind.QUOTE: (queries.list_quotes, QuoteOut(), _ANY),
    ChangeKind.EVENT: (queries.list_events, EventOut(), _ANY),
    ChangeKind.POSITION: (queries.list_positions, PositionOut(), _ANY),
    ChangeKind.JUDGEMENT: (queries.list_judgements_by_id, JudgementOut(), {}),
}


def render(session: Session, kind: ChangeKind, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the served objects of some ids of a kind, by id; for orjson, which passes JSON from rows through."""
    list_, schema, filters = _LISTS[kind]
    found: dict[str, dict[str, Any]] = {}
    for some in chunks(ids):
        rows = list_(session, id=some, limit=len(some), **filters).items
        found |= {item["id"]: item for item in schema.encodable(rows)}
    return found


def cursor_of(change: ChangeRow | None) -> str:
    """Return the cursor of a change; for None, the cursor before the first change.

    A checksum ties the cursor to its change: a restored store may give its number to another change.
    """
    if change is None:
        return BEGINNING
    check = crc32(f"{change.kind} {change.id} {change.operation} {change.at.isoformat()}".encode())
    return f"{change.pk}-{check:08x}"


def entries(session: Session, changes: Sequence[ChangeRow], *, with_objects: bool = True) -> list[dict[str, Any]]:
    """Return changes as entries of the feed, for orjson; `with_objects` adds the current objects."""
    shown: dict[tuple[str, str], Any] = {}
    if with_objects:
        ids: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for change in changes:
            if change.operation != Operation.DELETE:
                ids[change.kind][change.id] = None
        for kind, some in ids.items():
            found = render(session, ChangeKind(kind), list(some))
            shown |= {(kind, public_id): item for public_id, item in found.items()}
    return [_entry(change, _object(change, shown) if with_objects else None) for change in changes]


def _object(change: ChangeRow, shown: dict[tuple[str, str], Any]) -> Any:
    if change.operation == Operation.DELETE:
        return None if change.object is None else orjson.Fragment(change.object)
    return None if change.operation == Operation.MERGE else shown.get((change.kind, change.id))


def _entry(change: ChangeRow, found: Any) -> dict[str, Any]:
    return {
        "cursor": cursor_of(change),
        "kind": change.kind,
        "id": change.id,
        "operation": change.operation,
        "changed": orjson.Fragment(change.changed),
        "at": Timestamp.as_text(change.at),
        "by": change.by,
        "article_id": change.article_id,
        "into": change.into,
        "object": found,
    }
