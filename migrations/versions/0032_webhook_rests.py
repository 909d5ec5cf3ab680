"""The time until which a receiver has asked a webhook to wait."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    op.add_column("webhooks", sa.Column("resumes_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("webhooks", "resumes_at")
