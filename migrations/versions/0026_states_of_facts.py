"""The state that an actor acts for, stored in the actor and its facts, so that an index has the pages of a state.

Participants also have the article and the occurrence of their event, which order the lists of an actor's events.
Triggers maintain all these columns.
"""

# ruff: noqa: S608 - all statements come from this file

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
ACTORS = {"quotes": "speaker_pk", "positions": "holder_pk", "event_participants": "actor_pk"}


def acts_for(actor: str) -> str:
    """Return the SQL of the state that an actor acts for: as the state itself, its organ, its force or its official."""
    return f"""CASE WHEN {actor}.type IN ('government', 'military') OR EXISTS (
        SELECT 1 FROM actor_keys AS own WHERE own.actor_pk = {actor}.pk AND (
            own.key = 'state ' || {actor}.country OR {actor}.type = 'person'
            AND substr(own.key, 1, length({actor}.country) + 8) = 'office ' || {actor}.country || ' '
        )
    ) THEN {actor}.country END"""


def of_key(row: str, differs: str) -> str:
    return f"""UPDATE actors SET acts_for = {acts_for("actors")}
        WHERE pk = {row}.actor_pk AND acts_for {differs} {acts_for("actors")}"""


def of_actor(table: str) -> str:
    return f"(SELECT acts_for FROM actors WHERE pk = NEW.{ACTORS[table]})"


OF_KEY_IF = "({row}.key LIKE 'state %' OR {row}.key LIKE 'office %')"
OF_FACTS = "".join(
    f"UPDATE {table} SET acts_for = NEW.acts_for WHERE {column} = NEW.pk; " for table, column in ACTORS.items()
)
OF_EVENT = "UPDATE event_participants SET occurrence_pk = NEW.occurrence_pk WHERE event_pk = NEW.pk"

# The triggers by name: event, table, condition and statement.
POSTGRES = {
    "actor_state": (
        "BEFORE INSERT OR UPDATE OF type, country", "actors", "true", f"NEW.acts_for := {acts_for('NEW')}; RETURN NEW",
    ),
    **{
        f"actor_key_{event}": (
            f"AFTER {event}", "actor_keys", OF_KEY_IF.format(row=row),
            f"{of_key(row, 'IS DISTINCT FROM')}; RETURN NULL",
        )
        for event, row in (("insert", "NEW"), ("delete", "OLD"))
    },
    "actor_facts": ("AFTER UPDATE", "actors", "OLD.acts_for IS DISTINCT FROM NEW.acts_for", f"{OF_FACTS}RETURN NULL"),
    **{
        f"{table}_state": (
            f"BEFORE INSERT OR UPDATE OF {column}", table, f"NEW.{column} IS NOT NULL OR NEW.acts_for IS NOT NULL",
            f"NEW.acts_for := {of_actor(table)}; RETURN NEW",
        )
        for table, column in ACTORS.items()
    },
    "participant_event": (
        "BEFORE INSERT", "event_participants", "true",
        """SELECT article_pk, occurrence_pk INTO NEW.article_pk, NEW.occurrence_pk FROM events
        WHERE pk = NEW.event_pk; RETURN NEW""",
    ),
    "event_occurrence": (
        "AFTER UPDATE OF occurrence_pk", "events", "OLD.occurrence_pk IS DISTINCT FROM NEW.occurrence_pk",
        f"{OF_EVENT}; RETURN NULL",
    ),
}  # fmt: skip
OF_ROW = f"UPDATE actors SET acts_for = {acts_for('actors')} WHERE pk = NEW.pk"
SQLITE = {
    "actor_insert": ("AFTER INSERT", "actors", "NEW.country IS NOT NULL", OF_ROW),
    "actor_update": ("AFTER UPDATE OF type, country", "actors", "true", OF_ROW),
    **{
        f"actor_key_{event}": (f"AFTER {event}", "actor_keys", OF_KEY_IF.format(row=row), of_key(row, "IS NOT"))
        for event, row in (("insert", "NEW"), ("delete", "OLD"))
    },
    "actor_facts": (
        "AFTER UPDATE OF acts_for", "actors", "OLD.acts_for IS NOT NEW.acts_for", OF_FACTS.strip().removesuffix(";"),
    ),
    **{
        f"{table}_state_{event.split()[0].lower()}": (
            f"AFTER {event}", table, f"NEW.acts_for IS NOT {of_actor(table)}",
            f"UPDATE {table} SET acts_for = {of_actor(table)} WHERE pk = NEW.pk",
        )
        for table, column in ACTORS.items()
        for event in ("INSERT", f"UPDATE OF {column}")
    },
    "participant_event": (
        "AFTER INSERT", "event_participants", "true",
        """UPDATE event_participants SET (article_pk, occurrence_pk) =
        (SELECT article_pk, occurrence_pk FROM events WHERE pk = NEW.event_pk) WHERE pk = NEW.pk""",
    ),
    "event_occurrence": (
        "AFTER UPDATE OF occurrence_pk", "events", "OLD.occurrence_pk IS NOT NEW.occurrence_pk", OF_EVENT,
    ),
}  # fmt: skip
NEWEST = "article_pk DESC, pk"
IS_STATE = " WHERE acts_for IS NOT NULL"
ACTOR_INDEX = "ix_event_participants_actor"
# The indexes by name: table, columns and condition.
INDEXES = {
    "ix_actors_acts_for": ("actors", "acts_for, pk", IS_STATE),
    "ix_quotes_acts_for": ("quotes", f"acts_for, {NEWEST}", IS_STATE),
    "ix_positions_acts_for": ("positions", f"acts_for, {NEWEST}", IS_STATE),
    ACTOR_INDEX: ("event_participants", "actor_pk, article_pk DESC, event_pk, role", ""),
    "ix_event_participants_acts_for": ("event_participants", "acts_for, article_pk DESC, event_pk", IS_STATE),
    "ix_event_participants_actor_occurrence": (
        "event_participants", "actor_pk, occurrence_pk DESC, role", " WHERE occurrence_pk IS NOT NULL",
    ),
    "ix_event_participants_acts_for_occurrence": (
        "event_participants", "acts_for, occurrence_pk DESC", f"{IS_STATE} AND occurrence_pk IS NOT NULL",
    ),
}  # fmt: skip


