"""Indexes in the orders that lists can have: by confidence, by name or label, by date with the latest first.

Rows without a date come last in either direction. An index of SQLite that is read backwards has them last, an index of
Postgres does not.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

INDEXES = {
    "ix_quotes_confidence": ("quotes", "confidence DESC", "article_pk DESC", "pk"),
    "ix_events_confidence": ("events", "confidence DESC", "article_pk DESC", "pk"),
    "ix_positions_confidence": ("positions", "confidence DESC", "article_pk DESC", "pk"),
    "ix_articles_newest": ("articles", "published_from", "pk"),
    "ix_actors_name": ("actors", "name", "pk DESC"),
    "ix_issues_label": ("issues", "label", "pk DESC"),
}
ON_POSTGRES = {
    "latest_articles": ("articles", "published_from DESC NULLS LAST", "pk DESC"),
    "latest_events": ("events", "when_from DESC NULLS LAST", "article_pk DESC", "pk"),
}


def upgrade() -> None:
    for name, (table, *columns) in indexes().items():
        op.create_index(name, table, [sa.text(column) for column in columns])


def downgrade() -> None:
    for name, (table, *_) in indexes().items():
        op.drop_index(name, table)


def indexes() -> dict[str, tuple[str, ...]]:
    return INDEXES | (ON_POSTGRES if op.get_bind().dialect.name == "postgresql" else {})
