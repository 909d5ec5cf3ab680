"""The feed: the changes of each transaction, in the order of the commits."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0027"
down_revision = "0026"

KINDS = ("article", "actor", "issue", "occurrence", "quote", "event", "position", "judgement")
OPERATIONS = ("create", "update", "delete", "merge", "split")
KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "changes",
        sa.Column("pk", KEY, nullable=False),
        sa.Column("kind", _enum("changekind", KINDS), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("operation", _enum("operation", OPERATIONS), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text),
        sa.Column("article_id", sa.Text),
        sa.Column("into", sa.Text),
        sa.Column("changed", JSON, nullable=False, server_default="[]"),
        sa.Column("object", sa.Text),
        sa.PrimaryKeyConstraint("pk", name="pk_changes"),
    )
    op.create_index("ix_changes_article", "changes", ["article_id", "pk"])


def downgrade() -> None:
    op.drop_table("changes")


def _enum(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)
