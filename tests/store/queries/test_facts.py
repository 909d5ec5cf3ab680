from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pytest

from ontology.edtf import Edtf
from ontology.enums import Basis, EventType, FactStatus, FigureKind, Modality, QuoteKind, Stance
from store import queries
from tests.factories import (
    create_actor,
    create_article,
    create_brief,
    create_event,
    create_position,
    create_quote,
    make_figure,
)


class Kind(NamedTuple):
    list: Callable[..., queries.Page[Any]]
    get: Callable[..., Any]
    create: Callable[..., Any]
    statements: int


KINDS = (
    Kind(queries.list_quotes, queries.get_quote, create_quote, statements=1),
    Kind(queries.list_events, queries.get_event, create_event, statements=2),
    Kind(queries.list_positions, queries.get_position, create_position, statements=1),
)


@pytest.fixture(params=KINDS, ids=["quotes", "events", "positions"])
def kind(request):
    return request.param


def ids(page):
    return [item.id for item in page.items]


def test_newest_article_first_and_in_it_text_order(session, reader, kind):
    old, new = create_article(session), create_article(session)
    one, two, three = kind.create(session, new), kind.create(session, old), kind.create(session, new)

    assert ids(kind.list(reader, limit=10)) == [one.id, three.id, two.id]


def test_pages_hold_every_fact_once(session, reader, kind):
    articles = [create_article(session) for _ in range(3)]
    facts = [kind.create(session, article) for article in reversed(articles) for _ in range(3)]
    seen, after = [], None
    for _ in range(5):
        page = kind.list(reader, after=after, limit=2)
        seen += ids(page)
        after = page.next

    assert seen == [fact.id for fact in facts]
    assert after is None


def test_filters_of_all_kinds(session, reader, kind):
    article = create_article(session)
    weak = kind.create(session, article, confidence=0.2)
    sure = kind.create(session, confidence=0.9, status=FactStatus.CONFIRMED)

    assert ids(kind.list(reader, article=[article.id], limit=10)) == [weak.id]
    assert ids(kind.list(reader, article=["art_none"], limit=10)) == []
    assert ids(kind.list(reader, min_confidence=0.9, limit=10)) == [sure.id]
    assert ids(kind.list(reader, status=[FactStatus.CONFIRMED], limit=10)) == [sure.id]
    assert ids(kind.list(reader, status=list(FactStatus), limit=10)) == [sure.id, weak.id]


@pytest.mark.parametrize("size", [1, 3])
def test_list_takes_a_constant_number_of_statements(session, reader, queries_sent, kind, size):
    create_brief(session, size)

    with queries_sent:
        facts = kind.list(reader, limit=10).items
        for fact in facts:
            assert fact.article_id

    assert len(facts) == size
    assert len(queries_sent) == kind.statements


def test_one_fact(session, reader, kind):
    kind.create(session)
    fact = kind.create(session)

    assert kind.get(reader, fact.id).article_id == fact.article_id
    assert kind.get(reader, "none") is None


def test_quotes_by_speaker_and_kind(session, reader):
    one, two = create_actor(session), create_actor(session)
    first = create_quote(session, speaker=one, kind=QuoteKind.DIRECT)
    second = create_quote(session, speaker=two, kind=QuoteKind.MIXED)
    create_quote(session)

    page = queries.list_quotes(reader, speaker=[one.id], limit=10)

    assert ids(page) == [first.id]
    assert (page.items[0].speaker_id, page.items[0].speaker_name) == (one.id, one.name)
    assert ids(queries.list_quotes(reader, speaker=[one.id, two.id], limit=10)) == [second.id, first.id]
    assert ids(queries.list_quotes(reader, kind=[QuoteKind.DIRECT], limit=10)) == [first.id]
    assert ids(queries.list_quotes(reader, speaker=[one.id], kind=[QuoteKind.MIXED], limit=10)) == []


def test_events_by_participant(session, reader):
    one, two = create_actor(session), create_actor(session)
    there = create_event(session, actors=(one,), recipients=(two,))
    back = create_event(session, actors=(two,), recipients=(one,))
    create_event(session)

    def found(**filters):
        return ids(queries.list_events(reader, **filters, limit=10))

    assert found(actor=[one.id]) == [there.id]
    assert found(recipient=[one.id]) == [back.id]
    assert found(participant=[one.id]) == [back.id, there.id]
    assert found(actor=[one.id, two.id]) == [back.id, there.id]
    assert found(actor=[one.id], recipient=[two.id]) == [there.id]
    assert found(actor=[one.id], recipient=[one.id]) == []


