"""A fact may be contested: the machine, which has read its article again, finds something else than people say.

`found` is what the machine found then. A job may read an article again, and keeps how much has changed;
articles are found by the engine that has read them.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0018"
down_revision = "0017"

JSON = sa.JSON().with_variant(JSONB(), "postgresql")
FACTS = ("appearances", "quotes", "events", "positions")
JUDGED = (*FACTS, "revisions")
OLDER = ("machine", "confirmed", "corrected", "rejected")
NEWER = (*OLDER, "contested")


def upgrade() -> None:
    for table in FACTS:
        op.add_column(table, sa.Column("found", JSON))
    op.create_index("ix_articles_engine", "articles", ("engine", "pk"))
    op.add_column("jobs", sa.Column("difference", JSON))
    change_check(OLDER, NEWER)


def downgrade() -> None:
    for table in JUDGED:
        op.execute(f"UPDATE {table} SET status = 'corrected' WHERE status = 'contested'")  # noqa: S608
    change_check(NEWER, OLDER)
    for table in FACTS:
        op.drop_column(table, "found")
    op.drop_index("ix_articles_engine", "articles")
    op.drop_column("jobs", "difference")


def change_check(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    if op.get_bind().dialect.name == "sqlite":
        change_check_of_sqlite(before, after)
        return
    for table in JUDGED:
        name = op.f(f"ck_{table}_factstatus")
        op.drop_constraint(name, table, type_="check")
        op.create_check_constraint(name, table, f"status IN ({listed(after)})")


def change_check_of_sqlite(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Change the CHECK as the migration `denied_events` does."""
    connection = op.get_bind()
    version = connection.execute(sa.text("PRAGMA schema_version")).scalar_one()
    op.execute("PRAGMA writable_schema = ON")
    connection.execute(
        sa.text("UPDATE sqlite_master SET sql = replace(sql, :before, :after) WHERE name IN :tables").bindparams(
            sa.bindparam("tables", JUDGED, expanding=True)
        ),
        {"before": f"status IN ({listed(before)})", "after": f"status IN ({listed(after)})"},
    )
    op.execute(f"PRAGMA schema_version = {version + 1}")
    op.execute("PRAGMA writable_schema = OFF")


def listed(values: tuple[str, ...]) -> str:
    return ", ".join(f"'{value}'" for value in values)
