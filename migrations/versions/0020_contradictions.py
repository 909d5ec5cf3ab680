"""Contradictions, and what they are found by. Those of stored articles are found by `communique relink`."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OTHER",
)  # fmt: skip
SUBJECTS = ("actor", "quote", "event", "position")
REFERENCES = ("earlier_pk", "later_pk", "event_pk", "earlier_article_pk", "later_article_pk")


def upgrade() -> None:
    op.create_table(
        "contradictions",
        sa.Column("pk", KEY, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("kind", enum("contradictionkind", "stance", "act"), nullable=False),
        sa.Column("holder_pk", KEY, nullable=False),
        sa.Column("issue_pk", KEY, nullable=False),
        sa.Column("earlier_pk", KEY, of("positions"), nullable=False),
        sa.Column("earlier_article_pk", KEY, nullable=False),
        sa.Column("later_pk", KEY, of("positions")),
        sa.Column("event_pk", KEY, of("events")),
        sa.Column("later_article_pk", KEY, nullable=False),
        sa.Column("confidence", sa.Double, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    for name in REFERENCES:
        op.create_index(f"ix_contradictions_{name.removesuffix('_pk')}", "contradictions", (name,))
    op.create_index("ix_contradictions_holder", "contradictions", ("holder_pk", "issue_pk"))
    op.create_index("ix_contradictions_issue", "contradictions", ("issue_pk", "pk"))
    op.create_index("ix_contradictions_confidence", "contradictions", (sa.text("confidence DESC"), sa.text("pk DESC")))
    op.create_table(
        "conduct",
        sa.Column("who", sa.Text, primary_key=True),
        sa.Column("act", enum("eventtype", *TYPES), primary_key=True),
        sa.Column("target", sa.Text, primary_key=True),
        sa.Column("subject", enum("subject", *SUBJECTS), primary_key=True),
        sa.Column("since", sa.DateTime(timezone=True), primary_key=True),
        sa.Column("fact", sa.Text, primary_key=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("position_pk", KEY, of("positions")),
        sa.Column("event_pk", KEY, of("events")),
    )
    op.create_index("ix_conduct_position", "conduct", ("position_pk",))
    op.create_index("ix_conduct_event", "conduct", ("event_pk",))
    op.create_index("ix_positions_holder_issue", "positions", ("holder_pk", "issue_pk"))


def downgrade() -> None:
    op.drop_index("ix_positions_holder_issue", "positions")
    op.drop_table("conduct")
    op.drop_table("contradictions")


def of(table: str) -> sa.ForeignKey:
    return sa.ForeignKey(f"{table}.pk", ondelete="CASCADE")


def enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)
