"""How Postgres reads: no list and no search scans a table that grows with every fact.

With settings and statistics as they are in use, and as many rows as make an index worth its while: that an index could
be used says nothing of whether it is. Actors and issues are no facts; of two thousand a scan is right.
"""

import inspect
import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, text

from ontology.searching import parse
from store import queries
from store.engine import make_engine
from store.queries.facts import EventFilters, PositionFilters, QuoteFilters

pytestmark = pytest.mark.database("postgres")

SIZE = 2000
FACT = "confidence, status, created_at, updated_at"
VALUES = "(k * 37 % 100) / 100.0, CASE WHEN (n + k) % 50 = 0 THEN 'confirmed' ELSE 'machine' END, now(), now()"
EACH = f"FROM generate_series(1, {SIZE}) AS n"
HOUR = "TIMESTAMPTZ '2021-01-01' + n * INTERVAL '1 hour'"
COUNTRY = "chr(65 + n % 26) || chr(65 + n / 26 % 26)"
FILL = (
    f"""INSERT INTO articles (id, text, text_sha256, title, publisher, language, published_at, published_from,
        published_to, status, engine, dates, warnings, created_at, updated_at)
        SELECT 'art_' || n, 'News' || n, n, 'Talks', 'publisher' || n % 500, 'en', '2021', {HOUR}, {HOUR},
        'ready', 'test', '[]', '[]', now(), now() {EACH}""",
    f"""INSERT INTO actors (id, type, name, country, created_at, updated_at)
        SELECT 'act_' || n, (ARRAY['person', 'state'])[1 + n % 2], 'Name' || n, {COUNTRY}, now(), now() {EACH}""",
    f"""INSERT INTO issues (id, slug, label, folded, created_at)
        SELECT 'iss_' || n, 'slug' || n, 'Label', 'label' || n, now() {EACH}""",
    f"""INSERT INTO appearances (article_pk, actor_pk, type, name, aliases, folded, keys, {FACT})
        SELECT n, 1 + (n * 7 + k) % {SIZE}, 'person', 'Name', '[]', 'name' || md5(n::text), '[]', {VALUES}
        {EACH}, generate_series(0, 4) AS k""",
    """INSERT INTO mentions (article_pk, actor_pk, start, "end", exact, utf16_start, utf16_end)
        SELECT article_pk, actor_pk, 0, 1, 'x', 0, 1 FROM appearances""",
    f"""INSERT INTO quotes (id, article_pk, kind, speaker_pk, content, start, text, {FACT})
        SELECT 'quo_' || n || '_' || k, n, (ARRAY['direct', 'indirect', 'mixed'])[1 + k % 3],
        1 + (n * 7 + k) % {SIZE}, '[]', k, 'Words' || n, {VALUES} {EACH}, generate_series(0, 9) AS k""",
    f"""INSERT INTO events (id, article_pk, type, title, triggers, start, modality, country, place, when_edtf,
        when_from, when_to, {FACT})
        SELECT 'evt_' || n || '_' || k, n, (ARRAY['AGREE', 'ASSAULT'])[1 + k % 2], 'Event' || n, '[]', k, 'occurred',
        {COUNTRY}, 'Place' || n % 900, '2021', {HOUR}, {HOUR}, {VALUES} {EACH}, generate_series(0, 3) AS k""",
    f"""INSERT INTO event_participants (event_pk, actor_pk, role)
        SELECT pk, 1 + pk * 3 % {SIZE}, role FROM events, unnest(ARRAY['actor', 'recipient']) AS role""",  # noqa: S608
    f"""INSERT INTO positions (id, article_pk, holder_pk, issue_pk, stance, evidence, start, basis, {FACT})
        SELECT 'pos_' || n || '_' || k, n, 1 + (n * 7 + k) % {SIZE}, 1 + (n * 5 + k) % {SIZE},
        (ARRAY['supports', 'opposes'])[1 + k % 2], jsonb_build_array(0, 1, 0, 1, 'Evidence' || n), k, 'stated',
        {VALUES} {EACH}, generate_series(0, 3) AS k""",
)
FACTS = {"articles", "appearances", "mentions", "quotes", "events", "event_participants", "positions"}

