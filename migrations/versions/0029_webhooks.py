"""Webhooks and their deliveries."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0029"
down_revision = "0028"

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "webhooks",
        sa.Column("pk", KEY, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("description", sa.Text),
        sa.Column("kinds", JSON, nullable=False),
        sa.Column("articles", JSON, nullable=False),
        sa.Column("status", _enum("webhookstatus", "active", "paused", "disabled"), nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("secret", sa.Text, nullable=False),
        sa.Column("old_secret", sa.Text),
        sa.Column("old_secret_until", TIME),
        sa.Column("after", KEY, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("attempted_at", TIME),
        sa.Column("lease", sa.Text),
        sa.Column("leased_until", TIME),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("pk", name="pk_webhooks"),
        sa.UniqueConstraint("id", name="uq_webhooks_id"),
    )
    op.create_table(
        "deliveries",
        sa.Column("webhook_pk", KEY, nullable=False),
        sa.Column("change_pk", KEY, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("object_id", sa.Text, nullable=False),
        sa.Column("status", _enum("deliverystatus", "waiting", "delivered", "parked"), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_at", TIME),
        sa.Column("attempted_at", TIME),
        sa.Column("response_status", sa.Integer),
        sa.Column("response_body", sa.Text),
        sa.Column("error", sa.Text),
        sa.PrimaryKeyConstraint("webhook_pk", "change_pk", name="pk_deliveries"),
        sa.UniqueConstraint("id", name="uq_deliveries_id"),
        sa.ForeignKeyConstraint(["webhook_pk"], ["webhooks.pk"], name="fk_deliveries_webhook_pk", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["change_pk"], ["changes.pk"], name="fk_deliveries_change_pk", ondelete="CASCADE"),
    )
    op.create_index("ix_deliveries_change", "deliveries", ["change_pk"])
    op.create_index("ix_deliveries_status", "deliveries", ["webhook_pk", "status", "next_at"])
    op.create_index("ix_deliveries_object", "deliveries", ["webhook_pk", "object_id", "status"])


def downgrade() -> None:
    op.drop_table("deliveries")
    op.drop_table("webhooks")


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)
