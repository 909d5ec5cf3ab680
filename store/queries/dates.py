"""The first and the last publication of the articles of a group.

Dates are ordered by the times that they mean: as text, times with different offsets are out of order. Where two dates
begin at the same time, the more precise one is the later one.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func

from store.models import Article


def first_published(*group: ColumnElement[Any] | Any) -> ColumnElement[str | None]:
    """Return the date of the earliest article of a group, given by its columns, as EDTF."""
    order = (Article.published_from.asc().nulls_last(), Article.published_at.asc())
    return _first_value(group, order)


def last_published(*group: ColumnElement[Any] | Any) -> ColumnElement[str | None]:
    """Return the date of the latest article of a group, given by its columns, as EDTF."""
    order = (Article.published_from.desc().nulls_last(), Article.published_at.desc().nulls_last())
    return _first_value(group, order)


def _first_value(group: Sequence[Any], order: Sequence[ColumnElement[Any]]) -> ColumnElement[str | None]:
    return func.first_value(Article.published_at).over(partition_by=group, order_by=order)
