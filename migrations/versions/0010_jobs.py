"""Jobs, and on Postgres the tables and functions of procrastinate, the queue of the workers.

They are those of the installed version, which is pinned. When the pin changes, the `sql/migrations` of procrastinate
after 3.10 must go into a new migration, which first checks whether their changes exist already.
"""

import sqlalchemy as sa
from alembic import op
from procrastinate.schema import SchemaManager

revision = "0010"
down_revision = "0009"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
STATUS = sa.Enum(
    "queued",
    "running",
    "succeeded",
    "failed",
    name="jobstatus",
    native_enum=False,
    create_constraint=True,
    length=20,
)
DROP = """
DO $$
DECLARE found text;
BEGIN
    FOR found IN SELECT oid::regclass FROM pg_class WHERE relname LIKE 'procrastinate\\_%' AND relkind = 'r' LOOP
        EXECUTE 'DROP TABLE ' || found || ' CASCADE';
    END LOOP;
    FOR found IN SELECT oid::regprocedure FROM pg_proc WHERE proname LIKE 'procrastinate\\_%' LOOP
        EXECUTE 'DROP FUNCTION ' || found;
    END LOOP;
    FOR found IN SELECT oid::regtype FROM pg_type WHERE typname LIKE 'procrastinate\\_%' LOOP
        EXECUTE 'DROP TYPE ' || found;
    END LOOP;
END $$
"""


def upgrade() -> None:
    op.create_table(
        "jobs",
        sa.Column("pk", KEY, primary_key=True),
        sa.Column("id", sa.Text(), unique=True, nullable=False),
        sa.Column("article_id", sa.Text(), unique=True, nullable=False),
        sa.Column("submission", sa.Text(), nullable=True),
        sa.Column("status", STATUS, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
    )
    op.create_index("ix_jobs_status", "jobs", ("status", "pk"))
    if op.get_bind().dialect.name == "postgresql":
        _run(SchemaManager.get_schema())


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        _run(DROP)
    op.drop_table("jobs")


def _run(statements: str) -> None:
    """Execute several statements, which SQLAlchemy would send as one with parameters."""
    op.get_bind().connection.driver_connection.execute(statements)
