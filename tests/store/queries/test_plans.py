"""How Postgres reads: no list and no search scans a table that grows with every fact.

With settings and statistics as they are in use, and as many rows as make an index worth its while: that an index could
be used says nothing of whether it is. Actors and issues are no facts; of some thousand a scan is right.
"""

import re
from collections import ChainMap
from datetime import UTC, datetime
from functools import partial

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from bench import rows
from ontology.enums import FigureKind, SuggestionKind
from ontology.searching import parse
from store import queries
from store.engine import make_engine
from store.queries.paging import Paging

pytestmark = pytest.mark.database("postgres")

ARTICLES = 4000  # of 2,000, Postgres 15 and 16 still read a few hundred facts by a scan
art, act, iss, occ, con = (partial(rows.public_id, prefix) for prefix in ("art", "act", "iss", "occ", "con"))
FACTS = {
    "articles", "appearances", "mentions", "quotes", "events", "event_figures", "event_participants", "positions",
    "event_blocks", "conduct", "article_blocks", "actor_counts", "issue_counts",
}  # fmt: skip

MARCH, APRIL = datetime(2021, 3, 1, tzinfo=UTC), datetime(2021, 4, 1, tzinfo=UTC)
CHANGED = [
    {name: year} for name in ("created_from", "updated_from") for year in (MARCH, datetime(2999, 1, 1, tzinfo=UTC))
]
PUBLISHED = [{"published_from": MARCH}, {"published_to": MARCH}, {"published_from": MARCH, "published_to": APRIL}]
OF_FACTS = [
    *PUBLISHED, {}, {"id": ["x_5"]}, {"article": [art(5)]}, {"article": [art(5), art(6)]},
    {"publisher": ["publisher3"]}, {"status": ["confirmed"]}, {"status": ["rejected"]},
    {"origin": ["person"]}, {"reviewed_by": ["reviewer7"]}, {"min_confidence": 0.7}, {"q": parse("words7")},
    {"q": parse("words7"), "sort": "relevance"},
    *CHANGED,
]  # fmt: skip
SORTS = ["created_at", "-created_at", "published_at", "-published_at", "updated_at", "-updated_at"]
COUNTS = ["articles", "-articles", "positions", "-positions"]
FIGURES = [
    *({f"{kind}_{bound}": value} for kind in FigureKind for bound, value in (("min", 490), ("max", 5))),
    {"killed_min": 10, "killed_max": 12}, {"money_min": 490, "currency": ["USD"]}, {"killed_min": 0},
]  # fmt: skip
LISTS = {
    queries.list_quotes: (
        [
            *OF_FACTS, {"speaker": [act(7)]}, {"speaker": [act(7), act(9)]}, {"under": [act(7)]}, {"kind": ["mixed"]},
            {"speaker_country": ["AB"]},
        ],
        [*SORTS, "confidence", "-confidence"],
    ),
    queries.list_events: (
        [
            *OF_FACTS, {"type": ["AGREE"]}, {"actor": [act(7)]}, {"recipient": [act(7)]}, {"participant": [act(7)]},
            {"under": [act(7)]}, {"country": ["AB"]}, {"place": ["Place7"]}, {"modality": ["occurred"]},
            {"place_country": ["AB"]}, {"actor_country": ["AB"]}, {"recipient_country": ["AB"]},
            {"date_from": MARCH}, {"date_to": MARCH}, {"date_from": MARCH, "date_to": APRIL}, {"occurrence": [occ(7)]},
            *FIGURES,
        ],
        [*SORTS, "confidence", "-confidence", "date", "-date"],
    ),
    queries.list_occurrences: (
        [
            *PUBLISHED, *CHANGED, {}, {"id": [occ(5)]}, {"sources_min": 4}, {"article": [art(5)]},
            {"publisher": ["publisher3"]}, {"q": parse("event7")},
            {"type": ["AGREE"]}, {"actor": [act(7)]}, {"recipient": [act(7)]}, {"participant": [act(7)]},
            {"under": [act(7)]}, {"country": ["AB"]}, {"place": ["Place7"]}, {"modality": ["occurred"]},
            {"place_country": ["AB"]}, {"actor_country": ["AB"]}, {"recipient_country": ["AB"]},
            {"date_from": MARCH}, {"date_to": MARCH}, {"date_from": MARCH, "date_to": APRIL}, *FIGURES,
        ],
        ["created_at", "-created_at", "updated_at", "-updated_at", "sources", "-sources"],
    ),
    queries.list_positions: (
        [
            *OF_FACTS, {"holder": [act(7)]}, {"holder_country": ["AB"]}, {"under": [act(7)]}, {"issue": [iss(7)]},
            {"issue": ["slug7", iss(9)]},
            {"topic": ["sanctions"]}, {"topic": ["other"]},
            {"stance": ["supports"]}, {"basis": ["stated"]},
        ],
        [*SORTS, "confidence", "-confidence"],
    ),
    queries.list_contradictions: (
        [
            *PUBLISHED, {}, {"id": [con(5)]}, {"kind": ["act"]}, {"holder": [act(7)]}, {"under": [act(7)]},
            {"country": ["AB"]}, {"holder_country": ["AB"]}, {"created_from": MARCH},
            {"issue": ["slug7", iss(9)]}, {"topic": ["sanctions"]}, {"article": [art(5)]},
            {"publisher": ["publisher3"]}, {"min_confidence": 0.5},
        ],
        ["created_at", "-created_at", "confidence", "-confidence"],
    ),
    queries.list_articles: (
        [
            *PUBLISHED,
            *CHANGED,
            {"publisher": "publisher3"},
            {"language": "en"},
            {"copy_of": [art(20)]},
            {"engine": ["test"]},
            {"external_id": ["4711"]},
            {"external_id": ["4711"], "source": ["wire"]},
            {"source": ["wire"]},
            {"id": [art(5)]},
            {"q": parse("news7")},
        ],
        SORTS,
    ),
    queries.list_actors: (
        [
            {"id": [act(5)]}, {"article": art(5)}, {"type": ["person"]}, {"country": ["AB"]}, {"under": [act(7)]},
            {"name": "8f14e4"}, {"q": parse("name7")}, *CHANGED,
        ],
        ["created_at", "-created_at", "updated_at", "-updated_at", "name", "-name", *COUNTS],
    ),
    queries.list_issues: (
        [
            {"id": [iss(5)]}, {"article": art(5)}, {"holder": [act(7)]}, {"label": "8f14e4"}, {"topic": ["sanctions"]},
            {"holder_country": ["AB"]}, {"name": "8f14e4"}, {"created_from": MARCH}, {"q": parse("label")},
            {"q": parse("label"), "sort": "relevance"},
        ],
        ["created_at", "-created_at", "label", "-label", *COUNTS],
    ),
    queries.list_suggestions: (
        [
            {"name": "na", "kinds": [SuggestionKind.ACTOR]}, {"name": "la", "kinds": [SuggestionKind.ISSUE]},
            {"name": "8f14e4"}, {"name": "8f14e4", "kinds": list(SuggestionKind)},
        ],
        [],
    ),
    queries.list_appearances: (
        [
            {"actor": [act(7)]}, {"actor": [act(7)], "article": [art(7)]}, {"actor": [act(7)], "status": ["rejected"]},
            {"actor": [act(7)], "origin": ["person"]}, {"actor": [act(7)], "reviewed_by": ["reviewer7"]},
        ],
        [],
    ),
    queries.list_unreviewed: (
        [
            {}, {"kind": ["quote"]}, {"article": [art(7)]}, {"publisher": ["publisher3"]}, {"min_confidence": 0.2},
            {"max_confidence": 0.3},
        ],
        [],
    ),
    queries.list_judgements: (
        [
            {"kind": ["same"]}, {"by": ["Ada"]}, {"actor": [act(7)]}, {"issue": [iss(7)]}, {"actor": [act(7), act(9)]},
            {"created_from": MARCH},
        ],
        [],
    ),
    queries.list_hits: (
        [
            {"q": parse("news7")}, {"q": parse('words7 OR "event7 place7"')}, {"q": parse("evidence7 -news")},
            {"q": parse("words7"), "kind": ["quote"]}, {"q": parse("words7"), "article": art(7)},
            {"q": parse("evidence7"), "topic": ["sanctions"]}, {"q": parse("words7"), "publisher": ["publisher3"]},
            {"q": parse("event7"), "published_from": MARCH}, {"q": parse("words7"), "published_to": MARCH},
            {"q": parse("words7"), "country": ["AB"]},
        ],
        [],
    ),
}  # fmt: skip
CASES = [
    (read, arguments)
    for read, (filters, sorts) in LISTS.items()
    for arguments in [*filters, *({"sort": sort} for sort in sorts)]
]
OTHERS = {"session", "asked", "filters", "return", *Paging.__annotations__}


