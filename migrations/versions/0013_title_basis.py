"""How the title of an article is known. The titles that are stored were all stated."""

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    # In one statement with its check: SQLite adds no constraint to a column that is there.
    op.execute(
        "ALTER TABLE articles ADD COLUMN title_basis VARCHAR(20) "
        "CONSTRAINT ck_articles_titlebasis CHECK (title_basis IN ('stated', 'inferred'))"
    )
    op.execute("UPDATE articles SET title_basis = 'stated' WHERE title IS NOT NULL")


def downgrade() -> None:
    op.drop_column("articles", "title_basis")