def upgrade() -> None:
    op.drop_index(ACTOR_INDEX, "event_participants")
    for table in ("actors", *ACTORS):
        op.add_column(table, sa.Column("acts_for", sa.Text))
    for name in ("article_pk", "occurrence_pk"):
        op.add_column("event_participants", sa.Column(name, KEY))
    op.execute(f"UPDATE actors SET acts_for = {acts_for('actors')} WHERE country IS NOT NULL")
    for table in ("quotes", "positions"):
        op.execute(
            f"UPDATE {table} SET acts_for = actors.acts_for FROM actors "
            f"WHERE actors.pk = {ACTORS[table]} AND actors.acts_for IS NOT NULL"
        )
    op.execute(
        """UPDATE event_participants
        SET article_pk = events.article_pk, occurrence_pk = events.occurrence_pk, acts_for = actors.acts_for
        FROM events, actors WHERE events.pk = event_pk AND actors.pk = actor_pk"""
    )
    if on_postgres():
        index_issues("INCLUDE (stance, status)")
    for name, (table, columns, condition) in INDEXES.items():
        op.execute(f"CREATE INDEX {name} ON {table} ({columns}){condition}")
    for name, (when, table, condition, does) in triggers().items():
        if on_postgres():
            op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT "
                f"AS $$ BEGIN {does}; END $$")  # fmt: skip
            op.execute(
                f"CREATE TRIGGER {name} {when} ON {table} FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION {name}()"
            )
        else:
            op.execute(f"CREATE TRIGGER {name} {when} ON {table} WHEN {condition} BEGIN {does}; END")


def downgrade() -> None:
    for name, (_, table, *_) in triggers().items():
        op.execute(f"DROP TRIGGER {name} ON {table}" if on_postgres() else f"DROP TRIGGER {name}")
        if on_postgres():
            op.execute(f"DROP FUNCTION {name}()")
    for name, (table, *_) in INDEXES.items():
        op.drop_index(name, table)
    if on_postgres():
        index_issues("")
    for name in ("article_pk", "occurrence_pk"):
        op.drop_column("event_participants", name)
    for table in ("actors", *ACTORS):
        op.drop_column(table, "acts_for")
    op.create_index(ACTOR_INDEX, "event_participants", ("actor_pk", "role", "event_pk"))


def index_issues(include: str) -> None:
    op.drop_index("ix_positions_issue", "positions")
    op.execute(f"CREATE INDEX ix_positions_issue ON positions (issue_pk, {NEWEST}) {include}")


def triggers() -> dict[str, tuple[str, str, str, str]]:
    return POSTGRES if on_postgres() else SQLITE


def on_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"
