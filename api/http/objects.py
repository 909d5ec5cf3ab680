"""Objects of all kinds, as the lists serve them."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from ontology.enums import ChangeKind, FactStatus
from schemas.actors import ActorOut
from schemas.articles import ArticleOut
from schemas.base import Out
from schemas.events import EventOut
from schemas.issues import IssueOut
from schemas.occurrences import OccurrenceOut
from schemas.positions import PositionOut
from schemas.quotes import QuoteOut
from schemas.review.judgements import JudgementOut
from store import queries
from store.queries.paging import chunks

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
