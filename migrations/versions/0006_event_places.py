"""An index for lists of events by place."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_index("ix_events_place", "events", ("place", sa.text("article_pk DESC"), "pk"))


def downgrade() -> None:
    op.drop_index("ix_events_place", "events")
