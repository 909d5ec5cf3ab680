"""Occurrences: events across articles."""

from typing import Any

from api.database import found, session
from api.http.blueprint import Blueprint
from schemas.occurrences import OccurrenceFilter, OccurrenceOut, OccurrencePaging, OccurrenceWithReportsOut
from schemas.query.paging import MAX_PAGE
from services.compare_reports import ComparedOccurrence, compare_reports
from store import queries

blueprint = Blueprint("occurrences", __name__, url_prefix="/v1", description="Events that several articles report")


@blueprint.route("/occurrences")
@blueprint.page(OccurrenceOut, OccurrenceFilter(exclude=["origin", "reviewed_by"]), OccurrencePaging())
def list_occurrences(filters: dict[str, Any], page: dict[str, Any]) -> queries.Page[Any]:
    """List events that several articles report, the newest first"""
    return queries.list_occurrences(session(), **filters, **page)


@blueprint.route("/occurrences/<id(occ):occurrence_id>")
@blueprint.item(OccurrenceWithReportsOut, "article", "actors", "recipients", each="events")
def get_occurrence(occurrence_id: str) -> ComparedOccurrence:
    """Get an event across articles: who reports it, and where the reports differ"""
    occurrence = found(queries.get_occurrence, "occurrence", occurrence_id)
    return compare_reports(occurrence, queries.list_reports(session(), occurrence.id, limit=MAX_PAGE))