def test_events_by_their_figures(session, reader):
    few = create_event(session, figures=(make_figure(least=3, most=5),))
    many = create_event(session, figures=(make_figure(least=300, most=None), make_figure(FigureKind.INJURED, 40, 40)))
    create_event(session, figures=(make_figure(least=None, most=900), make_figure(FigureKind.SENT, 400, 400)))

    def found(**filters):
        return ids(queries.list_events(reader, **filters, limit=10))

    assert found(killed_min=3) == [many.id, few.id]
    assert found(killed_min=4) == [many.id]
    assert found(killed_min=301) == []
    assert found(killed_max=5) == [few.id]
    assert found(killed_min=0, killed_max=5) == [few.id]
    assert found(killed_min=300, injured_max=40) == [many.id]
    assert found(killed_min=0, sent_min=1) == []


def test_bounds_are_those_of_one_figure_in_one_unit(session, reader):
    money, duration = FigureKind.MONEY, FigureKind.DURATION
    event = create_event(
        session,
        figures=(
            make_figure(money, 5, 5, "USD"),
            make_figure(money, 90, 90, "EUR"),
            make_figure(duration, 2, 2, "weeks"),
        ),
    )

    def is_found(**filters):
        return ids(queries.list_events(reader, **filters, limit=10)) == [event.id]

    assert is_found(money_min=90, currency=["EUR"])
    assert not is_found(money_min=6, currency=["USD"])
    assert not is_found(money_min=6, money_max=89)
    assert is_found(money_min=5, money_max=5)
    assert is_found(duration_min=14, duration_max=14)
    assert not is_found(duration_min=15)


def test_events_by_what_they_are(session, reader):
    event = create_event(session, type=EventType.AID, country="IQ", modality=Modality.PLANNED)
    create_event(session)

    for filters in (
        {"type": [EventType.AID]},
        {"country": ["IQ"]},
        {"modality": [Modality.PLANNED]},
        {"country": ["IQ", "US"]},
    ):
        assert ids(queries.list_events(reader, **filters, limit=10)) == [event.id]


def test_event_dates_overlap_the_window(session, reader):
    def create_dated(date):
        bounds = Edtf.parse(date)
        return create_event(session, when_edtf=date, when_from=bounds.earliest, when_to=bounds.latest)

    create_event(session)
    year, month, until = (create_dated(date) for date in ("2021", "2021-06", "../2021-05-31"))
    june, july = datetime(2021, 6, 1, tzinfo=UTC), datetime(2021, 7, 1, tzinfo=UTC)

    assert ids(queries.list_events(reader, date_from=june, limit=10)) == [month.id, year.id]
    assert ids(queries.list_events(reader, date_from=july, limit=10)) == [year.id]
    assert ids(queries.list_events(reader, date_to=june, limit=10)) == [until.id, year.id]


def test_positions_by_who_and_what(session, reader):
    position = create_position(session, stance=Stance.DOUBTS, basis=Basis.STATED)
    create_position(session)

    for filters in (
        {"holder": [position.holder.id]},
        {"issue": [position.issue.id]},
        {"issue": [position.issue.slug]},
        {"issue": ["none", position.issue.slug]},
        {"stance": [Stance.DOUBTS]},
        {"basis": [Basis.STATED]},
    ):
        assert ids(queries.list_positions(reader, **filters, limit=10)) == [position.id]


def test_position_comes_with_what_it_refers_to(session, reader):
    quote = create_quote(session)
    position = create_position(session, quote=quote)

    read = queries.get_position(reader, position.id)

    assert (read.holder_id, read.issue_label) == (position.holder.id, position.issue.label)
    assert read.quote_id == quote.id


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("filters", "index"),
    [
        ({}, "ix_quotes_article"),
        ({"article": ["art_1"]}, "ix_quotes_article"),
        ({"speaker": ["act_1"]}, "ix_quotes_speaker"),
    ],
)
def test_index_gives_the_order_and_finds_the_page(session, reader, queries_sent, filters, index):
    create_quote(session)
    with queries_sent:
        queries.list_quotes(reader, **filters, after=(5, 5), limit=10)
    (statement,) = queries_sent.statements
    marks = statement.count("?")

    plan = reader.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", (1,) * marks)

    steps = [row.detail for row in plan]
    assert any(index in step and "article_pk" in step for step in steps)
    assert not any("TEMP B-TREE" in step for step in steps)


@pytest.mark.parametrize(
    ("sort", "cursor"),
    [
        ("published_at", ("9999-12-31T23:59:59-14:00", 1, 1)),
        ("published_at", ("yesterday", 1, 1)),
        ("created_at", (2**63, 1)),
        ("created_at", (1, 1, 1)),
        ("confidence", ("0.5", 1, 1)),
    ],
)
def test_forged_cursor_is_refused(reader, kind, sort, cursor):
    with pytest.raises(queries.WrongCursorError):
        kind.list(reader, sort=sort, after=cursor, limit=1)


def test_unknown_filter_is_an_error(reader, kind):
    with pytest.raises(TypeError, match="no filter"):
        kind.list(reader, color="red", limit=1)
