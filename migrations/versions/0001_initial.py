"""Articles, actors, mentions, quotes, events, issues and positions.

A migration is history: it imports no models, because these change.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
TIME = sa.DateTime(timezone=True)

ACTOR_TYPES = (
    "person",
    "state",
    "government",
    "intergovernmental",
    "party",
    "military",
    "armed_group",
    "organization",
    "media",
    "group",
)
EVENT_TYPES = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "OTHER",
)


def text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def integer(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def time(name: str, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, TIME, nullable=null)


def json(name: str, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, JSON, nullable=null)


def enum(column: str, constraint: str, *values: str, null: bool = False) -> sa.Column[str]:
    kind = sa.Enum(*values, name=constraint, native_enum=False, create_constraint=True, length=20)
    return sa.Column(column, kind, nullable=null)


def pk() -> sa.Column[int]:
    return sa.Column("pk", KEY, primary_key=True)


def key(name: str, target: str, *, null: bool = False, ondelete: str | None = None) -> sa.Column[int]:
    return sa.Column(name, KEY, sa.ForeignKey(f"{target}.pk", ondelete=ondelete), nullable=null)


def times() -> tuple[sa.Column[Any], ...]:
    return time("created_at"), time("updated_at")


def fact() -> tuple[sa.Column[Any], ...]:
    """The columns of every fact."""
    return (
        key("article_pk", "articles", ondelete="CASCADE"),
        sa.Column("confidence", sa.Double(), nullable=False),
        enum("status", "factstatus", "machine", "confirmed", "corrected", "rejected"),
        *times(),
    )


def index_lists(table: str, *filters: str) -> None:
    """Create indexes in the order of the lists: newest article first, and within it text order."""
    order = (sa.text("article_pk DESC"), "pk")
    op.create_index(f"ix_{table}_article", table, order)
    for column in filters:
        op.create_index(f"ix_{table}_{column.removesuffix('_pk')}", table, (column, *order))


def upgrade() -> None:
    create_articles()
    create_actors()
    create_quotes()
    create_events()
    create_positions()


def create_articles() -> None:
    op.create_table(
        "articles",
        pk(),
        text("id"),
        text("text"),
        text("text_sha256"),
        text("title", null=True),
        text("url", null=True),
        text("publisher", null=True),
        text("language", null=True),
        text("published_at", null=True),
        enum("published_at_basis", "datebasis", "stated", "inferred", null=True),
        time("published_from", null=True),
        time("published_to", null=True),
        enum("status", "articlestatus", "ready"),
        text("engine"),
        json("dates"),
        json("warnings"),
        *times(),
        sa.UniqueConstraint("id"),
        sa.UniqueConstraint("text_sha256"),
    )
    op.create_index("ix_articles_publisher", "articles", ("publisher", "pk"))
    op.create_index("ix_articles_language", "articles", ("language", "pk"))
    op.create_index("ix_articles_published", "articles", ("published_from", "published_to"))


def create_actors() -> None:
    op.create_table(
        "actors",
        pk(),
        text("id"),
        enum("type", "actortype", *ACTOR_TYPES),
        text("name"),
        text("country", null=True),
        text("role", null=True),
        *times(),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_actors_type", "actors", ("type", "pk"))
    op.create_index("ix_actors_country", "actors", ("country", "pk"))
    op.create_table(
        "appearances",
        pk(),
        key("actor_pk", "actors"),
        enum("type", "actortype", *ACTOR_TYPES),
        text("name"),
        text("country", null=True),
        text("role", null=True),
        json("aliases"),
        text("folded"),
        *fact(),
        sa.UniqueConstraint("article_pk", "actor_pk"),
    )
    op.create_index("ix_appearances_actor", "appearances", ("actor_pk",))
    op.create_table(
        "mentions",
        pk(),
        sa.Column("article_pk", KEY, nullable=False),
        sa.Column("actor_pk", KEY, nullable=False),
        integer("start"),
        integer("end"),
        text("exact"),
        integer("utf16_start"),
        integer("utf16_end"),
        sa.ForeignKeyConstraint(
            ("article_pk", "actor_pk"),
            ("appearances.article_pk", "appearances.actor_pk"),
            ondelete="CASCADE",
            onupdate="CASCADE",
        ),
    )
    op.create_index("ix_mentions_appearance", "mentions", ("article_pk", "actor_pk"))


def create_quotes() -> None:
    op.create_table(
        "quotes",
        pk(),
        text("id"),
        enum("kind", "quotekind", "direct", "indirect", "mixed"),
        key("speaker_pk", "actors", null=True),
        json("speaker_mention", null=True),
        json("cue", null=True),
        json("content"),
        integer("start"),
        text("text"),
        *fact(),
        sa.UniqueConstraint("id"),
    )
    index_lists("quotes", "speaker_pk", "kind", "status")


def create_events() -> None:
    op.create_table(
        "events",
        pk(),
        text("id"),
        enum("type", "eventtype", *EVENT_TYPES),
        text("title"),
        json("triggers"),
        integer("start"),
        text("when_edtf", null=True),
        time("when_from", null=True),
        time("when_to", null=True),
        json("when_span", null=True),
        text("country", null=True),
        text("place", null=True),
        enum("modality", "modality", "occurred", "planned", "hypothetical"),
        *fact(),
        sa.UniqueConstraint("id"),
    )
    index_lists("events", "type", "country", "when_from", "status")
    op.create_table(
        "event_participants",
        pk(),
        key("event_pk", "events", ondelete="CASCADE"),
        key("actor_pk", "actors"),
        enum("role", "participantrole", "actor", "recipient"),
        sa.UniqueConstraint("event_pk", "role", "actor_pk"),
    )
    op.create_index("ix_event_participants_actor", "event_participants", ("actor_pk", "role", "event_pk"))


def create_positions() -> None:
    op.create_table(
        "issues",
        pk(),
        text("id"),
        text("slug"),
        text("label"),
        text("folded"),
        time("created_at"),
        sa.UniqueConstraint("id"),
        sa.UniqueConstraint("slug"),
    )
    op.create_table(
        "positions",
        pk(),
        text("id"),
        key("holder_pk", "actors"),
        key("issue_pk", "issues"),
        enum("stance", "stance", "supports", "opposes", "mixed", "expects", "doubts"),
        json("evidence"),
        integer("start"),
        enum("basis", "basis", "stated", "reported"),
        key("quote_pk", "quotes", null=True, ondelete="SET NULL"),
        *fact(),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_positions_quote", "positions", ("quote_pk",))
    index_lists("positions", "holder_pk", "issue_pk", "stance", "status")


def downgrade() -> None:
    for table in (
        "positions",
        "issues",
        "event_participants",
        "events",
        "quotes",
        "mentions",
        "appearances",
        "actors",
        "articles",
    ):
        op.drop_table(table)
