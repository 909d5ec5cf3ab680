"""Figures of events: killed, detained, votes, money and the like. Events that are stored have none yet."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0014"
down_revision = "0013"

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
KINDS = (
    "killed", "injured", "detained", "displaced", "sent",
    "votes_for", "votes_against", "abstentions", "money", "duration",
)  # fmt: skip


def upgrade() -> None:
    op.add_column("events", sa.Column("figures", JSON, nullable=False, server_default="[]"))
    kind = sa.Enum(*KINDS, name="figurekind", native_enum=False, create_constraint=True, length=20)
    op.create_table(
        "event_figures",
        sa.Column("pk", KEY, primary_key=True),
        sa.Column("event_pk", KEY, sa.ForeignKey("events.pk", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("low", sa.Double),
        sa.Column("high", sa.Double),
        sa.Column("currency", sa.Text),
    )
    op.create_index("ix_event_figures_event", "event_figures", ("event_pk",))
    op.create_index("ix_event_figures_low", "event_figures", ("kind", "low", "event_pk"))
    op.create_index("ix_event_figures_high", "event_figures", ("kind", "high", "event_pk"))


def downgrade() -> None:
    op.drop_table("event_figures")
    op.drop_column("events", "figures")
