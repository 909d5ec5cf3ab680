"""Rows in bulk on Postgres, made by the database.

Whatever the number of articles, an actor has 5 appearances, 10 quotes, 8 events and as many positions as an article, an
occurrence has 4 events, one of 20 positions contradicts another, and a publisher, a place or a rare word belongs to 20
articles. `bench.crowd` adds the contrary: actors and issues that many articles have.
"""

from sqlalchemy import Connection, text
from tqdm import tqdm

from ontology.countries import COUNTRIES
from store.engine import add_counts

QUOTES = 10  # of an article
POSITIONS = 4

CODES = sorted(COUNTRIES)[:100]
"""The countries of actors and events."""

_TEXT = "The talks will go on until both sides agree on a date for the troops to leave. "
STORED = ", ".join(["TIMESTAMPTZ '2021-01-01' + n * INTERVAL '1 minute'"] * 2)
FACT = "confidence, status, created_at, updated_at"
VALUES = f"(k * 37 % 100) / 100.0, CASE WHEN (n + k) % 50 = 0 THEN 'confirmed' ELSE 'machine' END, {STORED}"
_EACH = "FROM generate_series(1, :articles) AS n"
_QUARTER = "FROM generate_series(1, :articles / 4) AS n"
_HOUR = "TIMESTAMPTZ '2021-01-01' + (n % 2000) * INTERVAL '1 hour'"
_COUNTRY = f"(ARRAY{CODES})[1 + n % {len(CODES)}]"
_SHARED = "(n % (:articles / 20))"  # by twenty articles


def public_id(prefix: str, number: int) -> str:
    """Return the id of row `number` of the articles, actors or issues, counted from 1."""
    return f"{prefix}_" + str(number).translate(str.maketrans("0189", "wxyz")).rjust(16, "a")


def row_id(prefix: str, number: str) -> str:
    """Return SQL for `public_id` of an expression."""
    return f"'{prefix}_' || lpad(translate(({number})::text, '0189', 'wxyz'), 16, 'a')"


def span(exact: str) -> str:
    """Return SQL for a span with these words, also an expression."""
    return f"jsonb_build_object('start', 0, 'end', 1, 'exact', {exact}, 'utf16_start', 0, 'utf16_end', 1)"


