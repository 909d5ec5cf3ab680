"""Occurrences: events that several articles report. Events that are stored are not joined."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "occurrences",
        sa.Column("pk", KEY, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("sources", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_occurrences_sources", "occurrences", (sa.text("sources DESC"), sa.text("pk DESC")))
    op.create_table(
        "event_blocks",
        sa.Column("block", sa.Text, primary_key=True),
        sa.Column("nth", sa.Integer, primary_key=True),
        sa.Column("event_pk", KEY, sa.ForeignKey("events.pk", ondelete="CASCADE"), nullable=False),
    )
    op.create_index("ix_event_blocks_event", "event_blocks", ("event_pk",))
    op.add_column("events", sa.Column("report", sa.Text))
    op.add_column("events", sa.Column("occurrence_pk", KEY))
    op.create_index("ix_events_occurrence", "events", ("occurrence_pk", sa.text("article_pk DESC"), "pk"))


def downgrade() -> None:
    op.drop_index("ix_events_occurrence", "events")
    op.drop_table("event_blocks")
    op.drop_column("events", "occurrence_pk")
    op.drop_column("events", "report")
    op.drop_table("occurrences")
