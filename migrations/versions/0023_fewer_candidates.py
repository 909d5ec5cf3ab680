"""Positions in time and sketches of events, so that what is like a new one is found; slots where writers clash."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.create_table(
        "clash_slots",
        sa.Column("slot", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("writes", sa.Integer, nullable=False),
    )
    op.add_column("event_blocks", sa.Column("sketch", sa.Text))
    op.add_column("positions", sa.Column("since", sa.DateTime(timezone=True)))
    published = "SELECT published_from FROM articles WHERE articles.pk = positions.article_pk"
    op.execute(f"UPDATE positions SET since = ({published})")  # noqa: S608 - a constant
    op.drop_index("ix_positions_holder_issue", "positions")
    op.create_index("ix_positions_holder_issue", "positions", ("holder_pk", "issue_pk", "since"))


def downgrade() -> None:
    op.drop_index("ix_positions_holder_issue", "positions")
    op.create_index("ix_positions_holder_issue", "positions", ("holder_pk", "issue_pk"))
    op.drop_column("positions", "since")
    op.drop_column("event_blocks", "sketch")
    op.drop_table("clash_slots")
