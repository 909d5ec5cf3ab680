"""Facts have an origin, a reviewer and revisions. The facts that are stored are the machine's."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0016"
down_revision = "0015"

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
LISTED = ("quotes", "events", "positions")
FACTS = ("appearances", *LISTED)
SUBJECTS = ("actor", "quote", "event", "position")
STATUSES = ("machine", "confirmed", "corrected", "rejected")


def upgrade() -> None:
    for table in FACTS:
        # In one statement with its check: SQLite adds no constraint to a column that is there.
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN origin VARCHAR(20) DEFAULT 'machine' NOT NULL "
            f"CONSTRAINT ck_{table}_factorigin CHECK (origin IN ('machine', 'person'))"
        )
        op.add_column(table, sa.Column("reviewed_by", sa.Text))
    for table in LISTED:
        order = (sa.text("article_pk DESC"), "pk")
        reviewed = sa.text("reviewed_by IS NOT NULL")
        op.create_index(f"ix_{table}_origin", table, ("origin", *order))
        op.create_index(
            f"ix_{table}_reviewed_by",
            table,
            ("reviewed_by", *order),
            postgresql_where=reviewed,
            sqlite_where=reviewed,
        )
    status = sa.Enum(*STATUSES, name="factstatus", native_enum=False, create_constraint=True, length=20)
    subject = sa.Enum(*SUBJECTS, name="subject", native_enum=False, create_constraint=True, length=20)
    op.create_table(
        "revisions",
        sa.Column("pk", KEY, primary_key=True),
        sa.Column("article_pk", KEY, sa.ForeignKey("articles.pk", ondelete="CASCADE"), nullable=False),
        sa.Column("subject", subject, nullable=False),
        sa.Column("subject_pk", KEY, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text),
        sa.Column("note", sa.Text),
        sa.Column("status", status, nullable=False),
        sa.Column("restores", sa.Integer),
        sa.Column("before", JSON),
        sa.Column("after", JSON, nullable=False),
        sa.UniqueConstraint("subject", "subject_pk", "number"),
    )
    op.create_index("ix_revisions_article", "revisions", ("article_pk",))


def downgrade() -> None:
    op.drop_table("revisions")
    for table in LISTED:
        op.drop_index(f"ix_{table}_reviewed_by", table)
        op.drop_index(f"ix_{table}_origin", table)
    for table in FACTS:
        op.drop_column(table, "reviewed_by")
        op.drop_column(table, "origin")
