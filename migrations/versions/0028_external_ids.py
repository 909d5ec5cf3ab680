"""External ids of articles."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    key = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "external_ids",
        sa.Column("external_id", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("article_pk", key, nullable=False),
        sa.PrimaryKeyConstraint("external_id", "source", name="pk_external_ids"),
        sa.ForeignKeyConstraint(["article_pk"], ["articles.pk"], name="fk_external_ids_article_pk", ondelete="CASCADE"),
    )
    op.create_index("ix_external_ids_article", "external_ids", ["article_pk"])
    op.create_index("ix_external_ids_source", "external_ids", ["source", "article_pk"])


def downgrade() -> None:
    op.drop_table("external_ids")
