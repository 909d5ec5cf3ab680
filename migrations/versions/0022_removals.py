"""What was removed: its id answers that it is gone, not that it never existed."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.create_table(
        "removals",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text),
        sa.Column("note", sa.Text),
    )


def downgrade() -> None:
    op.drop_table("removals")
