"""The filters that several lists have."""

from typing import Any

from marshmallow import Schema, validates_schema

from ontology.enums import FactOrigin
from schemas.base import date_doc, doc, time_doc
from schemas.query.fields import Fraction, Since, StoredSince, Until, check_window, enums, ids, several


class Filter(Schema):
    """The filters of a list; `schemas.query.paging` has the rest of its query."""

    error_messages = {"unknown": "Unknown name."}  # noqa: RUF012


class CreatedFilter(Filter):
    """The filter by time of storage."""

    created_from = StoredSince(
        **time_doc("Only items stored at or after this time, date, month or year.", "2026-11-24")
    )


class ChangedFilter(CreatedFilter):
    """The filters by time of storage and of the last change."""

    updated_from = StoredSince(
        **time_doc("Only items stored or changed at or after this time, date, month or year.", "2026-11-24")
    )


class PublishedFilter(Filter):
    """Filters by the time of publication, which a subclass describes."""

    @validates_schema
    def check_published(self, values: dict[str, Any], **_kwargs: Any) -> None:
        check_window(values, "published_from", "published_to")


class FactFilter(PublishedFilter, ChangedFilter):
    """The filters that all kinds of fact have."""

    article = ids("Only facts of the article with this id.", "art_qm5zk2h7xw3n4tb6")
    publisher = several("Only facts from this publisher.", "Example News")
    published_from = Since(
        **date_doc(
            "Only facts from articles that may be published at or after this time, date, month or year.", "2021-07"
        )
    )
    published_to = Until(
        **date_doc(
            "Only facts from articles that may be published at or before this time, date, month or year.", "2021-12"
        )
    )
    origin = enums(FactOrigin, "Only facts of this origin.")
    reviewed_by = several("Only facts last reviewed with a key of this label.", "Ada, newsroom")
    min_confidence = Fraction(**doc("Only facts with at least this confidence, from 0 to 1.", 0.5))
