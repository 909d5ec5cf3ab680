"""Full-text search on SQLite: one index over articles, actors, quotes, events and positions.

The index has no copy of the texts, which would double its size: FTS5 reads them through the view `search_documents`.
Triggers keep the index up to date, because deleting an article deletes its facts inside the database, where no service
sees them, and because an entry can only be removed from such an index with its indexed text, which a trigger has before
and after a change. A migration that copies one of these tables must create its triggers again.

Postgres has no FTS5, so nothing is created there.
"""

# ruff: noqa: S608 (all that goes into these statements stands in this file)

from alembic import op

revision = "0003"
down_revision = "0002"

OTHER_NAMES = """(
    SELECT group_concat(other, char(10)) FROM (
        SELECT name AS other FROM appearances WHERE actor_pk = actors.pk
        UNION SELECT value FROM appearances, json_each(aliases) WHERE actor_pk = actors.pk
        ORDER BY other
    ) WHERE other <> actors.name
)"""
LABEL = "(SELECT label FROM issues WHERE issues.pk = positions.issue_pk)"
EVIDENCE = "json_extract(evidence, '$[4]')"

# What the index has of a row, as name and as body, and the columns they come from. A row has the id
# 8 * pk + its place in this list.
DOCUMENTS = {
    "articles": ("title", "text", "title, text"),
    "actors": ("name", OTHER_NAMES, "name"),
    "quotes": ("NULL", "text", "text"),
    "events": ("title", "place", "title, place"),
    "positions": (LABEL, EVIDENCE, "issue_pk, evidence"),
}

# Whether an appearance is the only one that gives its actor some name. Most are not, of an actor that many articles
# have, and only then are all of its appearances read.
NAMES_ALONE = """EXISTS (
    SELECT 1 FROM (SELECT {row}.name AS told UNION ALL SELECT value FROM json_each({row}.aliases))
    WHERE NOT EXISTS (
        SELECT 1 FROM appearances AS another WHERE another.actor_pk = {row}.actor_pk AND another.pk <> {row}.pk
        AND (another.name = told OR EXISTS (SELECT 1 FROM json_each(another.aliases) WHERE value = told))
    )
)"""


def upgrade() -> None:
    if not on_sqlite():
        return
    for statement in statements():
        op.execute(statement)


def downgrade() -> None:
    if not on_sqlite():
        return
    for name in triggers():
        op.execute(f"DROP TRIGGER {name}")
    op.execute("DROP VIEW search_documents")
    op.execute("DROP TABLE search_index")


def on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def statements() -> list[str]:
    """Return the statements that create the index of what is stored, and its triggers."""
    index = (
        "CREATE VIRTUAL TABLE search_index USING fts5("
        "name, body, content = 'search_documents', content_rowid = 'id', "
        "tokenize = 'unicode61 remove_diacritics 2')"
    )
    # The table of sizes, which FTS5 keeps for its ranks, has the id of all that is in the index.
    view = (
        f"CREATE VIEW search_documents AS SELECT id, {one_of('name')} AS name, {one_of('body')} AS body "
        "FROM search_index_docsize AS entry"
    )
    return [index, view, *(add(table, "true") for table in DOCUMENTS), *triggers().values()]


def document(table: str, which: str) -> str:
    """Return the id in the index, the name and the body of rows."""
    name, body, _ = DOCUMENTS[table]
    return f"SELECT {table}.pk * 8 + {list(DOCUMENTS).index(table)}, {name}, {body} FROM {table} WHERE {which}"


def one_of(part: str) -> str:
    """Return the name or the body of an entry of the index."""
    cases = (
        f"WHEN {number} THEN (SELECT {name if part == 'name' else body} FROM {table} WHERE {table}.pk = entry.id / 8)"
        for number, (table, (name, body, _)) in enumerate(DOCUMENTS.items())
    )
    return f"CASE entry.id % 8 {' '.join(cases)} END"


def add(table: str, which: str) -> str:
    return f"INSERT INTO search_index (rowid, name, body) {document(table, which)}"


def remove(table: str, which: str) -> str:
    return (
        f"INSERT INTO search_index (search_index, rowid, name, body) SELECT 'delete', * FROM ({document(table, which)})"
    )


def triggers() -> dict[str, str]:
    """Return the statements that create the triggers, by name."""
    made: dict[str, str] = {}

    def on(moment: str, event: str, rows: str, work: str, *, when: str | None = None) -> None:
        name = f"search_{rows}_{moment}_{event.partition(' ')[0]}".lower()
        condition = f"WHEN {when}" if when else ""
        made[name] = f"CREATE TRIGGER {name} {moment} {event} ON {rows} {condition} BEGIN {work}; END"

    def around(event: str, rows: str, table: str, which: str, *, when: str | None = None) -> None:
        on("BEFORE", event, rows, remove(table, which), when=when)
        on("AFTER", event, rows, add(table, which), when=when)

    for table, (_, _, columns) in DOCUMENTS.items():
        on("AFTER", "INSERT", table, add(table, f"{table}.pk = new.pk"))
        on("BEFORE", "DELETE", table, remove(table, f"{table}.pk = old.pk"))
        around(f"UPDATE OF {columns}", table, table, f"{table}.pk = old.pk")
    around("INSERT", "appearances", "actors", "actors.pk = new.actor_pk", when=NAMES_ALONE.format(row="new"))
    around("DELETE", "appearances", "actors", "actors.pk = old.actor_pk", when=NAMES_ALONE.format(row="old"))
    around("UPDATE OF actor_pk, name, aliases", "appearances", "actors", "actors.pk IN (old.actor_pk, new.actor_pk)")
    around("UPDATE OF label", "issues", "positions", "positions.issue_pk = old.pk")
    return made
