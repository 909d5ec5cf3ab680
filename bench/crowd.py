"""Facts of many articles on a few actors and issues, on Postgres: those of imported articles, repeated by others.

Each of the articles that `bench.rows` has made gets two actors, a position and four events of those that were imported
after them. The more frequent ones are repeated more often: the first of 1,000 by one article of thirty, 250 of them by
half of the articles. Events are spread over 200 weeks; equal ones of a week are one occurrence.
"""

# ruff: noqa: S608 - the names and numbers in these statements are from here

from sqlalchemy import Connection, text
from tqdm import tqdm

from bench.rows import FACT, STORED, row_id

_VALUES = f"((n * 37 + k) % 100) / 100.0, 'machine', {STORED}"
_WEEK = "(105300 + article_pk % 200)"  # 2019 to 2022


def _repeated(table: str, by: str, each: int) -> str:
    """Return SQL for rows of a table as `own`, each with the article `n`, and `k`, that repeats it."""
    own = f"SELECT *, count(*) OVER (PARTITION BY {by}) AS often FROM {table} WHERE article_pk > :articles"
    return f"""generate_series(1, :articles) AS n, generate_series(0, {each - 1}) AS k,
        (SELECT *, row_number() OVER (ORDER BY often DESC, pk) - 1 AS nth FROM ({own}) AS counted) AS own
        WHERE nth = floor((SELECT count(*) FROM {table} WHERE article_pk > :articles)
            * power((n * 7919 + k * 3571) % 10007 / 10007.0, 2))"""


_STATEMENTS = (
    "ALTER TABLE appearances DISABLE TRIGGER USER",  # they look for new names, of which there are none, and count
    f"""INSERT INTO appearances (article_pk, actor_pk, type, name, aliases, folded, keys, {FACT})
        SELECT n, actor_pk, type, name, aliases, folded, keys, {_VALUES} FROM {_repeated("appearances", "actor_pk", 2)}
        ON CONFLICT DO NOTHING""",
    "ALTER TABLE appearances ENABLE TRIGGER USER",
    """INSERT INTO mentions (article_pk, actor_pk, start, "end", exact, utf16_start, utf16_end)
        SELECT article_pk, actor_pk, 0, 1, 'x', 0, 1 FROM appearances AS own WHERE article_pk <= :articles
        AND NOT EXISTS (SELECT FROM mentions WHERE (article_pk, actor_pk) = (own.article_pk, own.actor_pk))""",
    f"""INSERT INTO positions (id, article_pk, holder_pk, issue_pk, stance, evidence, start, basis, since, {FACT})
        SELECT {row_id("pos", "(:articles + n) * 10 + k")}, n, holder_pk, issue_pk, stance, evidence, 100 + k, basis,
        (SELECT published_from FROM articles WHERE pk = n), {_VALUES} FROM {_repeated("positions", "issue_pk", 1)}""",
    f"""INSERT INTO events (id, article_pk, type, title, triggers, start, modality, country, place, report, {FACT})
        SELECT {row_id("evt", "(:articles + n) * 10 + k")}, n, type, 'Like ' || pk, triggers, 100 + k, modality,
        country, place, report, {_VALUES} FROM {_repeated("events", "country", 4)}""",
    f"""UPDATE events SET report = report::jsonb || jsonb_build_object('start', {_WEEK} * 7, 'end', {_WEEK} * 7)
        WHERE article_pk <= :articles AND report IS NOT NULL""",
    f"""INSERT INTO occurrences (id, sources, created_at, updated_at)
        SELECT {row_id("occ", ":articles + min(pk)")}, count(*), now(), now() FROM events
        WHERE title LIKE 'Like %' GROUP BY title, {_WEEK} HAVING count(*) > 1""",
    f"""UPDATE events SET occurrence_pk = occurrences.pk FROM occurrences, (
            SELECT pk, min(pk) OVER (PARTITION BY title, {_WEEK}) AS first FROM events WHERE title LIKE 'Like %'
        ) AS each WHERE occurrences.id = {row_id("occ", ":articles + first")} AND events.pk = each.pk""",
    f"""INSERT INTO event_blocks (block, nth, event_pk, sketch)
        SELECT block, 100000 + row_number() OVER (PARTITION BY block), pk, sketch FROM (
            SELECT DISTINCT substring(block FROM '.* ') || {_WEEK} AS block, pk, sketch
            FROM events JOIN event_blocks ON title = 'Like ' || event_pk WHERE article_pk <= :articles
        ) AS each""",
    """INSERT INTO event_participants (event_pk, actor_pk, role)
        SELECT events.pk, actor_pk, role FROM events JOIN event_participants ON title = 'Like ' || event_pk""",
    """INSERT INTO conduct (who, act, target, subject, since, fact, until, event_pk)
        SELECT who, act, target, subject, published_from, events.id, published_to, events.pk
        FROM events JOIN articles ON articles.pk = article_pk JOIN conduct ON events.title = 'Like ' || event_pk""",
    "SELECT settle_counts()",
    """UPDATE actor_counts SET articles = (SELECT count(*) FROM appearances AS own
        WHERE own.actor_pk = actor_counts.actor_pk AND status <> 'rejected' AND joined IS NULL)""",
)  # fmt: skip


def crowd(connection: Connection, articles: int) -> None:
    """Let the first articles, made by `bench.rows`, repeat what the articles that were imported after them say."""
    for statement in tqdm(_STATEMENTS, desc="Repeating", leave=False, disable=None):
        connection.execute(text(statement), {"articles": articles})
        connection.execute(text("ANALYZE"))
