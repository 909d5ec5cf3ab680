"""Kept numbers of articles and positions of actors and issues, so that lists sorted by them are read from an index.

Triggers maintain them. On SQLite, they change the numbers directly. On Postgres, two transactions that changed the same
number would clash, and most articles share an actor. There the triggers only add the differences to the table
`uncounted`, and settle_counts(), which is called after each commit in READ COMMITTED, adds them to the numbers.
"""

# ruff: noqa: S608 - all statements come from this file

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
OWNERS = {"actor": "actors", "issue": "issues"}
COUNTS = ("articles", "positions")
APPEARS = "{row}.status <> 'rejected' AND {row}.joined IS NULL"
IS_HELD = "{row}.status <> 'rejected'"

COUNT_ACTORS = f"""INSERT INTO actor_counts (actor_pk, articles, positions) SELECT pk,
    (SELECT count(*) FROM appearances AS one WHERE actor_pk = actors.pk AND {APPEARS.format(row="one")}),
    (SELECT count(*) FROM positions AS one WHERE holder_pk = actors.pk AND {IS_HELD.format(row="one")}) FROM actors"""
COUNT_ISSUES = f"""INSERT INTO issue_counts (issue_pk, articles, positions)
    SELECT issues.pk, count(DISTINCT one.article_pk), count(one.pk) FROM issues
    LEFT JOIN positions AS one ON one.issue_pk = issues.pk AND {IS_HELD.format(row="one")} GROUP BY issues.pk"""

# --- Postgres ---------------------------------------------------------------------------------------------------------

LOCK = int.from_bytes(b"counts")
SETTLE = f"""CREATE FUNCTION settle_counts() RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM uncounted) THEN RETURN; END IF;
    PERFORM set_config('synchronous_commit', 'off', true);  -- a crash that loses this keeps the changes, too
    PERFORM pg_advisory_xact_lock({LOCK});
    WITH change AS (DELETE FROM uncounted RETURNING *),
    of_actors AS (
        UPDATE actor_counts AS kept
        SET articles = kept.articles + more.articles, positions = kept.positions + more.positions
        FROM (
            SELECT actor_pk, sum(articles) AS articles, sum(positions) AS positions FROM change GROUP BY actor_pk
        ) AS more WHERE kept.actor_pk = more.actor_pk
    )
    UPDATE issue_counts AS kept
    SET articles = kept.articles + more.articles, positions = kept.positions + more.positions
    FROM (
        SELECT issue_pk, sum(positions) AS positions, sum((held > 0)::int - (held > positions)::int) AS articles
        FROM (
            SELECT issue_pk, article_pk, sum(positions) AS positions, (
                SELECT count(*) FROM positions AS one
                WHERE one.issue_pk = change.issue_pk AND one.article_pk = change.article_pk
                AND {IS_HELD.format(row="one")}
            ) AS held
            FROM change WHERE issue_pk IS NOT NULL GROUP BY issue_pk, article_pk
        ) AS pair GROUP BY issue_pk
    ) AS more WHERE kept.issue_pk = more.issue_pk;
END $$"""

# What a statement has changed, by table: the columns of `uncounted`, the rows of a transition table, and their groups.
CHANGES = {
    "appearances": (
        "actor_pk, articles, positions", f"actor_pk, {{sign}} AS n FROM {{rows}} WHERE {APPEARS.format(row='{rows}')}",
        "actor_pk, sum(n), 0", "actor_pk",
    ),
    "positions": (
        "actor_pk, issue_pk, article_pk, articles, positions",
        f"holder_pk, issue_pk, article_pk, {{sign}} AS n FROM {{rows}} WHERE {IS_HELD.format(row='{rows}')}",
        "holder_pk, issue_pk, article_pk, 0, sum(n)", "holder_pk, issue_pk, article_pk",
    ),
}  # fmt: skip
ROWS = {"INSERT": {"added": 1}, "UPDATE": {"added": 1, "gone": -1}, "DELETE": {"gone": -1}}


