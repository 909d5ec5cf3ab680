"""Search in issues, and on SQLite one index for each kind of row, which lists its newest matches without the others.

An index of all kinds has their matches in one order, so that the newest articles with a frequent word come after all
quotes with it. On Postgres each table has its own index already.
"""

# ruff: noqa: S608 - all statements come from this file

from importlib import import_module

from alembic import op

revision = "0030"
down_revision = "0029"

_before = import_module("migrations.versions.0003_search")

# The name and the body of a row in the index, and the columns they come from.
DOCUMENTS = _before.DOCUMENTS | {
    "positions": (_before.LABEL, "json_extract(evidence, '$.exact')", "issue_pk, evidence"),
    "issues": ("label", "NULL", "label"),
}


def upgrade() -> None:
    if not _before.on_sqlite():
        op.execute("ALTER TABLE issues ADD search tsvector GENERATED ALWAYS AS (search_vector(label, NULL)) STORED")
        op.execute("CREATE INDEX search_issues ON issues USING gin (search)")
        op.execute("ANALYZE issues (search)")  # without statistics, no word is known to be frequent
        return
    for name in _before.triggers():
        op.execute(f"DROP TRIGGER {name}")
    op.execute("DROP TABLE search_index")
    op.execute("DROP VIEW search_documents")
    for table, (name, body, _) in DOCUMENTS.items():
        op.execute(f"CREATE VIEW search_{table}_documents AS SELECT pk, {name} AS name, {body} AS body FROM {table}")
        op.execute(
            f"CREATE VIRTUAL TABLE search_{table} USING fts5("
            f"name, body, content = 'search_{table}_documents', content_rowid = 'pk', "
            "tokenize = 'unicode61 remove_diacritics 2')"
        )
        op.execute(add(table, "true"))
    for statement in triggers().values():
        op.execute(statement)


def downgrade() -> None:
    if not _before.on_sqlite():
        op.execute("ALTER TABLE issues DROP search")
        return
    for name in triggers():
        op.execute(f"DROP TRIGGER {name}")
    for table in DOCUMENTS:
        op.execute(f"DROP TABLE search_{table}")
        op.execute(f"DROP VIEW search_{table}_documents")
    for statement in _before.statements():
        op.execute(statement.replace(_before.EVIDENCE, DOCUMENTS["positions"][1]))


def add(table: str, which: str) -> str:
    """Return the statement that indexes rows."""
    return f"INSERT INTO search_{table} (rowid, name, body) SELECT * FROM search_{table}_documents WHERE {which}"


def remove(table: str, which: str) -> str:
    """Return the statement that removes rows from the index, which needs them as they were indexed."""
    return (
        f"INSERT INTO search_{table} (search_{table}, rowid, name, body) "
        f"SELECT 'delete', * FROM search_{table}_documents WHERE {which}"
    )


def triggers() -> dict[str, str]:
    """Return the statements that create the triggers, by name."""
    made: dict[str, str] = {}

    def on(moment: str, event: str, rows: str, work: str, *, when: str | None = None, of: str = "") -> None:
        name = f"search_{rows}{of}_{moment}_{event.partition(' ')[0]}".lower()
        condition = f"WHEN {when}" if when else ""
        made[name] = f"CREATE TRIGGER {name} {moment} {event} ON {rows} {condition} BEGIN {work}; END"

    def around(event: str, rows: str, table: str, which: str, *, when: str | None = None, of: str = "") -> None:
        on("BEFORE", event, rows, remove(table, which), when=when, of=of)
        on("AFTER", event, rows, add(table, which), when=when, of=of)

    for table, (_, _, columns) in DOCUMENTS.items():
        on("AFTER", "INSERT", table, add(table, "pk = new.pk"))
        on("BEFORE", "DELETE", table, remove(table, "pk = old.pk"))
        around(f"UPDATE OF {columns}", table, table, "pk = old.pk")
    alone = _before.NAMES_ALONE
    around("INSERT", "appearances", "actors", "pk = new.actor_pk", when=alone.format(row="new"))
    around("DELETE", "appearances", "actors", "pk = old.actor_pk", when=alone.format(row="old"))
    around("UPDATE OF actor_pk, name, aliases", "appearances", "actors", "pk IN (old.actor_pk, new.actor_pk)")
    of_label = "pk IN (SELECT pk FROM positions WHERE issue_pk = old.pk)"
    around("UPDATE OF label", "issues", "positions", of_label, of="_positions")
    return made
