"""An event may be denied: said not to have happened, refused or ruled out."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

OLDER = ("occurred", "planned", "hypothetical")
NEWER = (*OLDER, "denied")


def upgrade() -> None:
    change_check(OLDER, NEWER)


def downgrade() -> None:
    op.execute("UPDATE events SET modality = 'hypothetical' WHERE modality = 'denied'")
    change_check(NEWER, OLDER)


def change_check(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    if op.get_bind().dialect.name == "sqlite":
        change_check_of_sqlite(before, after)
        return
    op.drop_constraint(op.f("ck_events_modality"), "events", type_="check")
    op.create_check_constraint(op.f("ck_events_modality"), "events", f"modality IN ({listed(after)})")


def change_check_of_sqlite(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Change the CHECK where SQLite keeps it: a copy of the table would lose its other checks and its triggers.

    The steps are those of https://sqlite.org/lang_altertable.html for changes that do not touch the rows.
    """
    connection = op.get_bind()
    version = connection.execute(sa.text("PRAGMA schema_version")).scalar_one()
    op.execute("PRAGMA writable_schema = ON")
    connection.execute(
        sa.text("UPDATE sqlite_master SET sql = replace(sql, :before, :after) WHERE name = 'events'"),
        {"before": f"modality IN ({listed(before)})", "after": f"modality IN ({listed(after)})"},
    )
    op.execute(f"PRAGMA schema_version = {version + 1}")
    op.execute("PRAGMA writable_schema = OFF")


def listed(values: tuple[str, ...]) -> str:
    return ", ".join(f"'{value}'" for value in values)