def on_postgres_statements() -> list[str]:
    made = ["CREATE TABLE uncounted (actor_pk bigint, issue_pk bigint, article_pk bigint, "
            "articles bigint NOT NULL, positions bigint NOT NULL)", SETTLE]  # fmt: skip
    for owner, table in OWNERS.items():
        made += [
            function(f"count_{table}", f"INSERT INTO {owner}_counts SELECT pk, 0, 0 FROM added"),
            trigger(f"count_{table}", "INSERT", table),
        ]
    for table, (columns, rows, change, group) in CHANGES.items():
        for event, transitions in ROWS.items():
            some = " UNION ALL ".join(f"SELECT {rows.format(sign=n, rows=name)}" for name, n in transitions.items())
            name = f"count_{table}_{event}".lower()
            insert = f"INSERT INTO uncounted ({columns}) SELECT {change} FROM ({some}) AS change"
            made += [
                function(name, f"{insert} GROUP BY {group} HAVING sum(n) <> 0"),
                trigger(name, event, table),
            ]
    return made


def function(name: str, statement: str) -> str:
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT "
        f"AS $$ BEGIN {statement}; RETURN NULL; END $$"
    )


def trigger(name: str, event: str, table: str) -> str:
    referencing = " ".join(f"{'NEW' if rows == 'added' else 'OLD'} TABLE AS {rows}" for rows in ROWS[event])
    return (
        f"CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {referencing} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
    )


# --- SQLite -----------------------------------------------------------------------------------------------------------


def on_sqlite_statements() -> list[str]:
    made = [
        f"CREATE TRIGGER count_{table} AFTER INSERT ON {table} "
        f"BEGIN INSERT INTO {owner}_counts VALUES (NEW.pk, 0, 0); END"
        for owner, table in OWNERS.items()
    ]
    for table, columns in (("appearances", "actor_pk, status, joined"), ("positions", "holder_pk, issue_pk, status")):
        add, remove = (count(table, row, sign) for row, sign in (("NEW", "+"), ("OLD", "-")))
        for event, work in (("INSERT", add), ("DELETE", remove), (f"UPDATE OF {columns}", remove + add)):
            name = f"count_{table}_{event.partition(' ')[0]}".lower()
            made.append(f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {''.join(work)} END")
    return made


def count(table: str, row: str, sign: str) -> list[str]:
    """Return the statements that count a row of a table, or remove it from the numbers."""
    if table == "appearances":
        is_counted = APPEARS.format(row=row)
        return [
            f"UPDATE actor_counts SET articles = articles {sign} 1 WHERE actor_pk = {row}.actor_pk AND {is_counted};"
        ]
    is_counted = IS_HELD.format(row=row)
    is_only = f"""NOT EXISTS (
        SELECT 1 FROM positions AS one WHERE one.issue_pk = {row}.issue_pk AND one.article_pk = {row}.article_pk
        AND {IS_HELD.format(row="one")} AND one.pk <> {row}.pk)"""
    return [
        f"UPDATE actor_counts SET positions = positions {sign} 1 WHERE actor_pk = {row}.holder_pk AND {is_counted};",
        f"""UPDATE issue_counts SET positions = positions {sign} 1, articles = articles {sign} ({is_only})
        WHERE issue_pk = {row}.issue_pk AND {is_counted};""",
    ]


# ----------------------------------------------------------------------------------------------------------------------


def upgrade() -> None:
    for owner, table in OWNERS.items():
        op.create_table(
            f"{owner}_counts",
            sa.Column(f"{owner}_pk", KEY, sa.ForeignKey(f"{table}.pk", ondelete="CASCADE"), primary_key=True),
            *(sa.Column(name, sa.Integer, nullable=False) for name in COUNTS),
        )
    op.execute(COUNT_ACTORS)
    op.execute(COUNT_ISSUES)
    for owner in OWNERS:
        for name in COUNTS:
            op.create_index(f"ix_{owner}_counts_{name}", f"{owner}_counts", [name, f"{owner}_pk"])
    for statement in on_postgres_statements() if on_postgres() else on_sqlite_statements():
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    names = {f"count_{table}": table for table in OWNERS.values()}
    names |= {f"count_{table}_{event}".lower(): table for table in CHANGES for event in ROWS}
    for name, table in names.items():
        op.execute(f"DROP TRIGGER {name} ON {table}" if on_postgres() else f"DROP TRIGGER {name}")
        if on_postgres():
            op.execute(f"DROP FUNCTION {name}()")
    if on_postgres():
        op.execute("DROP FUNCTION settle_counts()")
        op.drop_table("uncounted")
    for owner in OWNERS:
        op.drop_table(f"{owner}_counts")


def on_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"
