"""Links of actors across articles: the keys that identify actors, and the reason for each link."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
REASONS = ("iso_code", "organ", "name", "spelling", "acronym", "office")


def upgrade() -> None:
    op.create_table(
        "actor_keys",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("actor_pk", KEY, sa.ForeignKey("actors.pk", ondelete="CASCADE"), primary_key=True),
    )
    op.create_index("ix_actor_keys_actor", "actor_keys", ("actor_pk",))
    link = sa.Enum(*REASONS, name="linkreason", native_enum=False, create_constraint=True, length=20)
    with op.batch_alter_table("appearances") as appearances:
        # What is stored already has no keys: its actors stay as they are, but for states, whose id is their code.
        appearances.add_column(sa.Column("keys", JSON, nullable=False, server_default="[]"))
        appearances.add_column(sa.Column("link", link, nullable=True))
    with op.batch_alter_table("appearances") as appearances:
        appearances.alter_column("keys", server_default=None)
    # In the order of the list of an actor's appearances.
    op.drop_index("ix_appearances_actor", "appearances")
    op.create_index("ix_appearances_actor", "appearances", ("actor_pk", sa.text("article_pk DESC"), "pk"))


def downgrade() -> None:
    op.drop_index("ix_appearances_actor", "appearances")
    op.create_index("ix_appearances_actor", "appearances", ("actor_pk",))
    with op.batch_alter_table("appearances") as appearances:
        appearances.drop_constraint(op.f("ck_appearances_linkreason"), type_="check")
        appearances.drop_column("link")
        appearances.drop_column("keys")
    op.drop_table("actor_keys")
