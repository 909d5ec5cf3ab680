"""The topic of issues, the label of positions in their own article, and the reason why they are on their issue.

Stored issues have the topic `other`, and stored positions neither label nor reason, until `communique relink` has run.
"""

from alembic import op

revision = "0017"
down_revision = "0016"

TOPICS = (
    "sanctions", "peace", "nuclear", "military", "trade", "elections", "human_rights", "migration", "climate_energy",
    "territory", "terrorism", "membership", "justice", "health", "technology", "other",
)  # fmt: skip
LINKS = ("words", "meaning", "text", "part")


def upgrade() -> None:
    # In one statement with its check: SQLite adds no constraint to a column that is there.
    op.execute(
        "ALTER TABLE issues ADD COLUMN topic VARCHAR(20) DEFAULT 'other' NOT NULL "
        f"CONSTRAINT ck_issues_topic CHECK (topic IN ({listed(TOPICS)}))"
    )
    op.execute("ALTER TABLE positions ADD COLUMN own_label TEXT")
    op.execute(
        "ALTER TABLE positions ADD COLUMN link VARCHAR(20) "
        f"CONSTRAINT ck_positions_issuelink CHECK (link IN ({listed(LINKS)}))"
    )
    op.create_index("ix_issues_topic", "issues", ("topic", "pk"))


def downgrade() -> None:
    op.drop_index("ix_issues_topic", "issues")
    op.drop_column("positions", "link")
    op.drop_column("positions", "own_label")
    op.drop_column("issues", "topic")


def listed(values: tuple[str, ...]) -> str:
    return ", ".join(f"'{value}'" for value in values)
