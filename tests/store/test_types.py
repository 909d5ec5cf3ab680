from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError

from ontology import edtf
from ontology.date_expression import DateExpression
from ontology.span import Span
from store.models import Article, Quote
from tests.factories import NOW, create_article, create_quote


def test_time_is_stored_in_utc_and_read_aware(session, reader):
    there = datetime(2026, 1, 1, 1, 30, tzinfo=timezone(timedelta(hours=5)))
    article = create_article(session, published_from=there)

    read = reader.get_one(Article, article.pk).published_from

    assert read == there
    assert read.utcoffset() == timedelta(0)
    assert str(reader.scalar(text("SELECT published_from FROM articles"))).startswith("2025-12-31 20:30")


def test_naive_time_is_refused(session):
    with pytest.raises(StatementError, match="no time zone"):
        create_article(session, created_at=NOW.replace(tzinfo=None))


@pytest.mark.parametrize("bound", [edtf.EARLIEST, edtf.LATEST])
def test_ends_of_the_calendar_are_kept(session, reader, bound):
    article = create_article(session, published_from=bound)

    assert reader.get_one(Article, article.pk).published_from == bound


def test_spans_come_back_as_they_were(session, reader):
    cue = Span(2, 4, "🕊 \N{LATIN SMALL LETTER E WITH ACUTE}", 3, 6)
    pieces = (Span(0, 1, "a", 0, 1), Span(5, 6, "b", 7, 8))
    quote = create_quote(session, cue=cue, content=pieces)

    read = reader.get_one(Quote, quote.pk)

    assert read.cue == cue
    assert read.content == pieces


def test_no_span_is_null_in_sql(session):
    create_quote(session, cue=None)

    assert session.scalar(text("SELECT count(*) FROM quotes WHERE cue IS NULL")) == 1


def test_dates_and_warnings_come_back_as_they_were(session, reader):
    dates = (DateExpression("2021-07", None, Span(0, 4, "July", 0, 4)),)
    article = create_article(session, dates=dates, warnings=("one", "two"))

    read = reader.get_one(Article, article.pk)

    assert read.dates == dates
    assert read.warnings == ("one", "two")
