"""Spans are stored as they are served, so that lists need not parse them."""

# ruff: noqa: S608 (all that goes into these statements stands in this file)

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ONE = {"quotes": ("speaker_mention", "cue"), "events": ("when_span",), "positions": ("evidence",)}
SEVERAL = {"quotes": "content", "events": "triggers"}

# The place of each part of a span in an older database.
PARTS = {"start": 0, "end": 1, "exact": 4, "utf16_start": 2, "utf16_end": 3}
OLDER = [name for name, _ in sorted(PARTS.items(), key=lambda part: part[1])]


def upgrade() -> None:
    rewrite(to_object, "'$[4]'", "'$.exact'")


def downgrade() -> None:
    rewrite(to_array, "'$.exact'", "'$[4]'")


def rewrite(span, exact: str, becomes: str) -> None:
    """Rewrite every span; the search index of SQLite then has it as `becomes`."""
    made = drop_search() if on_sqlite() else []
    for table, columns in ONE.items():
        for column in columns:
            op.execute(f"UPDATE {table} SET {column} = {span(column)} WHERE {column} IS NOT NULL")
    for table, column in SEVERAL.items():
        op.execute(f"UPDATE {table} SET {column} = {each(column, span)}")
    op.execute(f"UPDATE articles SET dates = {each('dates', lambda date: with_span(date, span))}")
    for sql in made:
        op.execute(sa.text(sql.replace(exact, becomes).replace(":", r"\:")))


def drop_search() -> list[str]:
    """Drop the triggers and the view of the search; return the statements that create them again."""
    rows = op.get_bind().execute(
        sa.text("SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY type DESC")
    )
    statements = []
    for kind, name, sql in rows.all():
        op.execute(f"DROP {kind} {name}")
        statements.append(sql)
    return statements


def on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def to_object(span: str) -> str:
    parts = (f"'{name}', {part(span, place)}" for name, place in PARTS.items())
    return f"{'json_object' if on_sqlite() else 'jsonb_build_object'}({', '.join(parts)})"


def to_array(span: str) -> str:
    parts = (part(span, name) for name in OLDER)
    return f"{'json_array' if on_sqlite() else 'jsonb_build_array'}({', '.join(parts)})"


def part(span: str, key: int | str) -> str:
    if on_sqlite():
        return f"json_extract({span}, '$[{key}]')" if isinstance(key, int) else f"json_extract({span}, '$.{key}')"
    return f"{span} -> {key}" if isinstance(key, int) else f"{span} -> '{key}'"


def each(column: str, change) -> str:
    """Return a list with each of its members changed."""
    if on_sqlite():
        return f"(SELECT json_group_array(json({change('value')})) FROM (SELECT value FROM json_each({column})))"
    members = f"jsonb_array_elements({column}) WITH ORDINALITY AS member (value, place)"
    return f"(SELECT coalesce(jsonb_agg({change('value')} ORDER BY place), '[]') FROM {members})"


def with_span(date: str, span) -> str:
    if on_sqlite():
        return f"json_set({date}, '$.span', json({span(part(date, 'span'))}))"
    return f"jsonb_set({date}, '{{span}}', {span('(' + part(date, 'span') + ')')})"
