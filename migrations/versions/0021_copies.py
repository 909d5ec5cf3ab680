"""Copies: articles whose texts are nearly the same. Those among stored articles are found by `communique relink`."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.add_column("articles", sa.Column("copy_of", sa.Text))
    op.add_column("articles", sa.Column("copies", sa.Integer, nullable=False, server_default="0"))
    op.create_index("ix_articles_copy_of", "articles", ("copy_of", "pk"))
    op.create_table(
        "article_blocks",
        sa.Column("block", sa.Text, primary_key=True),
        sa.Column("nth", sa.Integer, primary_key=True),
        sa.Column("article_pk", KEY, sa.ForeignKey("articles.pk", ondelete="CASCADE"), nullable=False),
    )
    op.create_index("ix_article_blocks_article", "article_blocks", ("article_pk",))


def downgrade() -> None:
    op.drop_table("article_blocks")
    op.drop_index("ix_articles_copy_of", "articles")
    op.drop_column("articles", "copies")
    op.drop_column("articles", "copy_of")