MARCH, APRIL = datetime(2021, 3, 1, tzinfo=UTC), datetime(2021, 4, 1, tzinfo=UTC)
PUBLISHED = [{"published_from": MARCH}, {"published_to": MARCH}, {"published_from": MARCH, "published_to": APRIL}]
OF_FACTS = [
    *PUBLISHED, {}, {"id": ["x_5"]}, {"article": ["art_5"]}, {"article": ["art_5", "art_6"]},
    {"publisher": ["publisher3"]}, {"status": ["confirmed"]}, {"min_confidence": 0.7}, {"q": parse("words7")},
]  # fmt: skip
SORTS = ["created_at", "-created_at", "published_at", "-published_at"]
LISTS = {
    queries.list_quotes: (
        [*OF_FACTS, {"speaker": ["act_7"]}, {"speaker": ["act_7", "act_9"]}, {"kind": ["mixed"]}],
        [*SORTS, "confidence", "-confidence"],
    ),
    queries.list_events: (
        [
            *OF_FACTS, {"type": ["AGREE"]}, {"actor": ["act_7"]}, {"recipient": ["act_7"]}, {"participant": ["act_7"]},
            {"country": ["AB"]}, {"place": ["Place7"]}, {"modality": ["occurred"]}, {"date_from": MARCH},
            {"date_to": MARCH}, {"date_from": MARCH, "date_to": APRIL},
        ],
        [*SORTS, "confidence", "-confidence", "date", "-date"],
    ),
    queries.list_positions: (
        [
            *OF_FACTS, {"holder": ["act_7"]}, {"issue": ["iss_7"]}, {"issue": ["slug7", "iss_9"]},
            {"stance": ["supports"]}, {"basis": ["stated"]},
        ],
        [*SORTS, "confidence", "-confidence"],
    ),
    queries.list_articles: (
        [*PUBLISHED, {"publisher": "publisher3"}, {"language": "en"}, {"id": ["art_5"]}, {"q": parse("news7")}],
        SORTS,
    ),
    queries.list_actors: (
        [{"id": ["act_5"]}, {"article": "art_5"}, {"type": ["person"]}, {"country": ["AB"]}, {"name": "acbd18"}],
        ["created_at", "-created_at", "name", "-name"],
    ),
    queries.list_issues: (
        [{"id": ["iss_5"]}, {"article": "art_5"}, {"holder": ["act_7"]}, {"label": "acbd18"}],
        ["created_at", "-created_at", "label", "-label"],
    ),
    queries.list_appearances: ([{"actor": ["act_7"]}], []),
    queries.search: (
        [
            {"q": parse("news7")}, {"q": parse('words7 OR "event7 place7"')}, {"q": parse("evidence7 -news")},
            {"q": parse("words7"), "kind": ["quote"]}, {"q": parse("words7"), "article": "art_7"},
        ],
        [],
    ),
}  # fmt: skip
CASES = [
    (read, arguments)
    for read, (filters, sorts) in LISTS.items()
    for arguments in [*filters, *({"sort": sort} for sort in sorts)]
]
OTHERS = {"connection", "sort", "after", "limit", "count"}


@pytest.fixture(scope="module")
def filled(postgres):
    with postgres.database(migrated=True) as url:
        engine = make_engine(url)
        with engine.begin() as connection:
            for statement in FILL:
                connection.execute(text(statement))
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

    with filled.connect() as connection:
        event.listen(filled, "before_cursor_execute", record)
        read(connection, limit=50, **arguments)
        event.remove(filled, "before_cursor_execute", record)
        for statement, values in sent:
            plan = "\n".join(connection.exec_driver_sql(f"EXPLAIN {statement}", values).scalars())
            assert not FACTS & set(re.findall(r"Seq Scan on (\w+)", plan)), plan


@pytest.mark.parametrize("read", LISTS, ids=lambda read: read.__name__)
def test_every_filter_is_among_them(read):
    filters = {
        queries.list_quotes: QuoteFilters,
        queries.list_events: EventFilters,
        queries.list_positions: PositionFilters,
    }.get(read)
    names = set(filters.__annotations__) if filters else set(inspect.signature(read).parameters) - OTHERS
    assert {name for arguments in LISTS[read][0] for name in arguments} == names
