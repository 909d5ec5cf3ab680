"""What people say of actors and issues: that two are one, that one is two, that its properties are others."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0019"
down_revision = "0018"

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
MOVED = ("appearances", "positions")
CORRECTED = ("actors", "issues")


def upgrade() -> None:
    moved = sa.text("linked_pk IS NOT NULL")
    for table in MOVED:
        op.add_column(table, sa.Column("linked_pk", KEY))
        op.create_index(f"ix_{table}_linked", table, ("linked_pk",), postgresql_where=moved, sqlite_where=moved)
    op.add_column("appearances", sa.Column("joined", JSON))
    for table in CORRECTED:
        op.add_column(table, sa.Column("machine", JSON))
    op.create_table(
        "judgements",
        sa.Column("pk", KEY, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("kind", listed("judgementkind", "same", "different", "unsure", "corrected"), nullable=False),
        sa.Column("record", listed("record", "actor", "issue"), nullable=False),
        sa.Column("one", sa.Text, nullable=False),
        sa.Column("other", sa.Text),
        sa.Column("value", JSON),
        sa.Column("note", sa.Text),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.Column("revoked_by", sa.Text),
    )
    for name in ("one", "other", "by"):
        op.create_index(f"ix_judgements_{name}", "judgements", (name, "pk"))
    judgement = sa.ForeignKey("judgements.pk", ondelete="CASCADE")
    op.create_table(
        "split_parts",
        sa.Column("judgement_pk", KEY, judgement, primary_key=True),
        sa.Column("article_id", sa.Text, primary_key=True),
        sa.Column("record_id", sa.Text, primary_key=True),
    )
    op.create_index("ix_split_parts_article", "split_parts", ("article_id",))


def downgrade() -> None:
    op.drop_table("split_parts")
    op.drop_table("judgements")
    for table in CORRECTED:
        op.drop_column(table, "machine")
    op.drop_column("appearances", "joined")
    for table in MOVED:
        op.drop_index(f"ix_{table}_linked", table)
        op.drop_column(table, "linked_pk")


def listed(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)
