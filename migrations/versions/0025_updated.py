"""Indexes of lists by the time of the last change."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

INDEXES = {
    "ix_articles_updated": ("articles", "updated_at", "pk"),
    "ix_actors_updated": ("actors", "updated_at", "pk"),
    "ix_occurrences_updated": ("occurrences", "updated_at", "pk"),
    "ix_quotes_updated": ("quotes", "updated_at DESC", "article_pk DESC", "pk"),
    "ix_events_updated": ("events", "updated_at DESC", "article_pk DESC", "pk"),
    "ix_positions_updated": ("positions", "updated_at DESC", "article_pk DESC", "pk"),
}


def upgrade() -> None:
    for name, (table, *columns) in INDEXES.items():
        op.create_index(name, table, [sa.text(column) for column in columns])


def downgrade() -> None:
    for name, (table, *_) in INDEXES.items():
        op.drop_index(name, table)