@pytest.fixture(scope="module")
def filled(postgres):
    with postgres.database(migrated=True) as url:
        engine = make_engine(url)
        with engine.begin() as connection:
            # Otherwise VACUUM on this connection marks no page as all-visible until the commits are on disk.
            connection.execute(text("SET synchronous_commit = on"))
            rows.fill(connection, ARTICLES)
        with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.execute(text("VACUUM ANALYZE"))
        yield engine
        engine.dispose()


@pytest.mark.parametrize(
    ("read", "arguments"), CASES, ids=[f"{read.__name__}-{'-'.join(arguments)}" for read, arguments in CASES]
)
def test_no_fact_is_scanned_for(filled, read, arguments):
    sent = []

    def record(_connection, _cursor, statement, values, *_):
        sent.append((statement, values))

    with Session(filled) as session:
        event.listen(filled, "before_cursor_execute", record)
        read(session, limit=50, **arguments)
        event.remove(filled, "before_cursor_execute", record)
        connection = session.connection()
        for statement, values in sent:
            plan = "\n".join(connection.exec_driver_sql(f"EXPLAIN {statement}", values).scalars())
            assert not FACTS & set(re.findall(r"Seq Scan on (\w+)", plan)), plan


@pytest.mark.parametrize("read", LISTS, ids=lambda read: read.__name__)
def test_every_filter_is_among_them(read):
    keywords = (read.__annotations__.get(name) for name in ("asked", "filters"))
    unpacked = [each.__args__[0].__annotations__ for each in keywords if hasattr(each, "__args__")]
    arguments = dict(ChainMap(read.__annotations__, *(unpacked or [Paging.__annotations__])))
    names = set(arguments) - OTHERS
    assert {name for arguments in LISTS[read][0] for name in arguments} - OTHERS == names