_STATEMENTS = (
    f"""INSERT INTO articles (id, text, text_sha256, title, publisher, language, published_at, published_from,
        published_to, status, engine, dates, warnings, created_at, updated_at)
        SELECT {row_id("art", "n")}, 'News' || {_SHARED} || '. ' || repeat('{_TEXT}', 15), n, 'Report ' || n,
        'publisher' || {_SHARED}, 'en', '2021', {_HOUR}, {_HOUR}, 'ready', 'bench', '[]', '[]', {STORED} {_EACH}""",
    f"""INSERT INTO actors (id, type, name, country, created_at, updated_at)
        SELECT {row_id("act", "n")}, (ARRAY['person', 'state'])[1 + n % 2], 'Name' || n, {_COUNTRY}, {STORED}
        {_EACH}""",
    """INSERT INTO article_blocks (block, nth, article_pk)
        SELECT k || ' ' || md5(pk || ' ' || k), 1, pk FROM articles, generate_series(1, 20) AS k""",
    """INSERT INTO actor_keys (key, actor_pk)
        SELECT 'state ' || country, min(pk) FROM actors WHERE type = 'state' GROUP BY country""",
    """INSERT INTO actor_keys (key, actor_pk)
        SELECT 'office ' || country || ' president x', pk FROM actors WHERE pk % 20 = 0""",
    f"""INSERT INTO issues (id, slug, label, folded, created_at)
        SELECT {row_id("iss", "n")}, 'slug' || n, 'Label', 'label' || md5({_SHARED}::text), now() {_EACH}""",
    f"""INSERT INTO appearances (article_pk, actor_pk, type, name, aliases, folded, keys, {FACT})
        SELECT n, 1 + (n * 7 + k) % :articles, 'person', 'Name', '[]', 'name' || md5({_SHARED}::text), '[]', {VALUES}
        {_EACH}, generate_series(0, 4) AS k""",
    """INSERT INTO mentions (article_pk, actor_pk, start, "end", exact, utf16_start, utf16_end)
        SELECT article_pk, actor_pk, 0, 1, 'x', 0, 1 FROM appearances""",
    f"""INSERT INTO quotes (id, article_pk, kind, speaker_pk, content, start, text, {FACT})
        SELECT {row_id("quo", f"n * {QUOTES} + k")}, n, (ARRAY['direct', 'indirect', 'mixed'])[1 + k % 3],
        1 + (n * 7 + k) % :articles, jsonb_build_array({span(f"'{_TEXT}'")}), k, 'Words' || {_SHARED} || ' {_TEXT}',
        {VALUES} {_EACH}, generate_series(0, {QUOTES - 1}) AS k""",
    f"""INSERT INTO occurrences (id, sources, created_at, updated_at)
        SELECT {row_id("occ", "n")}, 2 + n % 3, {STORED} {_QUARTER}""",
    f"""INSERT INTO events (id, article_pk, type, title, triggers, start, modality, country, place, when_edtf,
        when_from, when_to, occurrence_pk, {FACT})
        SELECT {row_id("evt", f"n * {QUOTES} + k")}, n, (ARRAY['AGREE', 'ASSAULT'])[1 + k % 2], 'Event' || n, '[]', k,
        'occurred', {_COUNTRY}, 'Place' || {_SHARED}, '2021', {_HOUR}, {_HOUR},
        CASE WHEN k = 0 THEN 1 + n % (:articles / 4) END, {VALUES}
        {_EACH}, generate_series(0, 3) AS k""",
    """INSERT INTO event_blocks (block, nth, event_pk)
        SELECT block, row_number() OVER (PARTITION BY block), pk FROM (
            SELECT 'violence ' || country || ' ' || (105000 + article_pk % 400 + k) AS block, pk
            FROM events, generate_series(0, 1) AS k
        ) AS each""",
    """INSERT INTO event_participants (event_pk, actor_pk, role)
        SELECT pk, 1 + pk * 3 % :articles, role FROM events, unnest(ARRAY['actor', 'recipient']) AS role""",
    """INSERT INTO event_figures (event_pk, kind, low, high, currency)
        SELECT pk, (ARRAY['killed', 'injured', 'sent', 'money'])[1 + pk / 8 % 4], pk % 500, pk % 500,
        CASE WHEN pk / 8 % 4 = 3 THEN (ARRAY['USD', 'EUR'])[1 + pk / 32 % 2] END FROM events WHERE pk % 8 = 0""",
    f"""INSERT INTO positions (id, article_pk, holder_pk, issue_pk, stance, evidence, start, basis, since, {FACT})
        SELECT {row_id("pos", f"n * {QUOTES} + k")}, n, 1 + (n * 7 + k) % :articles, 1 + (n * 5 + k) % :articles,
        (ARRAY['supports', 'opposes'])[1 + k % 2], {span(f"'Evidence' || {_SHARED}")}, k, 'stated', {_HOUR},
        {VALUES}
        {_EACH}, generate_series(0, :positions - 1) AS k""",
    f"""INSERT INTO contradictions (id, kind, holder_pk, issue_pk, earlier_pk, earlier_article_pk, later_pk,
        later_article_pk, confidence, created_at)
        SELECT {row_id("con", "pk")}, (ARRAY['stance', 'act'])[1 + pk / 20 % 2], holder_pk, issue_pk, pk, article_pk,
        pk - 1, article_pk, pk % 100 / 100.0, now() FROM positions WHERE pk % 20 = 0""",  # noqa: S608 - numbers and names of here
    f"""INSERT INTO conduct (who, act, target, subject, since, fact, until, position_pk, event_pk)
        SELECT id, 'ASSAULT', '{CODES[7]}', kind, now(), fact, now(), position_pk, event_pk FROM (
            SELECT holder_pk AS actor_pk, 'position' AS kind, id AS fact, pk AS position_pk, NULL::bigint AS event_pk
            FROM positions WHERE pk % 10 = 0
            UNION ALL SELECT 1 + pk * 3 % :articles, 'event', id, NULL, pk FROM events WHERE pk % 10 = 0
        ) AS each JOIN actors ON actors.pk = actor_pk""",  # noqa: S608 - a code of here
)


def fill(connection: Connection, articles: int, positions: int = POSITIONS) -> None:
    """Add articles, a multiple of 20, with their facts, at most 10 positions in each, to an empty store."""
    for statement in tqdm(_STATEMENTS, desc=f"{articles:,} articles", leave=False, disable=None):
        connection.execute(text(statement), {"articles": articles, "positions": positions})
    add_counts(connection)
